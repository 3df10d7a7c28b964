/** Averages over simulated time, in constant memory. */

/** A piecewise constant quantity: its time average, maximum and present value. */
export interface TimeWeighted {
  value: number;
  sinceMicros: number;
  startMicros: number;
  /** Integral of the value over microseconds, up to `sinceMicros`. */
  area: number;
  max: number;
}

export function newTimeWeighted(nowMicros: number, value = 0): TimeWeighted {
  return { value, sinceMicros: nowMicros, startMicros: nowMicros, area: 0, max: value };
}

export function setValue(average: TimeWeighted, nowMicros: number, value: number): void {
  average.area += average.value * (nowMicros - average.sinceMicros);
  average.sinceMicros = nowMicros;
  average.value = value;
  if (value > average.max) average.max = value;
}

export function addValue(average: TimeWeighted, nowMicros: number, change: number): void {
  setValue(average, nowMicros, average.value + change);
}

/** The integral from the start to now, in value microseconds. */
export function areaAt(average: TimeWeighted, nowMicros: number): number {
  return average.area + average.value * (nowMicros - average.sinceMicros);
}

/** The average from the start (or the last restart) to now; the present value when no time has passed. */
export function averageAt(average: TimeWeighted, nowMicros: number): number {
  const span = nowMicros - average.startMicros;
  return span <= 0 ? average.value : areaAt(average, nowMicros) / span;
}

/** Forgets the past: the transient is over. */
export function restartAverage(average: TimeWeighted, nowMicros: number): void {
  average.area = 0;
  average.sinceMicros = nowMicros;
  average.startMicros = nowMicros;
  average.max = average.value;
}
