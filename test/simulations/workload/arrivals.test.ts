import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosineOfTurns, sineOfTurns } from '../../../simulations/base/sine';
import { openStream } from '../../../simulations/random/streams';
import {
  expectedRate,
  newArrivalState,
  nextArrival,
  type Arrivals,
} from '../../../simulations/workload/arrivals';
import { parseArrivals } from '../../../simulations/workload/parse-arrivals';

function parsed(input: unknown): Arrivals {
  const read = parseArrivals(input);
  if (!read.ok) throw new Error(`${read.error.path.join('.')}: ${read.error.expected}`);
  return read.value;
}

/** Arrival times in seconds up to `seconds`. */
function arrive(arrivals: Arrivals, seconds: number, seed: number, intensity = 1): number[] {
  const state = newArrivalState(openStream(seed, 'arrivals'), openStream(seed, 'bursts'));
  const times: number[] = [];
  for (let now = 0; ;) {
    now = nextArrival(arrivals, state, now, intensity);
    if (now > seconds * 1e6) return times;
    times.push(now / 1e6);
  }
}

function countsOf(times: readonly number[], windowSeconds: number, windows: number): number[] {
  const counts = Array.from({ length: windows }, () => 0);
  for (const time of times) {
    const at = Math.floor(time / windowSeconds);
    if (at < windows) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
const variance = (values: readonly number[]): number => {
  const m = mean(values);
  return values.reduce((sum, v) => sum + (v - m) ** 2, 0) / (values.length - 1);
};

describe('sine of our own', () => {
  it('agrees with the built-in to 1e-15 anywhere', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e3, max: 1e3, noNaN: true }), (turns) => {
        const reduced = turns - Math.floor(turns);
        expect(Math.abs(sineOfTurns(turns) - Math.sin(2 * Math.PI * reduced))).toBeLessThan(2e-15);
        expect(Math.abs(cosineOfTurns(turns) - Math.cos(2 * Math.PI * reduced))).toBeLessThan(3e-13);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('diurnal arrivals', () => {
  it('a day has the mean of low and peak, whatever the shape', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.double({ min: 5.1, max: 20, noNaN: true }),
        fc.integer({ min: 20, max: 2000 }),
        fc.integer({ min: 1, max: 1e6 }),
        (low, peak, period, seed) => {
          const day = parsed({ diurnal: { low, peak, period: `${period} s` } });
          const days = Math.ceil(4000 / period);
          const expected = ((low + peak) / 2) * period * days;
          const got = arrive(day, period * days, seed).length;
          expect(Math.abs(got - expected)).toBeLessThan(6 * Math.sqrt(expected) + 1);
        },
      ),
      { numRuns: 40 },
    );
  });
  it('the cumulated rate between arrivals is exponential with mean 1: exact even where the rate touches 0', () => {
    const day = parsed('diurnal(low 0/s, peak 40/s, period 100 s, peakAt 30 s)');
    const cumulated = (t: number): number =>
      20 * t + ((20 * 100) / (2 * Math.PI)) * Math.sin((2 * Math.PI * (t - 30)) / 100);
    const times = arrive(day, 3000, 3);
    const areas = times.map((time, i) => cumulated(time) - cumulated(times[i - 1] ?? 0));
    const n = areas.length;
    expect(Math.min(...areas)).toBeGreaterThanOrEqual(0);
    expect(Math.abs(mean(areas) - 1)).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(variance(areas) - 1)).toBeLessThan(5 * Math.sqrt(8 / n));
  });
  it('peaks where it says, in text and as an object', () => {
    const text = parsed('diurnal(low 2/s, peak 20/s, period 24 h, peakAt 14 h)');
    expect(text).toEqual(parsed({ diurnal: { low: '2/s', peak: '20/s', period: '24 h', peakAt: '14 h' } }));
    expect(expectedRate(text, 14 * 3.6e9)).toBeCloseTo(20, 9);
    expect(expectedRate(text, 2 * 3.6e9)).toBeCloseTo(2, 9);
  });
  it('under twice the intensity every arrival of before is there, sooner', () => {
    const day = parsed('diurnal(low 1/s, peak 9/s, period 50 s)');
    const [plain, doubled] = [arrive(day, 200, 8), arrive(day, 200, 8, 2)];
    expect(doubled.length).toBeGreaterThan(plain.length);
    expect(plain.every((time, i) => (doubled[i] ?? 0) < time)).toBe(true);
  });
});

