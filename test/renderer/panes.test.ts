import { describe, expect, it } from 'vitest';
import { wholeBuckets } from '../../renderer/views/runs/SharedArrivals';
import { knobOf, positionOf, rateText, scaleTimes } from '../../renderer/panes/knob';
import { timePhases } from '../../renderer/panes/inspector/Doing';
import { assumptionsOf, numberSources } from '../../renderer/panes/inspector/sources';
import { causesOf } from '../../renderer/panes/inspector/WhyChain';
import { fractionOn, latencyAxis, latencyText, tickText } from '../../renderer/panes/results/latency-axis';
import { memoryOf } from '../../renderer/panes/results/RamColumn';
import { merged, spansOf } from '../../renderer/panes/time/spans';
import { keyTarget, ticksOf } from '../../renderer/panes/time/time-scale';
import { GIB, type EventLine, type HostFrame, type PhaseFrame } from '../../simulations';

describe('the latency axis', () => {
  it('is the usual one while nothing is faster or slower', () => {
    expect(latencyAxis([])).toMatchObject({
      lowMs: 80,
      highMs: 2500,
      grid: [100, 200, 500, 1000, 2000],
      labelled: [100, 1000],
    });
    expect(latencyAxis([140, 1570])).toEqual(latencyAxis([]));
  });

  it('widens in round steps, so that it does not breathe with every answer', () => {
    expect(latencyAxis([140, 6800]).highMs).toBe(latencyAxis([140, 9900]).highMs);
    expect(latencyAxis([3, 400]).lowMs).toBe(1.6);
    expect(latencyAxis([0.02, 90_000]).labelled.length).toBeLessThan(5);
  });

  it('places values between its ends and never outside', () => {
    const axis = latencyAxis([]);
    expect(fractionOn(axis, 80)).toBe(0);
    expect(fractionOn(axis, 2500)).toBeCloseTo(1);
    expect(fractionOn(axis, 1)).toBe(0);
    expect(fractionOn(axis, 200) - fractionOn(axis, 100)).toBeCloseTo(
      fractionOn(axis, 2000) - fractionOn(axis, 1000),
    );
  });

  it('writes milliseconds bare and seconds with their unit', () => {
    expect([4.25, 9.96, 222.4, 999.6, 1740, 12_340].map(latencyText)).toEqual([
      '4.3',
      '10',
      '222',
      '1.00 s',
      '1.74 s',
      '12.3 s',
    ]);
    expect([100, 1000, 10_000].map(tickText)).toEqual(['100 ms', '1 s', '10 s']);
  });
});

describe('the time line', () => {
  const run = { durationMicros: 240e6, startsAtMicros: 9 * 3600e6, nowMicros: 120e6 };

  it('labels as many round instants as have room', () => {
    expect(ticksOf(run, 560).map((tick) => tick.label)).toEqual([
      '09:00',
      '09:01',
      '09:02',
      '09:03',
      '09:04',
    ]);
    expect(ticksOf(run, 200).map((tick) => tick.label)).toEqual(['09:00', '09:02', '09:04']);
    expect(ticksOf({ ...run, durationMicros: 90e6 }, 482).map((tick) => tick.label)).toContain('09:00:20');
    expect(ticksOf({ ...run, durationMicros: 5 }, 500)).toHaveLength(2);
  });

  it('keeps the first and last label inside', () => {
    const ticks = ticksOf(run, 560);
    expect(ticks[0]?.anchor).toBe('start');
    expect(ticks.at(-1)?.anchor).toBe('end');
  });

  it('goes by keys, and never beyond the run', () => {
    expect(keyTarget('ArrowRight', run)).toBe(122.4e6);
    expect(keyTarget('PageDown', run)).toBe(96e6);
    expect(keyTarget('Home', run)).toBe(0);
    expect(keyTarget('ArrowRight', { ...run, nowMicros: 240e6 })).toBe(240e6);
    expect(keyTarget('x', run)).toBeNull();
  });

  it('draws thousands of starts as at most one box a pixel', () => {
    const starts = Array.from({ length: 2000 }, (_, i) => ({
      sandbox: `f-${i}`,
      fromMicros: i * 1000,
      toMicros: i * 1000 + 500,
    }));
    const spans = spansOf(starts, 2e6, (micros) => micros / 1e5);
    expect(spans.done).toHaveLength(1);
    expect(spans.under).toHaveLength(0);
  });

  it('shows the rest of what is under way, and nothing that has not begun', () => {
    const starts = [
      { sandbox: 'web-4', fromMicros: 100, toMicros: 300 },
      { sandbox: 'web-5', fromMicros: 250, toMicros: 400 },
    ];
    expect(spansOf(starts, 200, (micros) => micros)).toEqual({ done: [[100, 200]], under: [[200, 300]] });
  });

  it('merges only what touches', () => {
    expect(
      merged([
        [5, 6],
        [0, 2],
        [1, 3],
        [3, 4],
      ]),
    ).toEqual([
      [0, 4],
      [5, 6],
    ]);
  });
});

