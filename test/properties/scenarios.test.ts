import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lab, parseLine, type Scenario } from '../../simulations';
import { drawnScenario, scenarioOf, valueOf } from './arbitrary-scenario';
import { campaign } from './campaign';
import { read } from '../helpers/scenarios';

const failedChecks = (lab: Lab): readonly string[] =>
  lab
    .result()
    .checks.filter((check) => !check.ok)
    .map((check) => `${check.name}: ${check.detail}`);

function whole(scenario: Scenario): Lab {
  const lab = Lab.open(scenario, { keepsCheckpoints: false });
  lab.runTo(scenario.duration);
  return lab;
}

const atTimes = fc.array(fc.integer({ min: 0, max: 6e6 }), { minLength: 1, maxLength: 4 });

/** Lines that are sensible for some scenarios and nonsense for others: a refused one must leave no trace. */
const line = fc.oneof(
  fc
    .tuple(fc.constantFrom('c0', 'c1', 'c2'), fc.integer({ min: 0, max: 7 }))
    .map(([c, n]) => `scale ${c} ${n}`),
  fc
    .tuple(
      fc.constantFrom('stop', 'start', 'restart', 'kill', 'pause', 'resume'),
      fc.constantFrom('c0-d0-1', 'c1-d0-1', 'c2-d0-2', 'c0-d1-1', 'c0-fn-1', 'c1-fn-2'),
    )
    .map(([verb, name]) => `${verb} ${name}`),
  fc.constantFrom('c0', 'c1').map((c) => `invoke ${c}`),
  fc.constantFrom('c0', 'c2').map((c) => `run ${c} --in d0`),
  fc.constantFrom(
    'set components.c0.serviceTime 5ms',
    'set workloads.w0.intensity 2',
    'set workloads.w0.intensity 0',
    'set functions.c0-fn.keepAlive 1s',
    'scale c0 90 --rest pending',
    'update c0 c0:2',
    'pause-rollout c0',
    'resume-rollout c0',
    'remove c1 --in d0',
    'fault host-panic host-0',
    'fault noisy-neighbour c0-d0-1 --for 1s',
    'repair host-0',
  ),
);
const script = fc.array(fc.tuple(fc.integer({ min: 0, max: 5.5e6 }), line), { minLength: 1, maxLength: 8 });

function act(lab: Lab, text: string): void {
  const call = parseLine(text);
  if (call.ok) lab.execute(call.value);
}

describe('every scenario', () => {
  it('keeps its promises all along: conservation, capacity, memory, Little’s law, time', () => {
    fc.assert(
      fc.property(drawnScenario, atTimes, (drawn, times) => {
        const lab = Lab.open(scenarioOf(drawn));
        for (const time of times.toSorted((a, b) => a - b)) {
          lab.runTo(time);
          expect(failedChecks(lab)).toEqual([]);
        }
        lab.runTo(lab.scenario.duration);
        expect(failedChecks(lab)).toEqual([]);
      }),
      campaign(60),
    );
  });

  it('is the same run whenever it is run, however it is sliced, stopped, rewound or forked', () => {
    fc.assert(
      fc.property(drawnScenario, atTimes, fc.integer({ min: 1, max: 500 }), (drawn, times, slice) => {
        const scenario = scenarioOf(drawn);
        const plain = whole(scenario);
        const end = { digest: plain.digest, result: plain.result() };
        const lab = Lab.open(scenario);
        for (const time of times) lab.seek(time);
        const fork = lab.fork();
        while (lab.runTo(scenario.duration, slice) === 'budget');
        expect({ digest: lab.digest, result: lab.result() }).toEqual(end);
        fork.runTo(scenario.duration);
        expect({ digest: fork.digest, result: fork.result() }).toEqual(end);
      }),
      campaign(30),
    );
  });

  it('keeps its promises under any commands, and comes out the same when it is replayed', () => {
    fc.assert(
      fc.property(drawnScenario, script, fc.integer({ min: 0, max: 6e6 }), (drawn, lines, back) => {
        const lab = Lab.open(scenarioOf(drawn));
        for (const [at, text] of lines.toSorted((a, b) => a[0] - b[0])) {
          lab.runTo(Math.max(at, lab.nowMicros));
          act(lab, text);
          expect(failedChecks(lab)).toEqual([]);
        }
        lab.runTo(lab.scenario.duration);
        expect(failedChecks(lab)).toEqual([]);
        const end = { digest: lab.digest, result: lab.result() };
        lab.seek(back);
        lab.runTo(lab.scenario.duration);
        expect({ digest: lab.digest, result: lab.result() }).toEqual(end);
      }),
      campaign(60),
    );
  });

  it('leaves the arrivals and demands of others as they were when one deployment is changed', () => {
    fc.assert(
      fc.property(drawnScenario, drawnScenario, (drawn, other) => {
        const closed = JSON.stringify(drawn.arrivals).includes('closed-loop');
        fc.pre(!closed && drawn.onHosts.length === 2);
        // A fault that hits one of several is drawn among all that there are; a trigger needs its function.
        const calm = { ...drawn, faults: [], traffic: { ...drawn.traffic, triggers: [] } };
        const changed = { ...calm, onHosts: [drawn.onHosts[0]!, other.onHosts[0]!], onPlatform: [] };
        const [before, after] = [whole(read(valueOf(calm))).result(), whole(read(valueOf(changed))).result()];
        expect(after.deployments[0]?.requests).toEqual(before.deployments[0]?.requests);
        expect(after.deployments[1]?.requests.arrived).toBe(before.deployments[1]?.requests.arrived);
      }),
      campaign(30),
    );
  });

  it('and so it is where calls of one instant join the cores of a host, which become too few', () => {
    const first = (others: readonly number[]) => {
      const components = [
        { id: 'c0', workers: 3, serviceTime: 'log-normal(median 10 ms, p99 80 ms)', mix: { network: 1 } },
        { id: 'c1', workers: 2, serviceTime: 'constant(20 ms)', mix: { cpu: 0.5, network: 0.5 } },
      ];
      const deployment = (id: string, replicas: readonly number[]) => ({
        id,
        technology: 'bare-process',
        hosts: [`host-${id}`],
        place: components.map((component, i) => ({
          component: component.id,
          name: `${component.id}-${id}`,
          replicas: replicas[i],
        })),
      });
      const scenario = read({
        format: 'strata-scenario',
        version: 1,
        title: 'order',
        seed: 466_932_899,
        duration: '6 s',
        hosts: ['host-d0', 'host-d1'].map((id) => ({ id, cores: 2, memory: '32 GiB' })),
        components,
        deployments: [deployment('d0', [2, 3]), deployment('d1', others)],
        routes: [{ id: 'way', steps: ['c0', 'c1', 'c0'], holds: false }],
        workloads: [
          { id: 'w0', route: 'way', arrivals: { trace: { bucket: '1 s', counts: [5, 0, 80, 3] } } },
        ],
      });
      return whole(scenario).result().deployments[0]?.requests;
    };
    expect(first([1, 0])).toEqual(first([1, 1]));
  });
});
