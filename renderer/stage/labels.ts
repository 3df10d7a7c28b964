/** Which words have room on the stage, and where. Pure. */
import { textWidth } from '../../simulations';

/** Text on faces is set narrower, as the style sheet has it. */
const NARROW = 0.9;
/** The smallest size that can be read. */
const SMALLEST = 11;

/** In cells: the least that a sign stands out on either side of the lane, and the most that it may. */
const SIGN = { least: 0.3, most: 1.7 } as const;

export interface Sign {
  /** How far it stands out on either side of what it stands before, in cells. */
  readonly wide: number;
  /** What is written on it: the last word alone where not all of them have room, '' where none has. */
  readonly words: string;
  readonly size: number;
}

/** A sign before a lane of some cells: as wide as its words, which grow with it and never go beyond its edges. */
export function signFor(label: string, unit: number, lane: number): Sign {
  const size = Math.max(SMALLEST, unit * 0.43);
  const needed = (words: string): number => ((textWidth(words, size, 600) * NARROW + 8) / unit - lane) / 2;
  const last = label.split(' ').at(-1) ?? '';
  const short = last.charAt(0).toUpperCase() + last.slice(1);
  const words = unit < 12 ? '' : ([label, short].find((some) => needed(some) <= SIGN.most) ?? '');
  return { wide: Math.max(SIGN.least, Math.min(SIGN.most, needed(words || label))), words, size };
}

/** Words on a face are set narrower than others. */
export const faceWidth = (words: string, size: number): number => textWidth(words, size, 600) * NARROW;

/** On a small plate only the last part of a note has room, or none: "8 cores · 16 GiB", "16 GiB". */
export function noteThatFits(note: string, size: number, width: number): string {
  const short = note.split(' · ').at(-1) ?? '';
  return [note, short].find((words) => textWidth(words, size) <= width) ?? '';
}

export const MOST_RINGS = 6;
export const RING_PITCH = 7;
const LINE = 14;
const GAP = 9;

export interface Labelled {
  readonly id: string;
  /** '' where it has none. */
  readonly name: string;
  readonly queued: number;
  /** The middle of its name, and the line that it stands on. */
  readonly x: number;
  readonly y: number;
}

export interface LabelAbove extends Labelled {
  /** Where the rings of those who wait begin. */
  readonly rings: number;
  /** What is written after them; null where it has no room. */
  readonly count: string | null;
}

interface Box {
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

const meet = (a: Box, b: Box): boolean => a.from < b.to && b.from < a.to && Math.abs(a.y - b.y) < LINE;

/**
 * Names and queues above the blocks, none over another: first those before which most wait. What has no room is
 * shortened to its number, then left out: the outline and the pointer have it.
 */
export function labelsThatFit(
  wanted: readonly Labelled[],
  words: (queued: number) => string,
): readonly LabelAbove[] {
  const kept: { readonly label: LabelAbove; readonly box: Box }[] = [];
  for (const one of wanted.toSorted((a, b) => b.queued - a.queued)) {
    const width = textWidth(one.name, 11.5, 600);
    const left = one.x - width / 2;
    const rings = one.x + width / 2 + GAP;
    const counts = one.queued === 0 ? [null] : [words(one.queued), one.queued.toLocaleString('en')];
    for (const count of counts) {
      const tail = Math.min(MOST_RINGS, one.queued) * RING_PITCH + textWidth(count ?? '', 12.5, 600);
      const to = count === null ? one.x + width / 2 : rings + tail;
      const box = { from: left, to, y: one.y };
      if (kept.some((other) => meet(other.box, box))) continue;
      kept.push({ label: { ...one, rings, count }, box });
      break;
    }
  }
  return kept.map(({ label }) => label);
}
