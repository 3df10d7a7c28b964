/** Whole distributions of microVM boots, alone and many at once, against the measured ones. */
import { MONITORS } from '../../../simulations/technologies/monitors/catalogue';
import { tableOf } from '../../helpers/tables';
import type { ValidityCase } from '../case';
import { BOOTS } from './starts';

const MEASURED = tableOf('microvm-boot/percentiles.csv');
const percentilesOf = (row: Readonly<Record<string, string>>): readonly number[] =>
  Array.from({ length: 101 }, (_, i) => Number(row[`p${i}`]));

/** The part of the measured boots that took at most so long. */
function measuredFraction(percentiles: readonly number[], ms: number): number {
  const above = percentiles.findIndex((value) => value > ms);
  if (above <= 0) return above < 0 ? 1 : 0;
  const [low, high] = [percentiles[above - 1] ?? 0, percentiles[above] ?? 0];
  return (above - 1 + (ms - low) / (high - low)) / 100;
}

/** Kolmogorov and Smirnov: the largest difference between the two distribution functions. */
function distance(ours: readonly number[], percentiles: readonly number[]): number {
  const sorted = ours.toSorted((a, b) => a - b);
  return Math.max(
    ...sorted.flatMap((value, i) => {
      const theirs = measuredFraction(percentiles, value);
      return [Math.abs(theirs - i / sorted.length), Math.abs(theirs - (i + 1) / sorted.length)];
    }),
  );
}

const quantileOf = (values: readonly number[], fraction: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(fraction * values.length)] ?? Number.NaN;

/** Locks and caches of the host's kernel are no part of the model: what is shared is cores. */
const NARROW =
  'the measured boots of a crowd are slower and scatter more: only cores are shared here, not the host’s kernel';

const MISSES: Readonly<Record<string, string>> = {
  'firecracker/50/distance': NARROW,
  'firecracker/100/distance': NARROW,
  'qemu/50/distance': NARROW,
  'qemu/100/distance': NARROW,
};

export const bootDistributions: readonly ValidityCase[] = MEASURED.filter(
  (row) => row['at_a_time'] !== '10',
).flatMap((row) => {
  const [monitor = '', atATime = ''] = [row['monitor'], row['at_a_time']];
  const percentiles = percentilesOf(row);
  const label = MONITORS.find(({ id }) => id === monitor)?.label ?? monitor;
  const spans = (k: number): readonly number[] => BOOTS.get(`${monitor}/${atATime}`)?.(k) ?? [];
  const one = (id: string, of: string, rest: Pick<ValidityCase, 'unit' | 'expected' | 'tolerance'>) => {
    const misses = MISSES[`${monitor}/${atATime}/${id}`];
    return {
      ...rest,
      id: `boots-${monitor}-${atATime}-${id}`,
      group: atATime === '1' ? 'Start-up' : 'Start-up of many at once',
      model: `${label}, ${atATime === '1' ? 'one' : atATime} at a time on 48 cores: ${of}`,
      reference: `${row['n']} measured boots`,
      source: 'Agache et al., Firecracker, NSDI 2020, published raw data',
      replications: 3,
      ...(misses !== undefined && { misses }),
    } as const;
  };
  return [
    {
      ...one('p10', '10th percentile', { unit: 'ms', expected: percentiles[10] ?? 0, tolerance: 0.15 }),
      measure: (k) => quantileOf(spans(k), 0.1),
    },
    {
      ...one('p90', '90th percentile', { unit: 'ms', expected: percentiles[90] ?? 0, tolerance: 0.15 }),
      measure: (k) => quantileOf(spans(k), 0.9),
    },
    {
      ...one('distance', 'largest distance of the distribution functions', {
        unit: '',
        expected: { low: 0, high: 0.25 },
        tolerance: 0,
      }),
      replications: 1,
      measure: () => distance([0, 1, 2].flatMap(spans), percentiles),
    },
  ] satisfies ValidityCase[];
});
