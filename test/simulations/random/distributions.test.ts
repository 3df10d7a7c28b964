import { describe, expect, it } from 'vitest';
import { meanOf, medianOf, parseDistribution } from '../../../simulations';
import { draw } from '../../../simulations/random/distributions';
import { nextFraction, openStream } from '../../../simulations/random/streams';

const CASES = [
  'constant(2 s)',
  'exponential(1.991 s)',
  'uniform(1 s, 2 s)',
  'log-normal(mean 1 s, cv 2)',
  'log-normal(median 10 ms, p99 80 ms)',
  'normal(1 s, 0.2 s)',
  'erlang(4, 1 s)',
  'pareto(1 s, 3.5)',
  'hyperexponential(0.9: 0.1 s, 0.1: 9.1 s)',
  'quantiles(0: 1 ms, 0.5: 10 ms, 0.99: 80 ms, 1: 200 ms)',
];

describe('distributions', () => {
  it.each(CASES)('%s has the mean and the median that it states', (text) => {
    const parsed = parseDistribution(text);
    if (!parsed.ok) throw new Error(parsed.error);
    const stream = openStream(1, text);
    const values = Array.from({ length: 40_000 }, () => draw(parsed.value, stream)).toSorted((a, b) => a - b);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
    expect(Math.abs(mean - meanOf(parsed.value))).toBeLessThanOrEqual(
      (5 * deviation) / Math.sqrt(values.length) + 1e-6,
    );
    const below = values.filter((v) => v <= medianOf(parsed.value)).length / values.length;
    if (text.startsWith('constant')) expect(below).toBe(1);
    else expect(Math.abs(below - 0.5)).toBeLessThan(0.015);
    expect(values[0]).toBeGreaterThanOrEqual(0);
  });
  it.each([
    'exponentail(1 s)',
    'exponential()',
    'uniform(2 s, 1 s)',
    'hyperexponential(0.5: 1 s)',
    'erlang(0, 1 s)',
    'log-normal(1 s, 2 s)',
    'exponential(-1 s)',
  ])('refuses %s', (text) => {
    expect(parseDistribution(text).ok).toBe(false);
  });
});

describe('streams', () => {
  it('are the same for the same name and unrelated for others', () => {
    const take = (seed: number, name: string): number[] => {
      const stream = openStream(seed, name);
      return Array.from({ length: 1000 }, () => nextFraction(stream));
    };
    expect(take(7, 'a')).toEqual(take(7, 'a'));
    for (const [x, y] of [
      [take(7, 'a'), take(7, 'b')],
      [take(7, 'a'), take(8, 'a')],
      [take(0, 'a1'), take(0, 'a2')],
    ] as const) {
      const correlation = x.reduce((sum, v, i) => sum + (v - 0.5) * ((y[i] ?? 0) - 0.5), 0) / 1000 / (1 / 12);
      expect(Math.abs(correlation)).toBeLessThan(0.12);
    }
  });
});
