/**
 * Bursts: a Markov-modulated Poisson process. Between two and sixteen states follow each other, each lasts an exponential
 * time and has a rate of its own (Fischer and Meier-Hellstern, "The Markov-modulated Poisson process cookbook", 1993).
 * It begins in a state drawn by how long each lasts in the long run, so it is stationary from the first instant.
 */
import { unitExponential } from '../random/exponential';
import { nextFraction, type RandomStream } from '../random/streams';

export interface ModulatedState {
  readonly perSecond: number;
  readonly meanMicros: number;
}

export interface Modulated {
  readonly kind: 'modulated';
  readonly states: readonly ModulatedState[];
  /** Probabilities of what follows, by state; each row adds up to 1. */
  readonly next: readonly (readonly number[])[];
  /** The fraction of time in each state in the long run. */
  readonly shares: readonly number[];
}

/** Where the modulation stands; it has a stream of its own, so the bursts stay where they are when the intensity changes. */
export interface ModulationState {
  readonly stream: RandomStream;
  /** -1 = not begun. */
  phase: number;
  endsMicros: number;
}

export const meanRate = ({ states, shares }: Modulated): number =>
  states.reduce((sum, { perSecond }, i) => sum + perSecond * (shares[i] ?? 0), 0);

/** The instant at which the integral of the rate since `fromMicros` reaches `area` (requests times 10^6). */
export function modulatedTimeOfArea(
  bursts: Modulated,
  state: ModulationState,
  fromMicros: number,
  area: number,
): number {
  if (state.phase < 0) enter(bursts, state, pick(bursts.shares, state.stream), fromMicros);
  let now = fromMicros;
  let left = area;
  for (;;) {
    const rate = bursts.states[state.phase]?.perSecond ?? 0;
    const available = rate * Math.max(0, state.endsMicros - now);
    if (rate > 0 && available >= left) return now + left / rate;
    left -= available;
    now = Math.max(now, state.endsMicros);
    enter(bursts, state, pick(bursts.next[state.phase] ?? [], state.stream), now);
  }
}

function enter(bursts: Modulated, state: ModulationState, phase: number, nowMicros: number): void {
  state.phase = phase;
  state.endsMicros = nowMicros + unitExponential(state.stream) * (bursts.states[phase]?.meanMicros ?? 1);
}

function pick(weights: readonly number[], stream: RandomStream): number {
  let left = nextFraction(stream);
  for (const [i, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return i;
  }
  return weights.findLastIndex((weight) => weight > 0);
}

/**
 * The fraction of time in each state: how often the chain of jumps visits it, times how long it stays. Undefined when a
 * state cannot be reached from another: then there is no single long run.
 */
export function longRunShares(
  next: readonly (readonly number[])[],
  meanMicros: readonly number[],
): readonly number[] | undefined {
  const n = next.length;
  for (let i = 0; i < n; i++) if (reached(next, i).size < n) return undefined;
  // Visits v = v P with v_0 = 1: Gaussian elimination on the other rows; the chain is irreducible, so no pivot is 0.
  const rows = Array.from({ length: n - 1 }, (_, i) => [
    ...Array.from({ length: n - 1 }, (__, j) => (i === j ? 1 : 0) - (next[j + 1]?.[i + 1] ?? 0)),
    next[0]?.[i + 1] ?? 0,
  ]);
  eliminate(rows);
  const visits = [1, ...rows.map((row) => row.at(-1) ?? 0)];
  const times = visits.map((visit, i) => visit * (meanMicros[i] ?? 0));
  const total = times.reduce((sum, time) => sum + time, 0);
  return times.map((time) => time / total);
}

function reached(next: readonly (readonly number[])[], from: number): ReadonlySet<number> {
  const seen = new Set([from]);
  for (const state of seen) next[state]?.forEach((weight, other) => weight > 0 && seen.add(other));
  return seen;
}

function eliminate(rows: number[][]): void {
  rows.forEach((pivotRow, at) => {
    const pivot = pivotRow[at] ?? 1;
    for (let j = at; j < pivotRow.length; j++) pivotRow[j] = (pivotRow[j] ?? 0) / pivot;
    for (const row of rows) {
      const factor = row[at] ?? 0;
      if (row === pivotRow || factor === 0) continue;
      for (let j = at; j < row.length; j++) row[j] = (row[j] ?? 0) - factor * (pivotRow[j] ?? 0);
    }
  });
}
