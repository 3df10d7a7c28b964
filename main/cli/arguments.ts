/** Readers of flags: each gives a value or a `Stop` with what was expected. */
import { parseQuantity } from '../../simulations';
import { BAD_INPUT, Stop } from './output';

const bad = (flag: string, expected: string, found: string): Stop =>
  new Stop(BAD_INPUT, `${flag}: expected ${expected}, found "${found.slice(0, 80)}"`);

export function readCount(flag: string, text: string, min: number, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= min && value <= max)) throw bad(flag, `a whole number from ${min} to ${max}`, text);
  return value;
}

export function readDuration(flag: string, text: string): string {
  const parsed = parseQuantity(text, 'duration');
  if (!parsed.ok || parsed.value <= 0) throw bad(flag, 'a duration above 0 such as "90 s"', text);
  return text;
}

/** `PATH=VALUE`, split at the first equals sign. */
export function readSetting(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at <= 0) throw bad('--set', 'PATH=VALUE, for example functions.0.keepAlive=10min', text);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** The flags by which every experiment changes its scenario. */
export interface ScenarioFlags {
  readonly set: readonly string[];
  readonly seed?: string;
  readonly duration?: string;
}

/** `--set` and `--duration` as pairs of path and value, in the order in which they apply. */
export function overridesOf(flags: ScenarioFlags): readonly (readonly [string, string])[] {
  const overrides = flags.set.map(readSetting);
  if (flags.duration === undefined) return overrides;
  return [...overrides, ['duration', JSON.stringify(readDuration('--duration', flags.duration))]];
}

export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
