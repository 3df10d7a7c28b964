/**
 * The hybrid histogram policy for keep-alive: from the idle times of a function it learns when the next request comes, so
 * that an instance is taken away at once, built again shortly before, and kept only as long as requests do come. Source:
 * Shahrad et al., "Serverless in the Wild", USENIX ATC 2020, section 4 (fact faas.hybrid.histogram). The paper's third
 * part, a time series forecast for idle times beyond the range, is left out: those functions get the standard keep-alive.
 */
export interface HybridSettings {
  readonly bin: number;
  readonly range: number;
  /** Fractions of the idle times below which nothing is expected, and up to which it is worth waiting. */
  readonly head: number;
  readonly tail: number;
  /** Both windows are made wider by this share. */
  readonly margin: number;
  /** Below this coefficient of variation of its bins a histogram says nothing. */
  readonly leastCv: number;
  readonly leastCount: number;
  /** Keep-alive while nothing is known. */
  readonly standard: number;
}

/** What is learnt of one function: plain data. */
export interface IdleTimes {
  readonly bins: Float64Array;
  count: number;
  /** Idle times beyond the range. */
  beyond: number;
  sumOfSquares: number;
}

export const newIdleTimes = (settings: HybridSettings): IdleTimes => ({
  bins: new Float64Array(Math.max(1, Math.ceil(settings.range / settings.bin))),
  count: 0,
  beyond: 0,
  sumOfSquares: 0,
});

/** A request came after so long without any. */
export function learnIdleTime(times: IdleTimes, settings: HybridSettings, idleMicros: number): void {
  const bin = Math.floor(idleMicros / settings.bin);
  if (bin >= times.bins.length) {
    times.beyond++;
    return;
  }
  const before = times.bins[bin] as number;
  times.bins[bin] = before + 1;
  times.count++;
  times.sumOfSquares += 2 * before + 1;
}

export interface IdleWindows {
  /** After the last request: how long until an instance is built ahead of the next one; 0 = the present one stays. */
  readonly preWarm: number;
  /** From then on (from the last request where nothing is built ahead): how long it is kept. */
  readonly keepAlive: number;
  readonly isLearnt: boolean;
}

/** Coefficient of variation of the bin counts: 0 for a flat histogram, large for one with a few high bins. */
export function variationOfBins({ bins, count, sumOfSquares }: IdleTimes): number {
  if (count === 0) return 0;
  const mean = count / bins.length;
  return Math.sqrt(Math.max(0, sumOfSquares / bins.length - mean * mean)) / mean;
}

export function decideWindows(times: IdleTimes, settings: HybridSettings): IdleWindows {
  const standard = { preWarm: 0, keepAlive: settings.standard, isLearnt: false };
  if (times.count < settings.leastCount || times.beyond > times.count) return standard;
  if (variationOfBins(times) < settings.leastCv) return standard;
  const head = binAt(times, settings.head) * settings.bin;
  const tail = (binAt(times, settings.tail) + 1) * settings.bin;
  const preWarm = Math.round(head * (1 - settings.margin));
  const keepAlive = Math.round(tail * (1 + settings.margin)) - preWarm;
  return { preWarm, keepAlive, isLearnt: true };
}

/** The bin in which the given fraction of the idle times within the range is reached. */
function binAt({ bins, count }: IdleTimes, fraction: number): number {
  let seen = 0;
  for (let bin = 0; bin < bins.length; bin++) {
    seen += bins[bin] as number;
    if (seen >= fraction * count - 1e-9) return bin;
  }
  return bins.length - 1;
}
