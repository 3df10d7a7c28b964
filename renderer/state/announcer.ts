/**
 * What a screen reader hears of a run: at most one sentence in three seconds, several events merged into it; nothing
 * while the run is too fast to follow. Pure: the clock comes in.
 */
import type { EventLine } from '../../simulations';

export const QUIET_MS = 3000;
/** Above this speed nothing is said. */
export const MOST_SPEED = 10;

export interface Announced {
  readonly sequence: number;
  readonly atMs: number;
}

export interface Heard extends Announced {
  readonly sentence: string;
}

/** The next sentence, or null when nothing new stands out or it is too soon. */
export function nextSentence(
  log: readonly EventLine[],
  last: Announced,
  { speed, playing, nowMs }: { readonly speed: number; readonly playing: boolean; readonly nowMs: number },
): Heard | null {
  if ((playing && speed > MOST_SPEED) || nowMs - last.atMs < QUIET_MS) return null;
  const fresh = log.filter((line) => line.interesting && line.sequence > last.sequence);
  const newest = fresh.at(-1);
  if (newest === undefined) return null;
  const more = fresh.length === 1 ? '' : ` And ${fresh.length - 1} more.`;
  return { sequence: newest.sequence, atMs: nowMs, sentence: `${newest.caption}.${more}` };
}
