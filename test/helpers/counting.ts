/** Counts how often elements of typed arrays are read or written: the work of the engine without a clock. */
type Column = Float64Array | Int32Array | Uint8Array;

const isColumn = (value: unknown): value is Column =>
  value instanceof Float64Array || value instanceof Int32Array || value instanceof Uint8Array;

export interface Counter {
  accesses: number;
}

/** Puts a counting stand-in in the place of every typed array below `root`. */
export function countAccesses(root: object): Counter {
  const counter: Counter = { accesses: 0 };
  wrap(root as Record<string, unknown>, counter, new Set());
  return counter;
}

function wrap(node: Record<string, unknown>, counter: Counter, seen: Set<unknown>): void {
  // What is frozen never changes: it is the scenario's, or closed.
  if (seen.has(node) || Object.isFrozen(node)) return;
  seen.add(node);
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (isColumn(value)) node[key] = counting(value, counter);
    else if (typeof value === 'object' && value !== null)
      wrap(value as Record<string, unknown>, counter, seen);
  }
}

function counting(column: Column, counter: Counter): Column {
  return new Proxy(column, {
    get(target, key) {
      counter.accesses++;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
    set(target, key, value) {
      counter.accesses++;
      return Reflect.set(target, key, value, target);
    },
  });
}
