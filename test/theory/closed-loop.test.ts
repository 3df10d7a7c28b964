import { describe, expect, it } from 'vitest';
import { figureOf, Lab, replicationSeed } from '../../simulations';
import { queueScenario, read, run } from '../helpers/scenarios';

/** M/M/1//N: mean response time of one repairman and N machines that run 1/think and take 1/service to repair. */
function repairman(users: number, thinkSeconds: number, serviceSeconds: number): number {
  // p_n = p_0 N!/(N-n)! (service/think)^n; the throughput is the rate of a busy server.
  let weight = 1;
  let total = 1;
  for (let n = 1; n <= users; n++) {
    weight *= (users - n + 1) * (serviceSeconds / thinkSeconds);
    total += weight;
  }
  const throughput = (1 - 1 / total) / serviceSeconds;
  return users / throughput - thinkSeconds;
}

const closed = (users: number, think: string, more: object = {}) =>
  queueScenario({
    arrivals: { 'closed-loop': { users, think } },
    serviceTime: 'exponential(1 s)',
    duration: '4 h',
    transient: '10 min',
    ...more,
  });

describe('a closed loop agrees with theory', () => {
  it.each([
    [1, 5],
    [5, 5],
    [12, 5],
    [30, 5],
  ])('%i users who think %i s: the machine repairman', (users, think) => {
    const scenario = closed(users, `exponential(${think} s)`);
    const values = Array.from(
      { length: 10 },
      (_, k) => (run(scenario, replicationSeed(9, k)).requests.latencyMs.mean ?? NaN) / 1000,
    );
    const figure = figureOf(values);
    const theory = repairman(users, think, 1);
    expect(
      Math.abs(figure.mean - theory),
      `${figure.mean} ± ${figure.halfWidth95}, theory ${theory}`,
    ).toBeLessThan(3 * (figure.halfWidth95 ?? 0));
    expect(figure.halfWidth95).toBeLessThan(0.1 * theory);
  });
  it.each(['constant(3 s)', 'uniform(0 s, 6 s)', 'pareto(1 s, 1.5)'])(
    'the interactive response time law X = N / (R + Z) holds whatever the thinking time: %s',
    (think) => {
      const scenario = closed(8, think, { transient: '0 s', duration: '12 h' });
      const { requests, simulated } = run(scenario);
      const throughput = requests.completed / (simulated.ms / 1000);
      const response = (requests.latencyMs.mean ?? NaN) / 1000;
      // R + Z = N / X; the thinking that is under way at the end is the only error.
      expect(8 / throughput - response).toBeGreaterThan(2.9);
      expect(8 / throughput - response).toBeLessThan(3.15);
    },
  );
  it('never has more requests than users under way, however slow the answer', () => {
    const scenario = closed(7, 'exponential(1 ms)');
    const lab = Lab.open(scenario);
    for (let i = 1; i <= 40; i++) {
      lab.runTo(i * 7e6);
      expect(lab.result().requests.inFlight).toBeLessThanOrEqual(7);
    }
    expect(lab.result().checks.every((check) => check.ok)).toBe(true);
  });
  it('a user who is refused thinks and asks again', () => {
    const result = run(closed(6, 'exponential(2 s)', { workers: 2, queueLimit: 0, transient: '0 s' }));
    // Six sources and two servers without a queue: Engset's loss. Calls lost = p_2 seen by the other five sources.
    const weights = [1, 5 * 0.5, 10 * 0.25];
    const lost = (weights[2] ?? 0) / weights.reduce((sum, weight) => sum + weight, 0);
    expect(result.requests.rejected / result.requests.arrived).toBeCloseTo(lost, 1.5);
  });
});

describe('users of a closed loop', () => {
  const twice = (workers: number) =>
    read({
      ...(closed(4, 'exponential(2 s)', { duration: '10 min', transient: '0 s' }).source as object),
      hosts: [{ id: 'a' }, { id: 'b' }],
      components: [{ id: 'server', workers, serviceTime: 'exponential(1 s)' }],
      deployments: ['a', 'b'].map((id) => ({
        id,
        technology: 'bare-process',
        hosts: [id],
        place: [{ component: 'server', name: id }],
      })),
    });
  it('are the same in every deployment: equal deployments do the same, to the microsecond', () => {
    const [a, b] = run(twice(1)).deployments;
    expect(a?.requests.arrived).toBeGreaterThan(400);
    expect(a?.requests).toEqual(b?.requests);
  });
  it('go back and forth in time with the same digest', () => {
    const lab = Lab.open(twice(2));
    lab.runTo(300e6);
    const digest = lab.digest;
    lab.seek(20e6);
    lab.seek(300e6);
    expect(lab.digest).toBe(digest);
  });
  it('stop when the intensity is 0 and come back with it', () => {
    const lab = Lab.open(twice(2));
    const intensity = (value: string) =>
      ({ name: 'set', args: { path: 'workloads.load.intensity', value } }) as const;
    lab.runTo(60e6);
    lab.execute(intensity('0'));
    lab.runTo(120e6);
    const { arrived } = lab.result().requests;
    lab.runTo(200e6);
    expect(lab.result().requests.arrived).toBe(arrived);
    lab.execute(intensity('1'));
    lab.runTo(300e6);
    expect(lab.result().requests.arrived).toBeGreaterThan(arrived + 50);
  });
});
