/**
 * A mergeable histogram of non-negative values with logarithmic buckets: 64 to the octave, so that a quantile is within
 * 0.8 % of the exact one. Memory grows with the range that was seen, never with the count.
 */
const words = new Uint32Array(2);
const double = new Float64Array(words.buffer);
const HIGH = ((): 0 | 1 => {
  double[0] = 1;
  return words[1] === 0x3ff00000 ? 1 : 0;
})();

/** Bucket of a value: exponent and the first six bits of the mantissa; everything below 1 is bucket 0. */
export function bucketOf(value: number): number {
  if (!(value >= 1)) return 0;
  double[0] = value;
  return ((words[HIGH] as number) >>> 14) - 65471;
}

/** Lower bound of a bucket. */
function boundOf(bucket: number): number {
  if (bucket <= 0) return 0;
  words[HIGH] = (bucket + 65471) << 14;
  words[1 - HIGH] = 0;
  return double[0] as number;
}

export interface Histogram {
  count: number;
  sum: number;
  min: number;
  max: number;
  /** Bucket number of counts[0]. */
  offset: number;
  counts: Float64Array;
}

export function newHistogram(): Histogram {
  return { count: 0, sum: 0, min: Infinity, max: -Infinity, offset: 0, counts: new Float64Array(0) };
}

export function record(histogram: Histogram, value: number, weight = 1): void {
  recordAt(histogram, bucketOf(value), value, weight);
}

/** The same where the bucket is known: several histograms take the same value. */
export function recordAt(histogram: Histogram, bucket: number, value: number, weight: number): void {
  const index = bucket - histogram.offset;
  if (index < 0 || index >= histogram.counts.length) {
    widen(histogram, bucket);
    recordAt(histogram, bucket, value, weight);
    return;
  }
  (histogram.counts[index] as number) += weight;
  histogram.count += weight;
  histogram.sum += value * weight;
  if (value < histogram.min) histogram.min = value;
  if (value > histogram.max) histogram.max = value;
}

/** Only the place of a value; count, sum and extremes are added for many at once by `addTotals`. */
export function countAt(histogram: Histogram, bucket: number): void {
  const index = bucket - histogram.offset;
  if (index < 0 || index >= histogram.counts.length) {
    widen(histogram, bucket);
    countAt(histogram, bucket);
    return;
  }
  (histogram.counts[index] as number)++;
}

/** `countAt` for many at once: what `counts` holds by bucket, from one bucket to another. */
export function addCounts(histogram: Histogram, counts: Int32Array, from: number, to: number): void {
  for (const edge of [from, to])
    if (edge < histogram.offset || edge >= histogram.offset + histogram.counts.length) widen(histogram, edge);
  const into = histogram.counts;
  for (let bucket = from, at = from - histogram.offset; bucket <= to; bucket++, at++)
    into[at] = (into[at] as number) + (counts[bucket] as number);
}

/** The other half of `countAt` and `addCounts`. */
export function addTotals(histogram: Histogram, count: number, sum: number, min: number, max: number): void {
  histogram.count += count;
  histogram.sum += sum;
  if (min < histogram.min) histogram.min = min;
  if (max > histogram.max) histogram.max = max;
}

function widen(histogram: Histogram, bucket: number): void {
  const length = histogram.counts.length;
  const low = length === 0 ? bucket : Math.min(histogram.offset, bucket);
  const high = length === 0 ? bucket : Math.max(histogram.offset + length - 1, bucket);
  const from = Math.max(0, low - 16);
  const counts = new Float64Array(high + 17 - from);
  if (length > 0) counts.set(histogram.counts, histogram.offset - from);
  histogram.counts = counts;
  histogram.offset = from;
}

/** Adds `other` to `into`. */
export function mergeHistogram(into: Histogram, other: Histogram): void {
  if (other.count === 0) return;
  for (const edge of [other.offset, other.offset + other.counts.length - 1]) {
    if (edge < into.offset || edge >= into.offset + into.counts.length) widen(into, edge);
  }
  other.counts.forEach((count, i) => {
    (into.counts[other.offset + i - into.offset] as number) += count;
  });
  into.count += other.count;
  into.sum += other.sum;
  into.min = Math.min(into.min, other.min);
  into.max = Math.max(into.max, other.max);
}

/** The value below which `fraction` of the values lie; NaN for an empty histogram. */
export function quantile(histogram: Histogram, fraction: number): number {
  if (histogram.count === 0) return NaN;
  const wanted = fraction * histogram.count;
  let seen = 0;
  for (let i = 0; i < histogram.counts.length; i++) {
    const count = histogram.counts[i] as number;
    if (count > 0 && seen + count >= wanted) {
      const low = boundOf(histogram.offset + i);
      const high = boundOf(histogram.offset + i + 1);
      const value = low + ((wanted - seen) / count) * (high - low);
      return Math.min(histogram.max, Math.max(histogram.min, value));
    }
    seen += count;
  }
  return histogram.max;
}

export const meanOfHistogram = (histogram: Histogram): number =>
  histogram.count === 0 ? NaN : histogram.sum / histogram.count;
