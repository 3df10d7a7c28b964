import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestText } from '../../../simulations/base/digest';
import { runEvents } from '../../../simulations/engine/simulation';
import { frameOf } from '../../../simulations/lab/frame-of';
import { resultOf } from '../../../simulations/results/run-result';
import { compileModel } from '../../../simulations/world/compile';
import { buildWorld, HANDLERS, runWorld } from '../../../simulations/world/events';
import type { Model } from '../../../simulations/world/model';
import { isQueueModel } from '../../../simulations/world/queue-path';
import { isWarmModel } from '../../../simulations/world/warm-path';
import type { World } from '../../../simulations/world/world';
import { functionScenario, queueScenario, read } from '../../helpers/scenarios';

function expectSame(quick: World, general: World): void {
  expect(digestText(quick.simulation.digest)).toBe(digestText(general.simulation.digest));
  expect(resultOf(quick)).toEqual(resultOf(general));
  expect(frameOf(quick, false, [])).toEqual(frameOf(general, false, []));
}

/** Runs a model the general way, and in turns the quick and the general way; compares on the way and at the end. */
function compareWays(model: Model, steps: readonly number[]): void {
  const { duration } = model.scenario;
  const [quick, general] = [buildWorld(model), buildWorld(model)];
  for (let turn = 0; ; turn++) {
    const events = steps[turn % steps.length] as number;
    const done =
      turn % 3 === 2 ? runEvents(quick, HANDLERS, duration, events) : runWorld(quick, duration, events);
    expect(runEvents(general, HANDLERS, duration, done)).toBe(done);
    if (turn < 12) expectSame(quick, general);
    if (done === 0 || turn > 60) break;
  }
  runWorld(quick, duration, Infinity);
  runEvents(general, HANDLERS, duration, Infinity);
  expectSame(quick, general);
}

const steps = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 6 });

describe('the quick loops', () => {
  it('one warm function: have the effects of the general way, number for number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom('0.9/s', '0.01/s', '20/s', '100/s'),
        fc.constantFrom('600 s', '1 s', '0 s'),
        fc.constantFrom(1000, 3, 40),
        fc.constantFrom('0 s', '40 s'),
        steps,
        (seed, rate, keepAlive, maxInstances, transient, turns) => {
          const settings = { arrivals: `poisson(${rate})`, keepAlive, maxInstances, duration: '2 min' };
          const plain = functionScenario(settings).source as object;
          const model = compileModel(read({ ...plain, transient }), seed);
          expect(isWarmModel(model)).toBe(true);
          compareWays(model, turns);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('one queue: have the effects of the general way, number for number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom(1, 2, 7, 40),
        fc.constantFrom(0.5, 0.95, 1.5),
        fc.constantFrom<number | 'unlimited'>('unlimited', 0, 5),
        fc.constantFrom('exponential(1 s)', 'constant(1 s)', 'uniform(0 s, 2 us)'),
        fc.constantFrom(0, 1),
        fc.constantFrom('0 s', '40 s'),
        steps,
        (seed, workers, load, queueLimit, serviceTime, network, transient, turns) => {
          const mix = { cpu: 1 - network, network };
          const arrivals = `poisson(${workers * load}/s)`;
          const scenario = queueScenario({
            arrivals,
            serviceTime,
            workers,
            queueLimit,
            transient,
            cores: 40,
            duration: '5 min',
            extra: { mix },
          });
          const model = compileModel(scenario, seed);
          expect(isQueueModel(model)).toBe(true);
          compareWays(model, turns);
        },
      ),
      { numRuns: 60 },
    );
  });
});
