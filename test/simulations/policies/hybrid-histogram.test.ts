import { describe, expect, it } from 'vitest';
import {
  decideWindows,
  learnIdleTime,
  newIdleTimes,
  variationOfBins,
  type HybridSettings,
} from '../../../simulations/policies/hybrid-histogram';

const MIN = 60e6;
const SETTINGS: HybridSettings = {
  bin: MIN,
  range: 240 * MIN,
  head: 0.05,
  tail: 0.99,
  margin: 0.1,
  leastCv: 2,
  leastCount: 5,
  standard: 240 * MIN,
};

function windowsAfter(idleMinutes: readonly number[], settings = SETTINGS): [number, number, boolean] {
  const times = newIdleTimes(settings);
  for (const minutes of idleMinutes) learnIdleTime(times, settings, minutes * MIN);
  const { preWarm, keepAlive, isLearnt } = decideWindows(times, settings);
  return [preWarm / MIN, keepAlive / MIN, isLearnt];
}
const repeat = (n: number, minutes: number): number[] => Array.from({ length: n }, () => minutes);

describe('the hybrid histogram policy', () => {
  it('keeps for the whole range while it has seen too little', () => {
    expect(windowsAfter([])).toEqual([0, 240, false]);
    expect(windowsAfter(repeat(4, 30.5))).toEqual([0, 240, false]);
  });

  it('of a timer every half hour it builds 10 % early and keeps 10 % longer', () => {
    // Head: bin 30, 30 min less 10 %; tail: the end of bin 30, 31 min and 10 %.
    const [preWarm, keepAlive, isLearnt] = windowsAfter(repeat(10, 30.5));
    expect(isLearnt).toBe(true);
    expect(preWarm).toBeCloseTo(27, 9);
    expect(preWarm + keepAlive).toBeCloseTo(34.1, 9);
  });

  it('keeps the instance where requests may come within the first bin', () => {
    const [preWarm, keepAlive] = windowsAfter([...repeat(50, 0.5), ...repeat(50, 9.5)]);
    expect(preWarm).toBe(0);
    expect(keepAlive).toBeCloseTo(11, 9);
  });

  it('leaves out the rarest idle times at both ends', () => {
    const [preWarm, keepAlive] = windowsAfter([...repeat(4, 2.5), ...repeat(195, 60.5), ...repeat(1, 200.5)]);
    expect(preWarm).toBeCloseTo(54, 9);
    expect(preWarm + keepAlive).toBeCloseTo(67.1, 9);
  });

  it('says nothing where idle times are spread evenly or lie beyond the range', () => {
    const even = Array.from({ length: 480 }, (_, i) => (i % 240) + 0.5);
    expect(windowsAfter(even)).toEqual([0, 240, false]);
    expect(windowsAfter([...repeat(10, 30.5), ...repeat(11, 300)])).toEqual([0, 240, false]);
  });

  it('measures how uneven the bins are: 0 for a flat histogram, the root of bins less one for a single bin', () => {
    const times = newIdleTimes(SETTINGS);
    for (let i = 0; i < 240; i++) learnIdleTime(times, SETTINGS, (i + 0.5) * MIN);
    expect(variationOfBins(times)).toBeCloseTo(0, 9);
    const one = newIdleTimes(SETTINGS);
    for (let i = 0; i < 7; i++) learnIdleTime(one, SETTINGS, 5 * MIN);
    expect(variationOfBins(one)).toBeCloseTo(Math.sqrt(239), 9);
  });
});
