/**
 * Places by a size, with the place of the smallest size that is large enough at hand: buckets of sizes, each a linked list,
 * and a set of those that are not empty. Changing a size and asking are O(log n); within a bucket the place that came last
 * is the first. Sizes are rounded down to whole buckets, so the answer is exact to one bucket and always large enough.
 */
import { addMember, memberFrom, newBitset, removeMember, type Bitset } from './bitset';

const BUCKETS = 16_384;

export interface BestFit {
  /** Size of a bucket. */
  readonly step: number;
  readonly filled: Bitset;
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** Bucket of each place; -1 = not taking part. */
  readonly bucketOf: Int32Array;
}

export function newBestFit(places: number, largest: number): BestFit {
  return {
    step: Math.max(1, Math.ceil((largest + 1) / BUCKETS)),
    filled: newBitset(BUCKETS),
    first: new Int32Array(BUCKETS).fill(-1),
    next: new Int32Array(places).fill(-1),
    previous: new Int32Array(places).fill(-1),
    bucketOf: new Int32Array(places).fill(-1),
  };
}

/** States the size of a place; a negative one takes it out. */
export function setSize(fit: BestFit, place: number, size: number): void {
  const bucket = size < 0 ? -1 : Math.min(BUCKETS - 1, Math.floor(size / fit.step));
  if (fit.bucketOf[place] === bucket) return;
  unlink(fit, place);
  fit.bucketOf[place] = bucket;
  if (bucket < 0) return;
  const head = fit.first[bucket] as number;
  fit.previous[place] = -1;
  fit.next[place] = head;
  if (head >= 0) fit.previous[head] = place;
  else addMember(fit.filled, bucket);
  fit.first[bucket] = place;
}

function unlink({ bucketOf, filled, first, next, previous }: BestFit, place: number): void {
  const bucket = bucketOf[place] as number;
  if (bucket < 0) return;
  const [before, after] = [previous[place] as number, next[place] as number];
  if (before >= 0) next[before] = after;
  else first[bucket] = after;
  if (after >= 0) previous[after] = before;
  if (first[bucket] === -1) removeMember(filled, bucket);
}

/** A place of the least size that is surely at least `size`; -1 when there is none. */
export function smallestFit(fit: BestFit, size: number): number {
  const bucket = memberFrom(fit.filled, Math.ceil(size / fit.step));
  return bucket < 0 ? -1 : (fit.first[bucket] as number);
}
