import { defineSubcommand, error, type Followed, type Plain } from '../dialect';
import type { Frame } from '../../lab/frame';

/** `30`, `0.5`, `2m`: seconds unless a letter says otherwise. Undefined for anything else. */
export function microsOf(text: string): number | undefined {
  const match = /^(\d{1,7}(?:\.\d{1,6})?)([smhd]?)$/.exec(text);
  if (match === null) return undefined;
  const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }[(match[2] ?? '') === '' ? 's' : (match[2] as 's')];
  return Math.round(Number(match[1]) * seconds * 1e6);
}

/** `sleep 30`: waits until simulated time has passed. */
export const sleep = defineSubcommand({
  id: 'sleep',
  words: ['sleep'],
  usage: 'sleep NUMBER[SUFFIX]...',
  summary: 'Pause for NUMBER seconds of simulated time.',
  flags: [],
  examples: ['sleep 2 && docker ps'],
  models: 'Simulated time: while the run is paused, nothing passes.',
  run({ rest }, { frame }) {
    const spans = rest.map(microsOf);
    if (spans.length === 0)
      return error(1, 'sleep: missing operand', "Try 'sleep --help' for more information.");
    const wrong = rest.find((_, i) => spans[i] === undefined);
    if (wrong !== undefined) return error(1, `sleep: invalid time interval '${wrong}'`);
    const total = spans.reduce<number>((sum, span) => sum + (span ?? 0), 0);
    return { follow: { untilMicros: frame.nowMicros + total, fromMicros: frame.nowMicros } };
  },
  follow: (state: Plain, frame: Frame): Followed => {
    const { untilMicros, fromMicros } = state as {
      readonly untilMicros: number;
      readonly fromMicros: number;
    };
    // Somebody went back in time: there is nothing left to wait for.
    const over = frame.nowMicros >= untilMicros || frame.nowMicros < fromMicros || frame.finished;
    return { next: over ? null : state };
  },
});
