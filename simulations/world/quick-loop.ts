/**
 * What the two quick loops share, `warm-path.ts` (one function) and `queue-path.ts` (one queue): the list of services that
 * end soonest, and small helpers. A loop keeps columns and counters in local variables and leaves out what nobody reads
 * before it ends; it has the effects of `events.ts` and `flow.ts` number for number, which a test compares.
 */
import { bucketAt } from './accounts';
import type { Model, RouteNode, WorkloadModel } from './model';
import { SERIES_BUCKETS } from './world';
import type { TimeWeighted } from '../statistics/tally';

/** Services that end soonest are kept in a short sorted list beside the queue; there are rarely more. */
export const SHORT = 16;

/** The list's columns: end, sequence number, call; the next to end comes last. Made once a run, filled within a loop. */
export interface ShortList {
  readonly endAt: Float64Array;
  readonly sequence: Float64Array;
  readonly call: Int32Array;
}

export const newShortList = (): ShortList => ({
  endAt: new Float64Array(SHORT),
  sequence: new Float64Array(SHORT),
  call: new Int32Array(SHORT),
});

/** One Poisson stream that makes one call a request. */
export function isOnePoissonCall(model: Model): boolean {
  const [workload, second] = model.workloads;
  const route = model.routes[workload?.route ?? -1];
  return (
    workload !== undefined &&
    second === undefined &&
    workload.arrivals.kind === 'poisson' &&
    workload.intensity > 0 &&
    workload.arrivals.perSecond > 0 &&
    route?.nodes.length === 1 &&
    !route.linked &&
    route.nodes.every((node) => node.emissions.length === 0) &&
    model.triggers.length === 0 &&
    model.pools.every((pool) => pool.hazards === null) &&
    (route.nodes[0] as RouteNode).probability === 1
  );
}

/** The mean gap of a Poisson stream; undefined for every other. */
export function gapOf({ arrivals, intensity }: WorkloadModel): number | undefined {
  return arrivals.kind === 'poisson' ? 1e6 / (arrivals.perSecond * intensity) : undefined;
}

export function entryComponent(model: Model, route: number): number {
  const node = model.routes[route]?.nodes[0];
  return node === undefined ? 0 : node.component;
}

/** Until when the bucket of an instant surely lasts: within it, its number need not be computed anew. */
export const surelyUntil = (nowMicros: number, duration: number): number =>
  Math.floor(((bucketAt(nowMicros, duration) + 1) * duration) / SERIES_BUCKETS) - 2;

export function addArea(
  average: TimeWeighted,
  area: number,
  sinceMicros: number,
  value: number,
  max: number,
): void {
  average.area += area;
  average.sinceMicros = sinceMicros;
  average.value = value;
  if (max > average.max) average.max = max;
}