describe('bursty arrivals (MMPP)', () => {
  /** Index of dispersion of the counts in windows of t seconds, two states (Fischer and Meier-Hellstern 1993). */
  const dispersion = (
    rates: readonly [number, number],
    leave: readonly [number, number],
    t: number,
  ): number => {
    const [l1, l2] = rates;
    const [s1, s2] = leave;
    const s = s1 + s2;
    const limit = (2 * (l1 - l2) ** 2 * s1 * s2) / (s * s * (l1 * s2 + l2 * s1));
    return 1 + limit * (1 - (1 - Math.exp(-s * t)) / (s * t));
  };
  it.each([
    [[1, 50], [60, 5], 20],
    [[0, 8], [3, 1], 5],
    [[5, 5], [2, 2], 10],
  ] as const)('rates %j lasting %j s: mean rate and index of dispersion', (rates, lasts, window) => {
    const bursts = parsed({
      bursty: { states: rates.map((rate, i) => ({ rate, mean: `${lasts[i]} s` })) },
    });
    const rate = (rates[0] * lasts[0] + rates[1] * lasts[1]) / (lasts[0] + lasts[1]);
    expect(expectedRate(bursts, 0)).toBeCloseTo(rate, 9);
    const windows = 3000;
    const estimates = Array.from({ length: 12 }, (_, seed) => {
      const counts = countsOf(arrive(bursts, windows * window, seed + 1), window, windows);
      return { rate: mean(counts) / window, dispersion: variance(counts) / mean(counts) };
    });
    const near = (pick: (e: (typeof estimates)[number]) => number, theory: number): void => {
      const values = estimates.map(pick);
      const error = Math.sqrt(variance(values) / values.length);
      expect(Math.abs(mean(values) - theory), `${mean(values)} ± ${error}, theory ${theory}`).toBeLessThan(
        4.5 * error + 1e-9,
      );
    };
    near((e) => e.rate, rate);
    near((e) => e.dispersion, dispersion(rates, [1 / lasts[0], 1 / lasts[1]], window));
  });
  it('three states with stated successors spend the time that the chain of jumps gives', () => {
    // Visits 1, 1, 1/2 (every second round skips the third), times 10, 4, 2 s: 10 : 4 : 1 of 15.
    const bursts = parsed({
      bursty: {
        states: [
          { rate: '3/s', mean: '10 s', next: [0, 1, 0] },
          { rate: '30/s', mean: '4 s', next: [0.5, 0, 0.5] },
          { rate: '90/s', mean: '2 s', next: [1, 0, 0] },
        ],
      },
    });
    expect(bursts.kind === 'modulated' && bursts.shares.map((x) => x * 15)).toEqual(
      [10, 4, 1].map((x) => expect.closeTo(x, 9)),
    );
    const rate = (3 * 10 + 30 * 4 + 90) / 15;
    const seconds = 40_000;
    const rates = Array.from({ length: 8 }, (_, seed) => arrive(bursts, seconds, seed).length / seconds);
    expect(Math.abs(mean(rates) - rate)).toBeLessThan(5 * Math.sqrt(variance(rates) / 8));
  });
  it('the text is the object', () => {
    expect(parsed('bursty(1/s for 60 s, 50/s for 5 s)')).toEqual(
      parsed({
        bursty: {
          states: [
            { rate: '1/s', mean: '60 s' },
            { rate: '50/s', mean: '5 s' },
          ],
        },
      }),
    );
  });
});

describe('a spike', () => {
  it('is the base, a rise, a hold and a fall', () => {
    const spike = parsed('spike(5/s, peak 100/s, at 2 min, rise 10 s, hold 30 s, fall 1 min)');
    const rates = [0, 119, 125, 130, 159, 190, 221, 900].map((s) => expectedRate(spike, s * 1e6));
    expect(rates).toEqual([5, 5, 52.5, 100, 100, 52.5, 5, 5]);
  });
  it('without rise and fall is a step up and down', () => {
    const times = arrive(parsed('spike(1/s, peak 50/s, at 100 s, hold 20 s)'), 200, 4);
    const within = times.filter((time) => time >= 100 && time < 120).length;
    expect(Math.abs(within - 1000)).toBeLessThan(6 * Math.sqrt(1000));
    expect(Math.abs(times.length - within - 180)).toBeLessThan(6 * Math.sqrt(180));
  });
});

describe('arrivals that cannot be', () => {
  it.each([
    [{ diurnal: { low: '5/s', peak: '2/s' } }, 'diurnal.peak'],
    [{ diurnal: { low: '5/s', peek: '9/s' } }, 'diurnal.peek', 'peak'],
    [{ diurnal: { low: '1/s', peak: '2/s', period: '1 ms' } }, 'diurnal.period'],
    [{ bursty: { states: [{ rate: '1/s', mean: '1 s' }] } }, 'bursty.states'],
    [
      {
        bursty: {
          states: [
            { rate: '1/s', mean: '1 s' },
            { rate: '1 s', mean: '1 s' },
          ],
        },
      },
      'bursty.states.1.rate',
    ],
    [
      {
        bursty: {
          states: [
            { rate: 0, mean: '1 s' },
            { rate: 0, mean: '1 s' },
          ],
        },
      },
      'bursty.states',
    ],
    [
      {
        bursty: {
          states: [
            { rate: 1, mean: '1 s', next: [0.5, 0.4] },
            { rate: 1, mean: '1 s' },
          ],
        },
      },
      'bursty.states.0.next',
    ],
    [
      {
        bursty: {
          states: [
            { rate: 1, mean: '1 s', next: [1, 0] },
            { rate: 1, mean: '1 s' },
          ],
        },
      },
      'bursty.states',
    ],
    [{ spike: { base: '1/s', peak: '5/s', at: '1 min' } }, 'spike.hold'],
    [{ 'closed-loop': { users: 0, think: '1 s' } }, 'closed-loop.users'],
    [{ 'closed-loop': { users: 1e9, think: '1 s' } }, 'closed-loop.users'],
    [{ 'closed-loop': { users: 5, think: 'expnential(1 s)' } }, 'closed-loop.think'],
    [{ 'closed-lop': { users: 5, think: '1 s' } }, 'closed-lop', 'closed-loop'],
    ['bursty(1/s for 60 s)', ''],
    ['diurnal(low 5/s, peak 2/s)', ''],
    ['closed-loop(many users, think 1 s)', ''],
    ['spyke(1/s)', '', 'spike'],
  ])('%j is refused at %s', (input, where, nearest?: string) => {
    const read = parseArrivals(input);
    if (read.ok) throw new Error('accepted');
    expect(read.error.path.join('.')).toBe(where);
    expect(read.error.expected.length).toBeGreaterThan(3);
    if (nearest !== undefined) expect(read.error.nearest).toBe(nearest);
  });
});
