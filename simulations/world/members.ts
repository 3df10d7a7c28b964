/**
 * The sandboxes of a pool in order of creation, and those that could serve one more request, kept so that the pool's
 * rule finds one without looking at all of them: O(log n) or better for every rule.
 */
import {
  addMember,
  hasMember,
  highestMember,
  lowestMember,
  memberFrom,
  newBitset,
  removeMember,
  type Bitset,
} from '../base/bitset';
import { leastPlace, newTournament, setKey, type Tournament } from '../base/tournament';
import { nextFraction, type RandomStream } from '../random/streams';
import type { ChoiceRule } from './model';
import { DEAD, RUNNING, STARTING, STOPPED, type Sandboxes } from './tables';

const FIRST_CAPACITY = 8;

export interface Members {
  readonly rule: ChoiceRule;
  /** Rows by position; -1 = gone. Positions grow with creation and are closed up when the table is full. */
  order: Int32Array;
  length: number;
  count: number;
  /** Positions that run and have a free worker. */
  free: Bitset;
  /** Positions that start or run, that are stopped and stay defined, that are dead. */
  serving: Bitset;
  stopped: Bitset;
  dead: Bitset;
  /** No position below this one holds a serving sandbox of an older version. */
  oldFrom: number;
  /** Busy workers by position, for the least busy. */
  busy: Tournament;
  /** Free rows in the order of their last use, for the rules that ask for it. */
  usedFirst: number;
  usedLast: number;
  /** Where round robin looks next. */
  cursor: number;
  /** Free rows in no order, for random choice. */
  loose: Int32Array;
  looseCount: number;
}

export const newMembers = (rule: ChoiceRule): Members => ({
  rule,
  order: new Int32Array(FIRST_CAPACITY),
  length: 0,
  count: 0,
  free: newBitset(FIRST_CAPACITY),
  serving: newBitset(FIRST_CAPACITY),
  stopped: newBitset(FIRST_CAPACITY),
  dead: newBitset(FIRST_CAPACITY),
  oldFrom: 0,
  busy: newTournament(FIRST_CAPACITY),
  usedFirst: -1,
  usedLast: -1,
  cursor: 0,
  loose: new Int32Array(FIRST_CAPACITY),
  looseCount: 0,
});

/** Rows in order of creation. */
export function memberRows(members: Members): number[] {
  const rows: number[] = [];
  for (let i = 0; i < members.length; i++)
    if ((members.order[i] as number) >= 0) rows.push(members.order[i] as number);
  return rows;
}

const rowAt = (members: Members, position: number): number =>
  position < 0 ? -1 : (members.order[position] as number);

/** The newest that starts or runs; -1 = none. */
export const newestServing = (members: Members): number => rowAt(members, highestMember(members.serving));

/** The oldest that is stopped and stays defined; -1 = none. */
export const oldestStopped = (members: Members): number => rowAt(members, lowestMember(members.stopped));

/** The newest that is dead; -1 = none. */
export const newestDead = (members: Members): number => rowAt(members, highestMember(members.dead));

/** The oldest that starts or runs, of an older version than the given one; -1 = none. */
export function oldestOfBefore(members: Members, sandboxes: Sandboxes, version: number): number {
  for (
    let at = memberFrom(members.serving, members.oldFrom);
    at >= 0;
    at = memberFrom(members.serving, at + 1)
  ) {
    members.oldFrom = at;
    const row = members.order[at] as number;
    if ((sandboxes.version[row] as number) < version) return row;
  }
  return -1;
}

/** The state of a sandbox has changed: the sets of positions follow. */
export function sortState(members: Members, sandboxes: Sandboxes, row: number): void {
  const at = sandboxes.position[row] as number;
  const state = sandboxes.state[row];
  const serves = state === STARTING || state === RUNNING;
  // One of an older version may come back, restarted in its place, when the search for such ones has gone past it.
  if (serves) members.oldFrom = Math.min(members.oldFrom, at);
  put(members.serving, at, serves);
  put(members.stopped, at, state === STOPPED);
  put(members.dead, at, state === DEAD);
}

function put(set: Bitset, at: number, isIn: boolean): void {
  if (isIn) addMember(set, at);
  else removeMember(set, at);
}

export function addSandbox(members: Members, sandboxes: Sandboxes, row: number): void {
  if (members.length === members.order.length) makeRoom(members, sandboxes);
  const at = members.length++;
  members.order[at] = row;
  members.count++;
  sandboxes.position[row] = at;
  sandboxes.usedPrevious[row] = -2;
  sandboxes.looseAt[row] = -1;
}

export function removeSandbox(members: Members, sandboxes: Sandboxes, row: number): void {
  setFree(members, sandboxes, row, false);
  const at = sandboxes.position[row] as number;
  for (const set of [members.serving, members.stopped, members.dead]) removeMember(set, at);
  members.order[at] = -1;
  members.count--;
}

