/**
 * Arrival processes: when requests come. All are generated one arrival ahead from the workload's own stream, so that
 * every deployment sees the same arrivals.
 */
import { meanOf, type Distribution } from '../random/distributions';
import { newSampler, sample, type Sampler } from '../random/sampler';
import type { RandomStream } from '../random/streams';
import { diurnalRate, diurnalTimeOfArea, type Diurnal } from './diurnal';
import { meanRate, modulatedTimeOfArea, type Modulated, type ModulationState } from './modulated';
import { nextOfReplay, replayRate, type Replay } from './trace-replay';

export type Arrivals =
  | { readonly kind: 'poisson'; readonly perSecond: number }
  | { readonly kind: 'renewal'; readonly gaps: Distribution }
  /** A Poisson process whose rate is linear between the points; equal times make a step. */
  | { readonly kind: 'profile'; readonly points: readonly RatePoint[] }
  | Diurnal
  | Modulated
  | ClosedLoop
  | { readonly kind: 'times'; readonly atMicros: readonly number[] }
  | Replay;

/** A fixed number of users: each waits for the answer, thinks, and asks again (see `world/users.ts`). */
export interface ClosedLoop {
  readonly kind: 'closed-loop';
  readonly users: number;
  readonly think: Distribution;
}

/** What a run has laid out for it: it must not change while the run goes on. */
export function sizeOfArrivals(arrivals: Arrivals): number {
  if (arrivals.kind === 'closed-loop') return arrivals.users;
  return arrivals.kind === 'modulated' ? arrivals.states.length : 0;
}

export interface RatePoint {
  readonly atMicros: number;
  readonly perSecond: number;
}

/** Where the generator stands: plain data of a run. */
export interface ArrivalState {
  readonly stream: RandomStream;
  /** Gaps drawn ahead: of mean 1, or of the renewal process. */
  readonly gaps: Sampler;
  /** The next explicit time or the bucket that is being spread. */
  index: number;
  /** Times still to come within the present bucket, latest first. */
  pending: number[];
  readonly modulation: ModulationState;
}

export const newArrivalState = (stream: RandomStream, modulation: RandomStream): ArrivalState => ({
  stream,
  gaps: newSampler(stream),
  index: 0,
  pending: [],
  modulation: { stream: modulation, phase: -1, endsMicros: 0 },
});

export const UNIT_EXPONENTIAL: Distribution = { kind: 'exponential', mean: 1 };

/** The next arrival after `nowMicros` (not rounded), or Infinity when no more come. `intensity` multiplies the rate. */
export function nextArrival(
  arrivals: Arrivals,
  state: ArrivalState,
  nowMicros: number,
  intensity: number,
): number {
  if (intensity <= 0) return Infinity;
  switch (arrivals.kind) {
    case 'poisson':
      if (arrivals.perSecond <= 0) return Infinity;
      return nowMicros + unitExponential(state) * (1e6 / (arrivals.perSecond * intensity));
    case 'renewal':
      return nowMicros + sample(state.gaps, arrivals.gaps) / intensity;
    case 'profile':
      return timeOfArea(arrivals.points, nowMicros, (unitExponential(state) * 1e6) / intensity);
    case 'diurnal':
      return diurnalTimeOfArea(arrivals, nowMicros, (unitExponential(state) * 1e6) / intensity);
    case 'modulated':
      return modulatedTimeOfArea(
        arrivals,
        state.modulation,
        nowMicros,
        (unitExponential(state) * 1e6) / intensity,
      );
    case 'closed-loop':
      // Its requests follow from answers, not from a clock.
      return Infinity;
    case 'times':
      return arrivals.atMicros[state.index++] ?? Infinity;
    case 'counts':
      return nextOfReplay(arrivals, state, nowMicros, intensity);
  }
}

const unitExponential = (state: ArrivalState): number => sample(state.gaps, UNIT_EXPONENTIAL);

/**
 * The instant at which the integral of the rate since `fromMicros` reaches `area` (requests times 10^6): the inverse of
 * the cumulated rate, exact for a rate that is linear between points. After the last point its rate goes on.
 */
function timeOfArea(points: readonly RatePoint[], fromMicros: number, area: number): number {
  let now = fromMicros;
  let left = area;
  for (let i = 0; i + 1 < points.length; i++) {
    const [start, end] = [points[i] as RatePoint, points[i + 1] as RatePoint];
    if (end.atMicros <= now) continue;
    const slope = (end.perSecond - start.perSecond) / (end.atMicros - start.atMicros);
    const from = Math.max(now, start.atMicros);
    const rate = start.perSecond + slope * (from - start.atMicros);
    const span = end.atMicros - from;
    const available = (rate + slope * (span / 2)) * span;
    if (available >= left) return from + timeWithin(rate, slope, left);
    left -= available;
    now = end.atMicros;
  }
  const last = points.at(-1);
  return last === undefined || last.perSecond <= 0
    ? Infinity
    : Math.max(now, last.atMicros) + left / last.perSecond;
}

/** Solves rate t + slope t^2 / 2 = area for t >= 0, in the form that does not cancel. */
function timeWithin(rate: number, slope: number, area: number): number {
  const root = Math.sqrt(Math.max(0, rate * rate + 2 * slope * area));
  return rate + root === 0 ? 0 : (2 * area) / (rate + root);
}

/** The expected rate per second at an instant; for a closed loop the most there can be, as if answers took no time. */
export function expectedRate(arrivals: Arrivals, atMicros: number): number {
  switch (arrivals.kind) {
    case 'poisson':
      return arrivals.perSecond;
    case 'renewal':
      return 1e6 / meanOf(arrivals.gaps);
    case 'profile':
      return rateAt(arrivals.points, atMicros);
    case 'diurnal':
      return diurnalRate(arrivals, atMicros);
    case 'modulated':
      return meanRate(arrivals);
    case 'closed-loop':
      return (arrivals.users * 1e6) / Math.max(1, meanOf(arrivals.think));
    case 'times':
      return 0;
    case 'counts':
      return replayRate(arrivals, atMicros);
  }
}

function rateAt(points: readonly RatePoint[], atMicros: number): number {
  let rate = 0;
  points.forEach((point, i) => {
    if (point.atMicros > atMicros) return;
    const next = points[i + 1];
    const slope =
      next === undefined ? 0 : (next.perSecond - point.perSecond) / (next.atMicros - point.atMicros);
    rate = point.perSecond + (Number.isFinite(slope) ? slope * (atMicros - point.atMicros) : 0);
  });
  return rate;
}
