import { describe, expect, it } from 'vitest';
import {
  FRAME_MS,
  frameInterval,
  readMeter,
  REST,
  runSlice,
  settle,
  SLICE_MS,
  startMeter,
  takeUp,
  targetOf,
  type Course,
  type Runnable,
} from '../../renderer/engine/pacing';

/** A lab in which an event comes every `everyMicros` and costs `costMs` of wall time. */
class FakeLab implements Runnable {
  nowMicros = 0;
  wallMs = 1000;
  longestTurnMs = 0;
  constructor(
    private readonly everyMicros: number,
    private readonly costMs: number,
    private readonly durationMicros = Infinity,
  ) {}

  get finished(): boolean {
    return this.nowMicros >= this.durationMicros;
  }

  runTo(micros: number, maxEvents = Infinity): 'reached' | 'budget' {
    const target = Math.min(micros, this.durationMicros);
    const due = Math.floor(target / this.everyMicros) - Math.floor(this.nowMicros / this.everyMicros);
    const done = Math.min(due, maxEvents);
    this.wallMs += done * this.costMs;
    this.longestTurnMs = Math.max(this.longestTurnMs, done * this.costMs);
    if (due > done) {
      this.nowMicros = (Math.floor(this.nowMicros / this.everyMicros) + done) * this.everyMicros;
      return 'budget';
    }
    this.nowMicros = Math.max(this.nowMicros, target);
    return 'reached';
  }
}

const clockOf = (lab: FakeLab) => () => lab.wallMs;
const playing = (lab: FakeLab, speed: number, untilMicros = Infinity): Course => ({
  kind: 'play',
  pace: takeUp(speed, lab.wallMs, lab.nowMicros),
  untilMicros,
});

describe('a pace', () => {
  it('turns wall time into simulated time at its speed', () => {
    const pace = takeUp(20, 1000, 5_000_000);
    expect(targetOf(pace, 1000)).toBe(5_000_000);
    expect(targetOf(pace, 1250)).toBe(10_000_000);
  });

  it('keeps a thousandth of the speed to the microsecond', () => {
    expect(targetOf(takeUp(0.001, 0, 0), 33)).toBe(33);
  });

  it('starts over from where the run is when it is more than two frames late', () => {
    const pace = takeUp(1, 0, 0);
    expect(settle(pace, 50, 0)).toBe(pace);
    expect(settle(pace, 500, 100_000)).toEqual(takeUp(1, 500, 100_000));
  });
});

describe('a slice', () => {
  it('rests at rest', () => {
    const lab = new FakeLab(100, 0);
    expect(runSlice(lab, REST, clockOf(lab))).toEqual({ course: REST, late: false });
    expect(lab.nowMicros).toBe(0);
  });

  it('reaches the instant that the clock asks for', () => {
    const lab = new FakeLab(100, 0);
    const course = playing(lab, 10);
    lab.wallMs += 30;
    const slice = runSlice(lab, course, clockOf(lab));
    expect(lab.nowMicros).toBe(300_000);
    expect(slice.late).toBe(false);
  });

  it('ends in time however much there is to do, so that a pause is heard within 50 ms', () => {
    const lab = new FakeLab(10, 0.02);
    const course = playing(lab, 1000);
    lab.wallMs += FRAME_MS;
    const began = lab.wallMs;
    const slice = runSlice(lab, course, clockOf(lab));
    expect(slice.late).toBe(true);
    expect(lab.wallMs - began).toBeLessThan(SLICE_MS + 15);
  });

  it('falls behind its speed instead of piling up work', () => {
    const lab = new FakeLab(10, 0.02);
    let course = playing(lab, 1000);
    for (let i = 0; i < 200; i++) {
      lab.wallMs += 2;
      course = runSlice(lab, course, clockOf(lab)).course;
    }
    // 50 events a millisecond of wall time are 500 microseconds: half of real time, not a thousand times.
    const lateMicros = course.kind === 'play' ? targetOf(course.pace, lab.wallMs) - lab.nowMicros : NaN;
    expect(lateMicros).toBeLessThan(3 * FRAME_MS * 1000 * 1000);
    expect(lab.nowMicros / 1000 / (lab.wallMs - 1000)).toBeLessThan(0.51);
  });

  it('stops where it was told to, and at the end of the run', () => {
    const until = new FakeLab(100, 0);
    const first = playing(until, 1000, 40_000);
    until.wallMs += 100;
    expect(runSlice(until, first, clockOf(until)).course).toEqual(REST);
    expect(until.nowMicros).toBe(40_000);

    const finite = new FakeLab(100, 0, 70_000);
    const second = playing(finite, 1000);
    finite.wallMs += 100;
    expect(runSlice(finite, second, clockOf(finite)).course).toEqual(REST);
    expect(finite.nowMicros).toBe(70_000);
  });

  it('seeks in slices and goes on playing from there', () => {
    const lab = new FakeLab(10, 0.02);
    const next = { ...playing(lab, 2) } as Extract<Course, { kind: 'play' }>;
    let slice = runSlice(lab, { kind: 'seek', toMicros: 100_000, next }, clockOf(lab));
    let slices = 1;
    while (slice.course.kind === 'seek') {
      slice = runSlice(lab, slice.course, clockOf(lab));
      slices++;
    }
    expect(slices).toBeGreaterThan(5);
    expect(lab.nowMicros).toBe(100_000);
    expect(slice.course).toMatchObject({ kind: 'play', pace: { speed: 2, sinceMicros: 100_000 } });
  });
});

describe('frames and the meter', () => {
  it('sends at most 30 frames a second, fewer where one costs much', () => {
    expect(frameInterval(1)).toBeCloseTo(33.3, 1);
    expect(frameInterval(40)).toBe(120);
  });

  it('measures over half a second at least and a second at most', () => {
    const start = startMeter(0, 0);
    expect(readMeter(start, 400, 800_000).achieved).toBeNull();
    expect(readMeter(start, 500, 1_000_000)).toEqual({ ...start, achieved: 2 });
    expect(readMeter(start, 1000, 2_000_000)).toEqual({
      sinceWallMs: 1000,
      sinceMicros: 2_000_000,
      achieved: 2,
    });
  });
});