/** Closes the gaps, or doubles the table when there are few. */
function makeRoom(members: Members, sandboxes: Sandboxes): void {
  const rows = memberRows(members);
  const capacity = rows.length * 2 > members.order.length ? members.order.length * 2 : members.order.length;
  const wereFree = rows.map((row) => hasMember(members.free, sandboxes.position[row] as number));
  members.order = new Int32Array(capacity);
  members.free = newBitset(capacity);
  members.serving = newBitset(capacity);
  members.stopped = newBitset(capacity);
  members.dead = newBitset(capacity);
  members.oldFrom = 0;
  members.busy = newTournament(members.rule === 'least-busy' ? capacity : 1);
  rows.forEach((row, at) => {
    members.order[at] = row;
    sandboxes.position[row] = at;
    sortState(members, sandboxes, row);
    if (wereFree[at] !== true) return;
    addMember(members.free, at);
    if (members.rule === 'least-busy') setKey(members.busy, at, loadOf(sandboxes, row));
  });
  members.length = rows.length;
  members.cursor = 0;
}

/** Says whether a sandbox could take one more request now; how busy it is, is read from the table. */
export function setFree(members: Members, sandboxes: Sandboxes, row: number, isFree: boolean): void {
  const at = sandboxes.position[row] as number;
  if (isFree) addMember(members.free, at);
  else removeMember(members.free, at);
  switch (members.rule) {
    case 'least-busy':
      setKey(members.busy, at, isFree ? loadOf(sandboxes, row) : Infinity);
      return;
    case 'most-recently-used':
    case 'least-recently-used':
      unlinkUsed(members, sandboxes, row);
      if (isFree) appendUsed(members, sandboxes, row);
      return;
    case 'random':
    case 'two-random-choices':
      setLoose(members, sandboxes, row, isFree);
      return;
    case 'newest':
    case 'oldest':
    case 'round-robin':
      return;
  }
}

function unlinkUsed(members: Members, { usedPrevious, usedNext }: Sandboxes, row: number): void {
  const before = usedPrevious[row] as number;
  if (before === -2) return;
  const after = usedNext[row] as number;
  if (before >= 0) usedNext[before] = after;
  else members.usedFirst = after;
  if (after >= 0) usedPrevious[after] = before;
  else members.usedLast = before;
  usedPrevious[row] = -2;
}

function appendUsed(members: Members, { usedPrevious, usedNext }: Sandboxes, row: number): void {
  usedPrevious[row] = members.usedLast;
  usedNext[row] = -1;
  if (members.usedLast >= 0) usedNext[members.usedLast] = row;
  else members.usedFirst = row;
  members.usedLast = row;
}

function setLoose(members: Members, { looseAt }: Sandboxes, row: number, isFree: boolean): void {
  const at = looseAt[row] as number;
  if (isFree === at >= 0) return;
  if (isFree) {
    if (members.looseCount === members.loose.length) {
      const wider = new Int32Array(members.loose.length * 2);
      wider.set(members.loose);
      members.loose = wider;
    }
    looseAt[row] = members.looseCount;
    members.loose[members.looseCount++] = row;
    return;
  }
  const last = members.loose[--members.looseCount] as number;
  members.loose[at] = last;
  looseAt[last] = at;
  looseAt[row] = -1;
}

const loadOf = (sandboxes: Sandboxes, row: number): number =>
  (sandboxes.busy[row] as number) + (sandboxes.queued[row] as number);

/** A sandbox that can take a request, by the pool's rule; -1 = none. */
export function chooseMember(members: Members, sandboxes: Sandboxes, choices: RandomStream): number {
  const at = (position: number): number => (position < 0 ? -1 : (members.order[position] as number));
  switch (members.rule) {
    case 'newest':
      return at(highestMember(members.free));
    case 'oldest':
      return at(lowestMember(members.free));
    case 'most-recently-used':
      return members.usedLast;
    case 'least-recently-used':
      return members.usedFirst;
    case 'least-busy':
      return at(leastPlace(members.busy));
    case 'round-robin': {
      const next = memberFrom(members.free, members.cursor);
      const found = next >= 0 ? next : lowestMember(members.free);
      if (found >= 0) members.cursor = found + 1;
      return at(found);
    }
    case 'random':
      return members.looseCount === 0 ? -1 : anyLoose(members, choices);
    case 'two-random-choices': {
      if (members.looseCount === 0) return -1;
      const [one, other] = [anyLoose(members, choices), anyLoose(members, choices)];
      return loadOf(sandboxes, other) < loadOf(sandboxes, one) ? other : one;
    }
  }
}

const anyLoose = (members: Members, choices: RandomStream): number =>
  members.loose[Math.floor(nextFraction(choices) * members.looseCount)] as number;