describe('knobs', () => {
  it('write what the scenario would say', () => {
    const keep = knobOf({
      kind: 'duration',
      name: 'Keep-alive',
      path: 'functions.f.keepAlive',
      value: 600e6,
    })!;
    expect(keep.show(600e6)).toBe('10 min');
    expect(keep.write(90e6)).toBe('90 s');
    expect(keep.stops[positionOf(keep)]).toBe(600e6);
  });

  it('turn arrivals by a factor of what was planned', () => {
    const knob = knobOf({
      kind: 'intensity',
      name: 'Arrivals: pages',
      path: 'workloads.pages.intensity',
      value: 1,
      peakPerSecond: 300,
    })!;
    expect(knob.label).toBe('pages, peak');
    expect(knob.show(1)).toBe('300 req/s');
    expect(knob.write(0.5)).toBe('50 %');
  });

  it('scale a distribution and keep its form', () => {
    const written = 'log-normal(median 120 ms, p99 400 ms)';
    const knob = knobOf({
      kind: 'distribution',
      name: 'Service time',
      path: 'components.thumb.serviceTime',
      value: 0,
      written,
    })!;
    expect(knob.value).toBeCloseTo(120_000);
    expect(knob.write(240_000)).toBe('log-normal(median 240 ms, p99 800 ms)');
    expect(scaleTimes('uniform(1 s, 5 s)', 0.5)).toBe('uniform(500 ms, 2.5 s)');
    expect(knobOf({ kind: 'distribution', name: 'x', path: 'x', value: 0, written: 'nonsense' })).toBeNull();
  });

  it('know where a value lies that is none of their stops', () => {
    expect(positionOf({ stops: [1, 2, 4], value: 3 })).toBe(1.5);
    expect(positionOf({ stops: [1, 2, 4], value: 0 })).toBe(0);
    expect(positionOf({ stops: [1, 2, 4], value: 9 })).toBe(2);
  });

  it('write rates in the unit that reads best', () => {
    expect([0, 62, 0.1, 0.0011].map(rateText)).toEqual(['0 req/s', '62 req/s', '6 req/min', '3.96 req/h']);
  });
});

describe('the inspector', () => {
  const phase = (name: string, durationMicros: number): PhaseFrame => ({
    name,
    layer: 'go',
    durationMicros,
    basis: { kind: 'assumed' },
  });

  it('says how far each phase has come', () => {
    const timed = timePhases([phase('a', 100), phase('b', 200), phase('c', 100)], 200);
    expect(timed.map(({ done, beginMicros }) => [beginMicros, done])).toEqual([
      [0, 1],
      [100, 0.5],
      [300, 0],
    ]);
  });

  it('follows the chain of causes as far as the log holds it', () => {
    const line = (
      sequence: number,
      subject: string,
      caption: string,
      rest: Partial<EventLine> = {},
    ): EventLine => ({
      sequence,
      atMicros: sequence * 10,
      deployment: 'd',
      subject,
      caption,
      interesting: true,
      ...rest,
    });
    const log = [
      line(5, 'web', 'scaled out', { cause: 'busy for 4 s', causeSequence: 1 }),
      line(6, 'web-4', 'web-4 begins', { cause: 'scaled out', causeSequence: 5 }),
      line(7, 'web-1', 'other'),
    ];
    expect(causesOf(log, 'web-4')).toEqual([
      { caption: 'web-4 begins', atMicros: 60 },
      { caption: 'scaled out', atMicros: 50 },
      { caption: 'busy for 4 s', atMicros: null },
    ]);
    expect(causesOf(log, 'nobody')).toEqual([]);
  });

  it('numbers sources once, in the order of their appearance', () => {
    const numbers = numberSources([
      { kind: 'measured', fact: 'b' },
      { kind: 'assumed' },
      { kind: 'published', fact: 'a' },
      { kind: 'measured', fact: 'b' },
    ]);
    expect([...numbers]).toEqual([
      ['b', 1],
      ['a', 2],
    ]);
  });

  it('lists assumptions with their reason, each once', () => {
    const guess = { name: 'Guest kernel', basis: { kind: 'assumed', note: 'a minimal kernel' } } as const;
    expect(assumptionsOf([guess, guess, { name: 'x', basis: { kind: 'assumed' } }])).toEqual([
      { name: 'Guest kernel', note: 'a minimal kernel' },
    ]);
  });
});

describe('memory by owner', () => {
  it('adds up hosts and keeps what is reserved apart', () => {
    const host = (entries: readonly (readonly [string, number])[]): HostFrame =>
      ({
        memoryByOwner: entries.map(([owner, gib]) => ({ owner, bytes: gib * GIB })),
      }) as unknown as HostFrame;
    const memory = memoryOf([
      host([
        ['go', 1],
        ['ap', 0.5],
        ['reserved', 4],
        ['free', 2],
      ]),
      host([
        ['go', 1],
        ['free', 15],
      ]),
    ]);
    expect(memory.layers.map(({ layer, gib }) => [layer, gib])).toEqual([
      ['go', 2],
      ['ap', 0.5],
    ]);
    expect(memory.usedGib).toBe(2.5);
    expect(memory.reservedGib).toBe(4);
  });
});

describe('shared arrivals', () => {
  it('are drawn for pieces of time that are over, not for those that run or lie ahead', () => {
    const arrivals = { bucketMicros: 10, counts: [5, 6, 2, 0, 0], expectedPerSecond: [] };
    expect(wholeBuckets({ arrivals, nowMicros: 24 })).toEqual([5, 6]);
    expect(wholeBuckets({ arrivals, nowMicros: 50 })).toEqual([5, 6, 2, 0, 0]);
  });
});
