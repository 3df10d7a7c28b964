/** A histogram of microseconds as figures in milliseconds. */
import { meanOfHistogram, quantile, type Histogram } from '../statistics/histogram';
import type { LatencyResult } from './result';

export function latencyResult(histogram: Histogram): LatencyResult {
  if (histogram.count === 0) return { mean: null, p50: null, p90: null, p95: null, p99: null, max: null };
  const at = (fraction: number): number => quantile(histogram, fraction) / 1000;
  return {
    mean: meanOfHistogram(histogram) / 1000,
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    max: histogram.max / 1000,
  };
}
