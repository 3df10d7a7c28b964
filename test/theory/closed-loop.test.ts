import { describe, expect, it } from 'vitest';
import { Lab } from '../../simulations';
import { queueScenario, read, run } from '../helpers/scenarios';

const closed = (users: number, think: string, more: object = {}) =>
  queueScenario({
    arrivals: { 'closed-loop': { users, think } },
    serviceTime: 'exponential(1 s)',
    duration: '4 h',
    transient: '10 min',
    ...more,
  });

/** How it agrees with theory stands in `registry/closed-loop.ts`. */
describe('a closed loop', () => {
  it('never has more requests than users under way, however slow the answer', () => {
    const scenario = closed(7, 'exponential(1 ms)');
    const lab = Lab.open(scenario);
    for (let i = 1; i <= 40; i++) {
      lab.runTo(i * 7e6);
      expect(lab.result().requests.inFlight).toBeLessThanOrEqual(7);
    }
    expect(lab.result().checks.every((check) => check.ok)).toBe(true);
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
