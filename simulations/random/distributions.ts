/**
 * Distributions of times, as plain data: parameters in microseconds, sampled from a stream. Written by people as one
 * string, `log-normal(median 10 ms, p99 80 ms)`; see `parse-distribution.ts`.
 */
import { exp, ln, power } from '../base/mathematics';
import { unitExponential } from './exponential';
import { nextFraction, nextPositiveFraction, type RandomStream } from './streams';

export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  /** `mu` and `sigma` are of the logarithm of microseconds. */
  | { readonly kind: 'log-normal'; readonly mu: number; readonly sigma: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly deviation: number }
  | { readonly kind: 'erlang'; readonly stages: number; readonly mean: number }
  | { readonly kind: 'pareto'; readonly minimum: number; readonly shape: number }
  | {
      readonly kind: 'hyperexponential';
      readonly branches: readonly (readonly [probability: number, mean: number])[];
    }
  | { readonly kind: 'quantiles'; readonly points: readonly (readonly [fraction: number, value: number])[] };

/** The 99 % quantile of the standard normal distribution. */
export const Z99 = 2.3263478740408408;

/** A draw in microseconds, not rounded; never negative. */
export function draw(distribution: Distribution, stream: RandomStream): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'exponential':
      return unitExponential(stream) * distribution.mean;
    case 'uniform':
      return distribution.low + nextFraction(stream) * (distribution.high - distribution.low);
    case 'log-normal':
      return exp(distribution.mu + distribution.sigma * standardNormal(stream));
    case 'normal':
      return Math.max(0, distribution.mean + distribution.deviation * standardNormal(stream));
    case 'erlang':
      return drawErlang(distribution.stages, distribution.mean, stream);
    case 'pareto':
      return distribution.minimum * power(nextPositiveFraction(stream), -1 / distribution.shape);
    case 'hyperexponential':
      return drawHyperexponential(distribution.branches, stream);
    case 'quantiles':
      return quantileAt(distribution.points, nextFraction(stream));
  }
}

/** Marsaglia's polar method; the second variate is dropped so that every draw stands alone in its stream. */
export function standardNormal(stream: RandomStream): number {
  for (;;) {
    const u = 2 * nextFraction(stream) - 1;
    const v = 2 * nextFraction(stream) - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * ln(s)) / s);
  }
}

function drawErlang(stages: number, mean: number, stream: RandomStream): number {
  let sum = 0;
  for (let stage = 0; stage < stages; stage++) sum += unitExponential(stream);
  return (sum * mean) / stages;
}

function drawHyperexponential(
  branches: readonly (readonly [number, number])[],
  stream: RandomStream,
): number {
  const choice = nextFraction(stream);
  const unit = unitExponential(stream);
  let cumulated = 0;
  let chosen = 0;
  for (const [probability, mean] of branches) {
    chosen = mean;
    cumulated += probability;
    if (choice < cumulated) break;
  }
  return unit * chosen;
}

/** Linear between the stated quantiles. */
function quantileAt(points: readonly (readonly [number, number])[], fraction: number): number {
  let [lowFraction, lowValue] = points[0] ?? [0, 0];
  for (const [highFraction, highValue] of points) {
    if (fraction <= highFraction) {
      const span = highFraction - lowFraction;
      return span === 0 ? highValue : lowValue + ((fraction - lowFraction) / span) * (highValue - lowValue);
    }
    [lowFraction, lowValue] = [highFraction, highValue];
  }
  return lowValue;
}

/** The mean in microseconds; Infinity for a Pareto distribution of shape 1 or less. */
export function meanOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value;
    case 'exponential':
    case 'normal':
    case 'erlang':
      return distribution.mean;
    case 'uniform':
      return (distribution.low + distribution.high) / 2;
    case 'log-normal':
      return exp(distribution.mu + (distribution.sigma * distribution.sigma) / 2);
    case 'pareto':
      return distribution.shape <= 1
        ? Infinity
        : (distribution.shape * distribution.minimum) / (distribution.shape - 1);
    case 'hyperexponential':
      return distribution.branches.reduce((sum, [probability, mean]) => sum + probability * mean, 0);
    case 'quantiles':
      return meanOfQuantiles(distribution.points);
  }
}

function meanOfQuantiles(points: readonly (readonly [number, number])[]): number {
  let sum = 0;
  let [lastFraction, lastValue] = points[0] ?? [0, 0];
  for (const [fraction, value] of points) {
    sum += ((fraction - lastFraction) * (value + lastValue)) / 2;
    [lastFraction, lastValue] = [fraction, value];
  }
  return sum;
}

/** The median in microseconds, exact where a formula exists; for a mixture by bisection. */
export function medianOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'log-normal':
      return exp(distribution.mu);
    case 'exponential':
      return distribution.mean * ln(2);
    case 'pareto':
      return distribution.minimum * power(2, 1 / distribution.shape);
    case 'quantiles':
      return quantileAt(distribution.points, 0.5);
    case 'hyperexponential':
      return bisect(
        (t) => distribution.branches.reduce((sum, [p, mean]) => sum + p * exp(-t / mean), 0) - 0.5,
        meanOf(distribution),
      );
    case 'erlang':
      return bisect(
        (t) => erlangSurvival(distribution.stages, (t * distribution.stages) / distribution.mean) - 0.5,
        distribution.mean,
      );
    case 'constant':
    case 'normal':
    case 'uniform':
      return meanOf(distribution);
  }
}

function erlangSurvival(stages: number, x: number): number {
  let term = exp(-x);
  let sum = term;
  for (let k = 1; k < stages; k++) sum += term *= x / k;
  return sum;
}

/** The zero of a falling function of t > 0. */
function bisect(falling: (t: number) => number, scale: number): number {
  let [low, high] = [0, scale * 64];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (falling(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
