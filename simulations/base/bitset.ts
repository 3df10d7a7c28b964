/**
 * A set of small whole numbers as bits, with a summary above every 32 words: the lowest and the highest member are found
 * in O(log32 n). Plain typed arrays, so a run's state can be copied.
 */
export interface Bitset {
  /** Words of the members, then of the summaries above them; the last level is one word. */
  levels: Int32Array[];
}

export function newBitset(capacity: number): Bitset {
  const levels: Int32Array[] = [];
  let words = capacity;
  do {
    words = Math.max(1, (words + 31) >>> 5);
    levels.push(new Int32Array(words));
  } while (words > 1);
  return { levels };
}

/** Adds a member; the set grows to hold it. */
export function addMember(set: Bitset, member: number): void {
  if (member >>> 5 >= (set.levels[0] as Int32Array).length) widen(set, member);
  const { levels } = set;
  let at = member;
  for (let level = 0; level < levels.length; level++) {
    const words = levels[level] as Int32Array;
    const bit = 1 << (at & 31);
    at >>>= 5;
    const before = words[at] as number;
    words[at] = before | bit;
    if (before !== 0) return;
  }
}

function widen(set: Bitset, member: number): void {
  const before = set.levels[0] as Int32Array;
  set.levels = newBitset(Math.max(member + 1, before.length * 64)).levels;
  for (let at = 0; at < before.length * 32; at++)
    if (((before[at >>> 5] as number) & (1 << (at & 31))) !== 0) addMember(set, at);
}

export function removeMember(set: Bitset, member: number): void {
  const { levels } = set;
  let at = member;
  for (let level = 0; level < levels.length; level++) {
    const words = levels[level] as Int32Array;
    const bit = 1 << (at & 31);
    at >>>= 5;
    const left = (words[at] as number) & ~bit;
    words[at] = left;
    if (left !== 0) return;
  }
}

export const hasMember = (set: Bitset, member: number): boolean =>
  (((set.levels[0] as Int32Array)[member >>> 5] as number) & (1 << (member & 31))) !== 0;

const highestBit = (word: number): number => 31 - Math.clz32(word);
const lowestBit = (word: number): number => 31 - Math.clz32(word & -word);

/** The highest member; -1 when the set is empty. */
export function highestMember({ levels }: Bitset): number {
  let at = 0;
  for (let level = levels.length - 1; level >= 0; level--) {
    const word = (levels[level] as Int32Array)[at] as number;
    if (word === 0) return -1;
    at = (at << 5) + highestBit(word);
  }
  return at;
}

/** The lowest member; -1 when the set is empty. */
export function lowestMember({ levels }: Bitset): number {
  let at = 0;
  for (let level = levels.length - 1; level >= 0; level--) {
    const word = (levels[level] as Int32Array)[at] as number;
    if (word === 0) return -1;
    at = (at << 5) + lowestBit(word);
  }
  return at;
}

/** The lowest member that is at least `from`; -1 when there is none. */
export function memberFrom({ levels }: Bitset, from: number): number {
  let at = from;
  for (let level = 0; level < levels.length; level++) {
    const words = levels[level] as Int32Array;
    const word = at >>> 5;
    if (word >= words.length) return -1;
    const rest = (words[word] as number) & (-1 << (at & 31));
    if (rest !== 0) {
      let found = (word << 5) + lowestBit(rest);
      for (let below = level - 1; below >= 0; below--)
        found = (found << 5) + lowestBit((levels[below] as Int32Array)[found] as number);
      return found;
    }
    at = word + 1;
  }
  return -1;
}
