import { describe, expect, it } from 'vitest';
import { Lab, parseScenario, traceRequest, waitChain } from '../../../simulations';

/** One worker that needs 20 ms, so 50 a second; 60 a second come, evenly spaced, from an instant on. */
function crowded(fromMs: number): Lab {
  const times = Array.from(
    { length: 600 },
    (_, i) => `${fromMs + Math.round(((i + 1) * 1e6) / 60) / 1000} ms`,
  );
  const parsed = parseScenario(
    JSON.stringify({
      format: 'strata-scenario',
      version: 1,
      title: 'Crowded',
      seed: 1,
      duration: '30 s',
      hosts: [{ id: 'host', cores: 4, memory: '8 GiB', engine: 'docker' }],
      components: [{ id: 'search', workers: 1, serviceTime: 'constant(20 ms)', memory: '100 MiB' }],
      deployments: [
        {
          id: 'app',
          technology: 'container',
          hosts: ['host'],
          place: [{ component: 'search', image: 's:1' }],
        },
      ],
      routes: [{ id: 'find', steps: ['search'] }],
      workloads: [{ id: 'people', route: 'find', arrivals: { times } }],
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return Lab.open(parsed.value);
}

const clock = (micros: number): string => `${(micros / 1e6).toFixed(1)} s`;

describe('why a request waited', () => {
  it('counts place, capacity and arrivals, back to the instant at which the queue began', () => {
    const lab = crowded(2000);
    lab.runTo(12e6);
    const why = traceRequest(lab, 0, 500)!.deployments[0]!.why!;
    // 500 have come in 8.33 s and 50 a second are begun: its place is what is left over.
    expect(why.position).toBeGreaterThan(70);
    expect(why.position).toBeLessThan(95);
    // The one in service has done a part of its 20 ms already.
    expect(why.waitedMicros / 20_000).toBeLessThanOrEqual(why.position);
    expect(why.waitedMicros / 20_000).toBeGreaterThan(why.position - 1);
    expect(why.arrivedPerSecond).toBeCloseTo(60, 0);
    expect(Math.round(why.begunPerSecond / 5) * 5).toBe(50);
    expect(why.sinceMicros!).toBeGreaterThan(2e6);
    expect(why.sinceMicros!).toBeLessThan(2.3e6);
    expect(waitChain(why, clock).join(' ← ')).toMatch(
      /^waited 1\.\d+ s ← position \d+ in the queue of search ← capacity \d+\/s below arrivals 60\/s ← since 2\.\d s, when the queue was last empty$/,
    );
  });

  it('says so where the queue is as old as the run', () => {
    const lab = crowded(0);
    lab.runTo(12e6);
    const why = traceRequest(lab, 0, 400)!.deployments[0]!.why!;
    expect(why.sinceMicros).toBeLessThan(0.3e6);
  });

  it('is silent about a request that did not wait', () => {
    const lab = crowded(2000);
    lab.runTo(12e6);
    expect(traceRequest(lab, 0, 1)!.deployments[0]!.why).toBeUndefined();
  });
});
