/**
 * Pending events as plain numbers in typed arrays: a binary heap by time, ties by sequence number. Nothing is ever
 * unscheduled: an event that has become void is recognized by its handler.
 */
export interface EventQueue {
  size: number;
  time: Float64Array;
  sequence: Float64Array;
  kind: Int32Array;
  a: Int32Array;
  b: Int32Array;
}

export function newEventQueue(capacity = 64): EventQueue {
  return {
    size: 0,
    time: new Float64Array(capacity),
    sequence: new Float64Array(capacity),
    kind: new Int32Array(capacity),
    a: new Int32Array(capacity),
    b: new Int32Array(capacity),
  };
}

function grow(queue: EventQueue): void {
  const capacity = queue.time.length * 2;
  const doubled = newEventQueue(capacity);
  doubled.time.set(queue.time);
  doubled.sequence.set(queue.sequence);
  doubled.kind.set(queue.kind);
  doubled.a.set(queue.a);
  doubled.b.set(queue.b);
  Object.assign(queue, doubled, { size: queue.size });
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
  if (queue.size === queue.time.length) grow(queue);
  let hole = queue.size++;
  const { time: times, sequence: sequences } = queue;
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    const parentTime = times[parent] as number;
    if (parentTime < time || (parentTime === time && (sequences[parent] as number) < sequence)) break;
    move(queue, parent, hole);
    hole = parent;
  }
  put(queue, hole, time, sequence, kind, a, b);
}

/** Removes the first event, which the caller has read at index 0. O(log n). */
export function removeFirst(queue: EventQueue): void {
  const last = --queue.size;
  if (last === 0) return;
  const { time: times, sequence: sequences } = queue;
  const time = times[last] as number;
  const sequence = sequences[last] as number;
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= last) break;
    if (child + 1 < last && isBefore(times, sequences, child + 1, child)) child++;
    const childTime = times[child] as number;
    if (time < childTime || (time === childTime && sequence < (sequences[child] as number))) break;
    move(queue, child, hole);
    hole = child;
  }
  move(queue, last, hole);
}

function isBefore(times: Float64Array, sequences: Float64Array, i: number, j: number): boolean {
  const [ti, tj] = [times[i] as number, times[j] as number];
  return ti < tj || (ti === tj && (sequences[i] as number) < (sequences[j] as number));
}

function move(queue: EventQueue, from: number, to: number): void {
  queue.time[to] = queue.time[from] as number;
  queue.sequence[to] = queue.sequence[from] as number;
  queue.kind[to] = queue.kind[from] as number;
  queue.a[to] = queue.a[from] as number;
  queue.b[to] = queue.b[from] as number;
}

function put(
  queue: EventQueue,
  at: number,
  time: number,
  sequence: number,
  kind: number,
  a: number,
  b: number,
): void {
  queue.time[at] = time;
  queue.sequence[at] = sequence;
  queue.kind[at] = kind;
  queue.a[at] = a;
  queue.b[at] = b;
}
