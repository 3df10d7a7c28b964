import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, ln, power } from '../../../simulations/base/mathematics';

const near = (ours: number, theirs: number): boolean =>
  Math.abs(ours - theirs) <= 4e-15 * Math.max(1, Math.abs(theirs));

describe('portable mathematics', () => {
  it('agrees with the built-in functions to the last digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => near(ln(x), Math.log(x))),
    );
    fc.assert(
      fc.property(
        fc.double({ min: -700, max: 700, noNaN: true }),
        (x) => Math.abs(exp(x) / Math.exp(x) - 1) < 4e-15,
      ),
    );
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        (x, y) => Math.abs(power(x, y) / x ** y - 1) < 1e-12,
      ),
    );
  });
  it('keeps the edges', () => {
    expect([ln(0), ln(1), exp(0), exp(-1000), exp(1000), power(0, 2)]).toEqual([
      -Infinity,
      0,
      1,
      0,
      Infinity,
      0,
    ]);
    expect(ln(-1)).toBeNaN();
  });
});
