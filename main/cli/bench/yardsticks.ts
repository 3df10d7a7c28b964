/**
 * What the engine is measured against, in the same process: loops that do the least that the task needs and keep nothing.
 * They stand outside the engine on purpose and share no code with it.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { assetsFolder } from '../assets';

/** xorshift128 (Marsaglia, 2003): enough for a yardstick. A fraction in (0, 1]. */
class Fractions {
  #a = 123456789;
  #b = 362436069;
  #c = 521288629;
  #d: number;

  constructor(seed: number) {
    this.#d = 88675123 ^ seed;
    for (let i = 0; i < 20; i++) this.next();
  }

  next(): number {
    const t = this.#a ^ (this.#a << 11);
    this.#a = this.#b;
    this.#b = this.#c;
    this.#c = this.#d;
    this.#d = this.#d ^ (this.#d >>> 19) ^ t ^ (t >>> 8);
    return ((this.#d >>> 0) + 1) / 4294967296;
  }
}

/** A binary heap that holds `size` pending events: pops the first and pushes it again later, `times` times. */
export function runBareHeap(size: number, times: number, seed: number): number {
  const fractions = new Fractions(seed);
  const delays = Float64Array.from({ length: 4096 }, () => -Math.log(fractions.next()));
  const keys = new Float64Array(size + 1);
  const ids = new Int32Array(size + 1);
  let length = 0;
  const push = (key: number, id: number): void => {
    let hole = length++;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if ((keys[parent] as number) <= key) break;
      keys[hole] = keys[parent] as number;
      ids[hole] = ids[parent] as number;
      hole = parent;
    }
    keys[hole] = key;
    ids[hole] = id;
  };
  const removeFirst = (): void => {
    const key = keys[--length] as number;
    const id = ids[length] as number;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= length) break;
      if (child + 1 < length && (keys[child + 1] as number) < (keys[child] as number)) child++;
      if (key <= (keys[child] as number)) break;
      keys[hole] = keys[child] as number;
      ids[hole] = ids[child] as number;
      hole = child;
    }
    keys[hole] = key;
    ids[hole] = id;
  };
  for (let i = 0; i < size; i++) push(delays[i & 4095] as number, i);
  let now = 0;
  for (let i = 0; i < times; i++) {
    now = keys[0] as number;
    const id = ids[0] as number;
    removeFirst();
    push(now + (delays[i & 4095] as number), id);
  }
  return now;
}

export interface KeepAliveCounts {
  readonly coldStarts: number;
  readonly meanRunning: number;
  readonly meanLifespan: number;
}

const MOST_INSTANCES = 1000;

/** The reference function platform as plain JavaScript over one typed array, with counters and nothing else. */
export function runKeepAliveLoop(requests: number, seed: number): KeepAliveCounts {
  const fractions = new Fractions(seed);
  const freeAt = new Float64Array(MOST_INSTANCES);
  const bornAt = new Float64Array(MOST_INSTANCES);
  let [alive, coldStarts, now, busy, lived, expired] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < requests; i++) {
    now -= Math.log(fractions.next()) / 0.9;
    let at = alive - 1;
    for (; at >= 0; at--) {
      const free = freeAt[at] as number;
      if (free > now) continue;
      if (free + 600 >= now) break;
      lived += free + 600 - (bornAt[at] as number);
      expired++;
      freeAt.copyWithin(at, at + 1, alive);
      bornAt.copyWithin(at, at + 1, alive--);
    }
    const isCold = at < 0;
    if (isCold) {
      if (alive >= MOST_INSTANCES) continue;
      at = alive++;
      bornAt[at] = now;
      coldStarts++;
    }
    const took = -Math.log(fractions.next()) * (isCold ? 2.244 : 1.991);
    freeAt[at] = now + took;
    busy += took;
  }
  return { coldStarts, meanRunning: busy / now, meanLifespan: lived / expired };
}

/** The same loop in C: nanoseconds a request. */
export interface CLoop {
  readonly run: (requests: number, seed: number) => number;
  readonly discard: () => void;
}

/** Compiles the shipped C loop into a folder of its own; undefined where there is no C compiler. */
export function compileCLoop(): CLoop | undefined {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-bench-'));
  const program = path.join(folder, 'keep-alive');
  const source = path.join(assetsFolder(), 'bench/keep-alive.c');
  const discard = (): void => fs.rmSync(folder, { recursive: true, force: true });
  const built = spawnSync('cc', ['-O2', '-o', program, source, '-lm'], { stdio: 'ignore', timeout: 60_000 });
  if (built.status !== 0) {
    discard();
    return undefined;
  }
  const run = (requests: number, seed: number): number => {
    const words = [requests, 0.9, 1.991, 2.244, 600, seed].map(String);
    const done = spawnSync(program, words, { encoding: 'utf8', timeout: 600_000 });
    return Number.parseFloat(done.stdout);
  };
  return { run, discard };
}
