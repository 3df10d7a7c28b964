import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestText } from '../../../simulations/base/digest';
import { runEvents } from '../../../simulations/engine/simulation';
import { resultOf } from '../../../simulations/results/run-result';
import { buildWorld, HANDLERS, runWorld } from '../../../simulations/world/events';
import { compileModel } from '../../../simulations/world/compile';
import { isWarmModel } from '../../../simulations/world/warm-path';
import { read, shippedText } from '../../helpers/scenarios';

const reference = (changes: readonly (readonly [string, string])[]): string =>
  changes.reduce((text, [from, to]) => text.replace(from, to), shippedText('reference/faas-keep-alive'));

describe('the fast path of one warm function', () => {
  it('has the effects of the general way, number for number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom('0.9/s', '0.01/s', '20/s'),
        fc.constantFrom('600 s', '1 s', '0 s'),
        fc.constantFrom('1000', '3'),
        fc.integer({ min: 1, max: 900 }),
        (seed, rate, keepAlive, limit, slice) => {
          const scenario = read(
            reference([
              ['0.9/s', rate],
              ['600 s', keepAlive],
              ['1000', limit],
              ['"28 h"', '"40 min", "transient": "3 min"'],
            ]),
          );
          const model = compileModel(scenario, seed);
          expect(isWarmModel(model)).toBe(true);
          const [quick, general] = [buildWorld(model), buildWorld(model)];
          while (runWorld(quick, scenario.duration, slice) > 0);
          runEvents(general, HANDLERS, scenario.duration, Infinity);
          expect(digestText(quick.simulation.digest)).toBe(digestText(general.simulation.digest));
          expect(resultOf(quick)).toEqual(resultOf(general));
          expect(quick.notices).toEqual(general.notices);
        },
      ),
      { numRuns: 40 },
    );
  });
});
