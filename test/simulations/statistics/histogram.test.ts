import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeHistogram, newHistogram, quantile, record } from '../../../simulations/statistics/histogram';
import { figureOf, studentT975 } from '../../../simulations';

describe('histograms', () => {
  it('give quantiles within 1 % of the exact ones', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 400 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (values, fraction) => {
          const histogram = newHistogram();
          for (const value of values) record(histogram, value);
          const exact = values.toSorted((a, b) => a - b)[Math.ceil(fraction * values.length - 1e-9) - 1] ?? 0;
          expect(Math.abs(quantile(histogram, fraction) - exact)).toBeLessThanOrEqual(exact * 0.016 + 1);
        },
      ),
    );
  });
  it('merge as if all had been recorded in one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1e12 })),
        fc.array(fc.integer({ min: 0, max: 1e12 })),
        (a, b) => {
          const [one, two, both] = [newHistogram(), newHistogram(), newHistogram()];
          for (const value of a) record(one, value);
          for (const value of b) record(two, value);
          for (const value of [...a, ...b]) record(both, value);
          mergeHistogram(one, two);
          expect([one.count, one.sum, one.min, one.max]).toEqual([both.count, both.sum, both.min, both.max]);
          expect(quantile(one, 0.9)).toEqual(quantile(both, 0.9));
        },
      ),
    );
  });
});

describe('confidence', () => {
  it('has the quantiles of the published table', () => {
    const table: readonly (readonly [number, number])[] = [
      [1, 12.7062],
      [2, 4.3027],
      [3, 3.1824],
      [4, 2.7764],
      [5, 2.5706],
      [10, 2.2281],
      [30, 2.0423],
      [100, 1.984],
    ];
    for (const [degrees, t] of table) expect(Math.abs(studentT975(degrees) / t - 1)).toBeLessThan(0.002);
  });
  it('covers the mean of a sample', () => {
    expect(figureOf([1, 2, 3]).mean).toBe(2);
    expect(figureOf([1, 2, 3]).halfWidth95).toBeCloseTo(4.3027 / Math.sqrt(3), 3);
    expect(figureOf([4]).halfWidth95).toBeNull();
  });
});
