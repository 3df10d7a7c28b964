import { describe, expect, it } from 'vitest';
import { Openings } from '../../renderer/engine/openings';
import type { ToWorker } from '../../renderer/engine/protocol';
import { Lab, type Steps } from '../../simulations';
import { queueScenario } from '../helpers/scenarios';

/** A clock that moves 10 ms with every step of a building, and timers that fire when asked. */
class FakeWorker {
  wallMs = 0;
  readonly received: ToWorker[] = [];
  readonly told: string[] = [];
  #timers: (() => void)[] = [];
  readonly openings = new Openings({
    now: () => this.wallMs,
    later: (act) => void this.#timers.push(act),
    receive: (message) => void this.received.push(message),
  });

  begin(id: string, slices: number, name = id): void {
    this.openings.begin(id, {
      steps: this.#building(slices),
      onReady: () => void this.told.push(`${name} is ready`),
      onDropped: () => void this.told.push(`${name} is dropped`),
      onFailed: () => void this.told.push(`${name} has failed`),
    });
  }

  *#building(steps: number): Steps<Lab> {
    for (let i = 0; i < steps; i++) {
      this.wallMs += 10;
      yield;
    }
    if (steps === 13) throw new Error('a broken promise');
    return Lab.open(queueScenario());
  }

  get waits(): boolean {
    return this.#timers.length > 0;
  }

  /** Lets one slice of work be done. */
  turn(): void {
    this.#timers.shift()?.();
  }
}

const play = (lab: string): ToWorker => ({ type: 'play', lab, speed: 1 });

describe('labs that are being built', () => {
  it('a small one is there at once', () => {
    const worker = new FakeWorker();
    worker.begin('small', 1);
    expect([worker.told, worker.waits]).toEqual([['small is ready'], false]);
    expect(worker.openings.holds(play('small'))).toBe(false);
  });

  it('a big one is built in slices of 20 ms; what is said to it waits, in order, and others are not kept waiting', () => {
    const worker = new FakeWorker();
    worker.begin('big', 5);
    expect(worker.wallMs).toBe(20);
    const swap: ToWorker = { type: 'swap', lab: 'other', request: 1, with: 'big' };
    expect(['big', 'other'].map((lab) => worker.openings.holds(play(lab)))).toEqual([true, false]);
    expect(worker.openings.holds(swap)).toBe(true);
    worker.turn();
    expect([worker.wallMs, worker.told, worker.received]).toEqual([40, [], []]);
    worker.turn();
    expect([worker.told, worker.received]).toEqual([['big is ready'], [play('big'), swap]]);
  });

  it('one that is closed is built no further, and a newer one takes its place', () => {
    const worker = new FakeWorker();
    worker.begin('big', 100);
    worker.openings.drop('big');
    worker.turn();
    expect([worker.wallMs, worker.told, worker.waits]).toEqual([20, ['big is dropped'], false]);
    worker.begin('big', 100, 'the first');
    worker.begin('big', 1, 'the second');
    worker.turn();
    expect(worker.told.slice(1)).toEqual(['the first is dropped', 'the second is ready']);
    expect(worker.waits).toBe(false);
  });

  it('one that cannot be built says so, and lets go what waited', () => {
    const worker = new FakeWorker();
    worker.begin('bad', 13);
    worker.openings.holds(play('bad'));
    while (worker.waits) worker.turn();
    expect([worker.told, worker.received]).toEqual([['bad has failed'], [play('bad')]]);
  });
});
