/**
 * A deep copy of a run's state. State is plain data: numbers, strings, arrays, typed arrays and records of them.
 * Frozen records are shared, not copied: what never changes (the compiled model, closed time buckets) is frozen.
 */
export function copyState<T>(state: T): T {
  return copy(state) as T;
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (ArrayBuffer.isView(value)) return (value as Uint8Array).slice();
  if (Array.isArray(value)) return value.map(copy);
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) result[key] = copy((value as Record<string, unknown>)[key]);
  return result;
}
