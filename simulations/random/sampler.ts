/**
 * Draws made ahead: the values of one distribution from one stream, drawn many at a time because a short loop over plain
 * numbers is several times as fast as as many single draws. The values are those that single draws would give.
 */
import { draw, type Distribution } from './distributions';
import { fillExponential } from './exponential';
import type { RandomStream } from './streams';

const FIRST = 4;
const MOST = 512;

export interface Sampler {
  readonly stream: RandomStream;
  /** Drawn, not yet used: from `next` to the end of `values`. */
  values: Float64Array;
  next: number;
}

export const newSampler = (stream: RandomStream): Sampler => ({
  stream,
  values: new Float64Array(0),
  next: 0,
});

/** The next draw, in microseconds. The distribution stays the same until `forgetDraws`. */
export function sample(sampler: Sampler, distribution: Distribution): number {
  if (sampler.next >= sampler.values.length) refill(sampler, distribution);
  return sampler.values[sampler.next++] as number;
}

export function refill(sampler: Sampler, distribution: Distribution): void {
  const { stream } = sampler;
  const length = Math.max(FIRST, Math.min(MOST, sampler.values.length * 2));
  if (length !== sampler.values.length) sampler.values = new Float64Array(length);
  const { values } = sampler;
  sampler.next = 0;
  if (distribution.kind === 'constant') values.fill(distribution.value);
  else if (distribution.kind === 'exponential') fillExponential(values, distribution.mean, stream);
  else for (let i = 0; i < length; i++) values[i] = draw(distribution, stream);
}

/** The distribution changes: what was drawn ahead of the old one is dropped. */
export function forgetDraws(sampler: Sampler): void {
  sampler.next = sampler.values.length;
}
