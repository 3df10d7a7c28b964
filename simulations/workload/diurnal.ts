/**
 * A Poisson process whose rate goes up and down once a period, as a day does: rate(t) = mean (1 + a cos(2 pi (t - peak) /
 * period)). Arrivals come from the inverse of the cumulated rate, so that the same draws under another intensity are the
 * same requests, closer together.
 */
import { cosineOfTurns, sineOfTurns } from '../base/sine';

export interface Diurnal {
  readonly kind: 'diurnal';
  readonly meanPerSecond: number;
  /** (peak - low) / (peak + low), from 0 to 1. */
  readonly amplitude: number;
  readonly periodMicros: number;
  readonly peakAtMicros: number;
}

const TWO_PI = 6.283185307179586;

const turnsAt = (day: Diurnal, atMicros: number): number => (atMicros - day.peakAtMicros) / day.periodMicros;

export function diurnalRate(day: Diurnal, atMicros: number): number {
  return day.meanPerSecond * (1 + day.amplitude * cosineOfTurns(turnsAt(day, atMicros)));
}

/** The instant at which the integral of the rate since `fromMicros` reaches `area` (requests times 10^6). */
export function diurnalTimeOfArea(day: Diurnal, fromMicros: number, area: number): number {
  const wave = (day.amplitude * day.periodMicros) / TWO_PI;
  const start = wave * sineOfTurns(turnsAt(day, fromMicros));
  const wanted = area / day.meanPerSecond;
  // The sine moves the integral by at most two amplitudes: the answer lies between these bounds.
  let low = Math.max(0, wanted - 2 * wave);
  let high = wanted + 2 * wave;
  let span = Math.min(high, Math.max(low, wanted));
  for (let i = 0; i < 100 && high - low > 1e-3; i++) {
    const turns = turnsAt(day, fromMicros + span);
    const miss = span + wave * sineOfTurns(turns) - start - wanted;
    if (miss > 0) high = span;
    else low = span;
    const slope = 1 + day.amplitude * cosineOfTurns(turns);
    const newton = span - miss / slope;
    // Newton's step where it stays inside, else the middle: where the rate touches 0 the slope does too.
    const next = slope > 1e-6 && newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - span) < 1e-3) return fromMicros + next;
    span = next;
  }
  return fromMicros + span;
}
