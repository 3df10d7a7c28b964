/** A line of a script that lets simulated time pass: `wait 30s`, `run --for 15min`. */
import { parseQuantity } from '../base/quantity';

/** The time that a line lets pass; undefined for any other line. */
export function waitOf(line: string): number | undefined {
  const match = /^\s*(?:run\s+--for|wait)\s+(.+?)\s*(?:#.*)?$/.exec(line);
  const span = match === null ? undefined : parseQuantity(match[1] ?? '', 'duration');
  return span?.ok === true ? span.value : undefined;
}
