/**
 * Pending events as plain numbers in typed arrays: a binary heap by time, ties by sequence number. Nothing is ever
 * unscheduled: an event that has become void is recognized by its handler. The first event is taken by leaving a gap at
 * the root that the next push fills: most events schedule their successor, which costs one walk down instead of two.
 */
export interface EventQueue {
  /** Events in the arrays, the taken one included while the gap is open. */
  size: number;
  /** 1 = the event at the root was taken. */
  gap: number;
  /** Time and sequence number, two a row. */
  keys: Float64Array;
  /** Kind and operands, four a row. */
  data: Int32Array;
}

export function newEventQueue(capacity = 64): EventQueue {
  return { size: 0, gap: 0, keys: new Float64Array(capacity * 2), data: new Int32Array(capacity * 4) };
}

function grow(queue: EventQueue): void {
  const { keys, data } = queue;
  queue.keys = new Float64Array(keys.length * 2);
  queue.data = new Int32Array(data.length * 2);
  queue.keys.set(keys);
  queue.data.set(data);
}

/** How many events are pending. */
export const pending = (queue: EventQueue): number => queue.size - queue.gap;

/** When the first event comes; Infinity when none is pending. Closes the gap. */
export function firstTime(queue: EventQueue): number {
  if (queue.gap === 1) closeGap(queue);
  return queue.size === 0 ? Infinity : (queue.keys[0] as number);
}

/** Takes the first event, whose row stays readable at the root until the next push. `firstTime` was asked before. */
export function takeFirst(queue: EventQueue): void {
  queue.gap = 1;
}

function closeGap(queue: EventQueue): void {
  queue.gap = 0;
  const last = --queue.size;
  if (last === 0) return;
  const { keys, data } = queue;
  sinkFromRoot(
    queue,
    last,
    keys[2 * last] as number,
    keys[2 * last + 1] as number,
    data[4 * last] as number,
    data[4 * last + 1] as number,
    data[4 * last + 2] as number,
  );
}

/** O(log n). `time` is a whole number of microseconds; `sequence` orders events of one instant. */
export function push(
  queue: EventQueue,
  time: number,
  sequence: number,
  kind: number,
  a: number,
  b: number,
): void {
  if (queue.gap === 1) {
    queue.gap = 0;
    sinkFromRoot(queue, queue.size, time, sequence, kind, a, b);
    return;
  }
  if (2 * queue.size === queue.keys.length) grow(queue);
  const { keys, data } = queue;
  let hole = queue.size++;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    const parentTime = keys[2 * parent] as number;
    if (parentTime < time || (parentTime === time && (keys[2 * parent + 1] as number) < sequence)) break;
    move(keys, data, parent, hole);
    hole = parent;
  }
  put(keys, data, hole, time, sequence, kind, a, b);
}

/** Puts an event at the root of a heap of `size` rows and lets it sink to its place. */
function sinkFromRoot(
  { keys, data }: EventQueue,
  size: number,
  time: number,
  sequence: number,
  kind: number,
  a: number,
  b: number,
): void {
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= size) break;
    let childTime = keys[2 * child] as number;
    if (child + 1 < size) {
      const other = keys[2 * child + 2] as number;
      if (
        other < childTime ||
        (other === childTime && (keys[2 * child + 3] as number) < (keys[2 * child + 1] as number))
      ) {
        child++;
        childTime = other;
      }
    }
    if (time < childTime || (time === childTime && sequence < (keys[2 * child + 1] as number))) break;
    move(keys, data, child, hole);
    hole = child;
  }
  put(keys, data, hole, time, sequence, kind, a, b);
}

function move(keys: Float64Array, data: Int32Array, from: number, to: number): void {
  keys[2 * to] = keys[2 * from] as number;
  keys[2 * to + 1] = keys[2 * from + 1] as number;
  data[4 * to] = data[4 * from] as number;
  data[4 * to + 1] = data[4 * from + 1] as number;
  data[4 * to + 2] = data[4 * from + 2] as number;
}

function put(
  keys: Float64Array,
  data: Int32Array,
  at: number,
  time: number,
  sequence: number,
  kind: number,
  a: number,
  b: number,
): void {
  keys[2 * at] = time;
  keys[2 * at + 1] = sequence;
  data[4 * at] = kind;
  data[4 * at + 1] = a;
  data[4 * at + 2] = b;
}
