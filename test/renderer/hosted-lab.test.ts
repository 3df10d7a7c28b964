import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { HostedLab, type FrameMessage } from '../../renderer/engine/hosted-lab';
import { Lab, parseScenario } from '../../simulations';

const text = readFileSync(
  new URL('../../assets/scenarios/three-ways.scenario.json', import.meta.url),
  'utf8',
);

/** Wall time that passes only when the lab waits, and timers that fire in order. */
class FakeWindow {
  wallMs = 0;
  readonly frames: FrameMessage[] = [];
  readonly errors: unknown[] = [];
  #timers: { at: number; act: () => void }[] = [];
  readonly around = {
    now: () => this.wallMs,
    later: (act: () => void, ms: number) => void this.#timers.push({ at: this.wallMs + ms, act }),
    send: (message: FrameMessage) => void this.frames.push(message),
    fail: (error: unknown) => void this.errors.push(error),
  };

  pass(ms: number): void {
    const end = this.wallMs + ms;
    for (;;) {
      const next = this.#timers.toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > end) break;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      this.wallMs = Math.max(this.wallMs, next.at);
      next.act();
    }
    this.wallMs = end;
  }

  get idle(): boolean {
    return this.#timers.length === 0;
  }

  get last(): FrameMessage {
    return this.frames.at(-1)!;
  }
}

let scenario: Parameters<typeof Lab.open>[0];
let window: FakeWindow;
let hosted: HostedLab;

beforeEach(() => {
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Error('the shipped scenario is valid');
  scenario = parsed.value;
  window = new FakeWindow();
  hosted = new HostedLab(Lab.open(scenario), window.around);
});

describe('the instant that a run is on its way to', () => {
  it('is the one that was wished, before it is reached; for a leap and at rest it is where the run is', () => {
    hosted.seek(5_000_000);
    expect(hosted.goalMicros).toBe(5_000_000);
    window.pass(10_000);
    expect(hosted.goalMicros).toBe(5_000_000);
    hosted.step('interesting', 1);
    expect(hosted.goalMicros).toBe(hosted.lab.nowMicros);
  });
});

describe('leaping to what stands out', () => {
  it('comes to the same event as a step of the lab itself, in slices with room for messages between them', () => {
    const alone = Lab.open(scenario);
    for (let i = 0; i < 3; i++) {
      alone.stepForward('interesting');
      hosted.step('interesting', 1);
      window.pass(5000);
      expect([hosted.lab.events, hosted.lab.digest]).toEqual([alone.events, alone.digest]);
    }
    expect(window.idle).toBe(true);
  });

  it('goes back over any number of checkpoints, and not to the beginning', () => {
    const lab = Lab.open(scenario);
    lab.runTo(scenario.duration);
    const steps: number[] = [];
    for (let i = 0; i < 12; i++) {
      lab.stepBack('interesting');
      steps.push(lab.events);
    }
    for (const [i, events] of steps.slice(1).entries()) expect(events).toBeLessThan(steps[i]!);
    const forward = [...steps].reverse();
    for (const events of forward.slice(1)) {
      lab.stepForward('interesting');
      expect(lab.events).toBe(events);
    }
  });

  it('ends where it is when something else is wished', () => {
    hosted.step('interesting', 1);
    hosted.arrive();
    expect(hosted.lab.nowMicros).toBeLessThan(scenario.duration);
  });

  it('a jump is never held at events, whatever playing does', () => {
    hosted.play(1, Infinity, true);
    hosted.pause();
    hosted.seek(scenario.duration);
    window.pass(20_000);
    expect(hosted.lab.nowMicros).toBe(scenario.duration);
  });
});

describe('a hosted lab', () => {
  it('plays: a second of wall time is a second of simulated time, in at most 31 frames', () => {
    hosted.play(1);
    window.pass(1000);
    expect(window.last.playing).toBe(true);
    expect(window.last.frame.nowMicros).toBeGreaterThan(950_000);
    expect(window.last.frame.nowMicros).toBeLessThanOrEqual(1_000_000);
    expect(window.frames.length).toBeLessThanOrEqual(32);
  });

  it('is silent at rest', () => {
    hosted.play(1);
    window.pass(100);
    hosted.pause();
    window.pass(100);
    const frames = window.frames.length;
    window.pass(10_000);
    expect(window.frames.length).toBe(frames);
    expect(window.idle).toBe(true);
    expect(window.last.playing).toBe(false);
  });

  it('says once that it has come to the end', () => {
    hosted.play(1000);
    window.pass(2000);
    expect(window.last).toMatchObject({ playing: false });
    expect(window.last.frame.finished).toBe(true);
    expect(window.frames.filter((message) => message.frame.finished)).toHaveLength(1);
  });

  it('scrubs back and forth to the same fingerprint', () => {
    hosted.seek(137_400_000);
    window.pass(1000);
    const { fingerprint, nowMicros } = window.last.frame;
    expect(nowMicros).toBe(137_400_000);
    hosted.seek(20_000_000);
    window.pass(1000);
    expect(window.last.frame.fingerprint).not.toBe(fingerprint);
    hosted.seek(200_000_000);
    hosted.seek(137_400_000);
    window.pass(1000);
    expect(window.last.frame.fingerprint).toBe(fingerprint);
  });

  it('keeps playing after a jump', () => {
    hosted.play(2);
    window.pass(200);
    hosted.seek(60_000_000);
    window.pass(1000);
    expect(window.last.playing).toBe(true);
    expect(window.last.frame.nowMicros).toBeGreaterThan(61_000_000);
    expect(window.last.frame.nowMicros).toBeLessThan(63_000_000);
  });

  it('acts at the instant that was chosen, even when it is not there yet', () => {
    // A clock on which every look costs 7 ms: a jump takes many slices.
    const slow = new FakeWindow();
    const lab = new HostedLab(Lab.open(scenario), { ...slow.around, now: () => (slow.wallMs += 7) });
    lab.seek(100_000_000);
    expect(lab.lab.nowMicros).toBeLessThan(100_000_000);
    lab.arrive();
    expect(lab.lab.nowMicros).toBe(100_000_000);
  });

  it('steps forward and back to the same fingerprint', () => {
    hosted.seek(137_400_000);
    window.pass(1000);
    hosted.step('event', 1);
    const { fingerprint } = window.last.frame;
    hosted.step('event', 1);
    expect(window.last.frame.fingerprint).not.toBe(fingerprint);
    hosted.step('event', -1);
    expect(window.last.frame.fingerprint).toBe(fingerprint);
    hosted.step('fixed', 1);
    window.pass(100);
    const later = window.last.frame.nowMicros;
    hosted.step('fixed', -1);
    window.pass(100);
    expect(window.last.frame.nowMicros).toBe(later - 100_000);
  });

  it('tells its speed when the engine keeps up', () => {
    hosted.play(4);
    window.pass(1500);
    expect(window.last.achieved).toBeCloseTo(4, 1);
  });

  it('stops and reports when the lab breaks a promise', () => {
    const broken = new Error('broken promise');
    const lab = Lab.open(scenario);
    lab.runTo = () => {
      throw broken;
    };
    const bad = new HostedLab(lab, window.around);
    bad.play(1);
    window.pass(1000);
    expect(window.errors).toEqual([broken]);
    expect(window.idle).toBe(true);
  });
});
