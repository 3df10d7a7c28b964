import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isUpdated,
  planUpdate,
  stepUpdate,
  type UpdatePlan,
  type UpdateSettings,
  type UpdateView,
} from '../../../simulations/policies/rolling-update';

const QUARTER = { fraction: 0.25 };
const DEFAULTS: UpdateSettings = {
  maxSurge: QUARTER,
  maxUnavailable: QUARTER,
  parallelism: 1,
  order: 'stop-first',
};

describe('the plan of a rolling update', () => {
  it('Kubernetes: a quarter more, rounded up, and a quarter fewer, rounded down', () => {
    const plan = (desired: number): number[] => {
      const { surge, unavailable } = planUpdate('kubernetes', DEFAULTS, desired);
      return [surge, unavailable];
    };
    expect([1, 2, 3, 4, 5, 10].map(plan)).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
    const none = { ...DEFAULTS, maxSurge: 0, maxUnavailable: 0 };
    expect(planUpdate('kubernetes', none, 10)).toMatchObject({ surge: 0, unavailable: 1 });
  });
  it('Swarm: one at a time, the old one first; without an orchestrator all at once', () => {
    expect(planUpdate('swarm', DEFAULTS, 10)).toEqual({ surge: 0, unavailable: 1, waitsFor: 'stopped' });
    expect(planUpdate('swarm', { ...DEFAULTS, parallelism: 0 }, 10).unavailable).toBe(10);
    expect(planUpdate('swarm', { ...DEFAULTS, order: 'start-first' }, 10)).toMatchObject({
      surge: 1,
      unavailable: 0,
    });
    expect(planUpdate('none', DEFAULTS, 10)).toEqual({ surge: 0, unavailable: 10, waitsFor: 'all' });
  });
});

describe('the steps of a rolling update', () => {
  interface State {
    old: number;
    stopping: number;
    starting: number;
    fresh: number;
  }

  const viewOf = ({ old, stopping, starting, fresh }: State, desired: number): UpdateView => ({
    desired,
    present: old + starting + fresh,
    stopping,
    available: old + fresh,
    updated: starting + fresh,
    updatedAvailable: fresh,
  });

  /** Takes every step that is allowed, with all old ones available. */
  function settle(plan: UpdatePlan, state: State, desired: number): void {
    for (;;) {
      const { start, stop, stopAvailable } = stepUpdate(plan, viewOf(state, desired));
      if (start > 0) state.starting++;
      else if (stop > 0 && stopAvailable > 0) {
        state.old--;
        state.stopping++;
      } else return;
    }
  }

  const settings = fc.record({
    desired: fc.integer({ min: 1, max: 40 }),
    orchestrator: fc.constantFrom('kubernetes', 'swarm', 'none'),
    maxSurge: fc.integer({ min: 0, max: 10 }),
    maxUnavailable: fc.integer({ min: 0, max: 10 }),
    parallelism: fc.integer({ min: 0, max: 5 }),
    order: fc.constantFrom('stop-first' as const, 'start-first' as const),
    choices: fc.array(fc.boolean(), { minLength: 1, maxLength: 50 }),
  });

  it('always ends, and never has more, nor fewer available, than its plan allows', () => {
    fc.assert(
      fc.property(settings, ({ desired, orchestrator, choices, ...of }) => {
        const plan = planUpdate(orchestrator, of, desired);
        const state: State = { old: desired, stopping: 0, starting: 0, fresh: 0 };
        for (let i = 0; i < 500; i++) {
          settle(plan, state, desired);
          const view = viewOf(state, desired);
          expect(view.present).toBeLessThanOrEqual(desired + plan.surge);
          expect(view.available).toBeGreaterThanOrEqual(Math.max(0, desired - plan.unavailable));
          if (plan.waitsFor === 'all') expect(state.old * (state.starting + state.fresh)).toBe(0);
          if (isUpdated(view)) return;
          // Either something that stops is gone, or something that starts is ready.
          const goes = choices[i % choices.length] === true ? state.stopping > 0 : state.starting === 0;
          if (goes && state.stopping > 0) state.stopping--;
          else if (state.starting > 0) {
            state.starting--;
            state.fresh++;
          }
        }
        throw new Error('it does not end');
      }),
    );
  });
});
