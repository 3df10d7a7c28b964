/**
 * A resource shared by weighted max-min fairness with caps: cores, disk or network bandwidth, the workers of a sandbox.
 * Jobs of a class are alike (same weight, same cap), so they progress at the same rate and share one virtual clock: a job
 * is done when the clock of its class has run for its work, whatever joined or left meanwhile. Joining, leaving and
 * finishing are O(log n) in the jobs and linear in the few classes.
 * Source of the rule: Bertsekas and Gallager, "Data Networks", 2nd edition, section 6.5.2 (max-min fair flow control).
 */
export interface ShareClass {
  /** Weight of one job. */
  readonly weight: number;
  /** The most that one job can use, in units of the capacity. */
  readonly jobCap: number;
  jobs: number;
  /** What one job gets now, and what one that was there from the beginning would have got: the virtual clock. */
  rate: number;
  virtual: number;
  /** Jobs by the virtual time at which they are done: a binary heap; aborted ones stay until they reach the root. */
  size: number;
  finish: Float64Array;
  id: Int32Array;
  mark: Int32Array;
}

export interface FairShare {
  capacity: number;
  /** By cap over weight, the least first: the order in which they are satisfied. */
  readonly classes: ShareClass[];
  sinceMicros: number;
  /** When the event that is pending comes, and its mark; -1 = none is pending. */
  dueMicros: number;
  mark: number;
}

export const newFairShare = (capacity: number, nowMicros: number): FairShare => ({
  capacity,
  classes: [],
  sinceMicros: nowMicros,
  dueMicros: -1,
  mark: 0,
});

/** With more classes than this, those that nobody is in are dropped. */
const MANY_CLASSES = 16;

/** The class with this weight and cap, made when it is new. */
export function classOf(share: FairShare, weight: number, jobCap: number): ShareClass {
  const found = share.classes.find((one) => one.weight === weight && one.jobCap === jobCap);
  if (found !== undefined) return found;
  const made: ShareClass = {
    weight,
    jobCap,
    jobs: 0,
    rate: 0,
    virtual: 0,
    size: 0,
    finish: new Float64Array(4),
    id: new Int32Array(4),
    mark: new Int32Array(4),
  };
  if (share.classes.length > MANY_CLASSES) {
    const used = share.classes.filter(({ jobs }) => jobs > 0);
    share.classes.splice(0, share.classes.length, ...used);
  }
  share.classes.push(made);
  share.classes.sort((x, y) => x.jobCap / x.weight - y.jobCap / y.weight || x.weight - y.weight);
  return made;
}

/** Lets the virtual clocks run up to now. */
export function advanceTo(share: FairShare, nowMicros: number): void {
  const span = nowMicros - share.sinceMicros;
  share.sinceMicros = nowMicros;
  if (span <= 0) return;
  for (const one of share.classes) one.virtual += one.rate * span;
}

/** After jobs were counted as done: the others get their share anew. */
export const settle = (share: FairShare): void => rebalance(share);

/** Weighted max-min: classes whose cap lies below the fair level get their cap, the others share the rest by weight. */
function rebalance(share: FairShare): void {
  let left = share.capacity;
  let weights = 0;
  for (const one of share.classes) weights += one.weight * one.jobs;
  for (const one of share.classes) {
    if (one.jobs === 0) {
      // Whatever is left in its heap was aborted.
      one.rate = 0;
      one.size = 0;
      one.virtual = 0;
      continue;
    }
    one.rate = Math.min(one.jobCap, (left / weights) * one.weight);
    left -= one.rate * one.jobs;
    weights -= one.weight * one.jobs;
  }
}

/** A job of `work` units (capacity times microseconds) joins. */
export function joinShare(
  share: FairShare,
  one: ShareClass,
  nowMicros: number,
  work: number,
  id: number,
  mark: number,
): void {
  advanceTo(share, nowMicros);
  pushJob(one, one.virtual + work, id, mark);
  one.jobs++;
  rebalance(share);
}

/** A job is aborted: it no longer counts. Its entry is taken out when its time comes, and is void. */
export function leaveShare(share: FairShare, one: ShareClass, nowMicros: number): void {
  advanceTo(share, nowMicros);
  one.jobs--;
  rebalance(share);
}

/** `jobs` more (or, negative, fewer) jobs of the class that never end: they only take their share. */
export function occupyShare(share: FairShare, one: ShareClass, nowMicros: number, jobs: number): void {
  advanceTo(share, nowMicros);
  one.jobs += jobs;
  rebalance(share);
}

/** There is more or less to share from now on. */
export function setCapacity(share: FairShare, nowMicros: number, capacity: number): void {
  advanceTo(share, nowMicros);
  share.capacity = capacity;
  rebalance(share);
}

/** When the next job is done if nothing else happens, in whole microseconds; Infinity when there is none. */
export function nextDue(share: FairShare): number {
  let due = Infinity;
  for (const one of share.classes) {
    if (one.size === 0 || one.rate <= 0) continue;
    const span = ((one.finish[0] as number) - one.virtual) / one.rate;
    due = Math.min(due, share.sinceMicros + Math.max(0, Math.ceil(span - 1e-6)));
  }
  return due;
}

/** A job that is done: its id and mark. */
export interface DoneJob {
  readonly id: number;
  readonly mark: number;
  readonly of: ShareClass;
}

/** Takes one job that is done by now; undefined when there is none. The caller says with `countDone` that it was no void one. */
export function takeDone(share: FairShare, nowMicros: number): DoneJob | undefined {
  advanceTo(share, nowMicros);
  for (const one of share.classes) {
    if (one.size === 0 || (one.finish[0] as number) > one.virtual + 1e-3 * Math.max(1, one.rate)) continue;
    const done = { id: one.id[0] as number, mark: one.mark[0] as number, of: one };
    popJob(one);
    return done;
  }
  return undefined;
}

/** A job that `takeDone` gave was no void one: it no longer counts. */
export function countDone(one: ShareClass): void {
  one.jobs--;
}

function pushJob(one: ShareClass, finish: number, id: number, mark: number): void {
  if (one.size === one.finish.length) widen(one);
  let hole = one.size++;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    if ((one.finish[parent] as number) <= finish) break;
    moveJob(one, parent, hole);
    hole = parent;
  }
  putJob(one, hole, finish, id, mark);
}

function popJob(one: ShareClass): void {
  const last = --one.size;
  const finish = one.finish[last] as number;
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= last) break;
    if (child + 1 < last && (one.finish[child + 1] as number) < (one.finish[child] as number)) child++;
    if (finish <= (one.finish[child] as number)) break;
    moveJob(one, child, hole);
    hole = child;
  }
  putJob(one, hole, finish, one.id[last] as number, one.mark[last] as number);
}

function moveJob(one: ShareClass, from: number, to: number): void {
  putJob(one, to, one.finish[from] as number, one.id[from] as number, one.mark[from] as number);
}

function putJob(one: ShareClass, at: number, finish: number, id: number, mark: number): void {
  one.finish[at] = finish;
  one.id[at] = id;
  one.mark[at] = mark;
}

function widen(one: ShareClass): void {
  const [finish, id, mark] = [
    new Float64Array(one.size * 2),
    new Int32Array(one.size * 2),
    new Int32Array(one.size * 2),
  ];
  finish.set(one.finish);
  id.set(one.id);
  mark.set(one.mark);
  Object.assign(one, { finish, id, mark });
}
