/**
 * Quantities as people write them. Each kind has one canonical unit inside the engine:
 * time in whole microseconds, memory in bytes, rates per second, bandwidth in bytes per second.
 */
import { fail, ok, printable, type Outcome } from './errors';

export const MICROS_PER_MS = 1_000;
export const MICROS_PER_SECOND = 1_000_000;
export const KIB = 1024;
export const MIB = 1024 * KIB;
export const GIB = 1024 * MIB;

export type QuantityKind = 'duration' | 'memory' | 'rate' | 'bandwidth' | 'fraction' | 'count';

type Units = ReadonlyMap<string, number>;

const DURATION: Units = new Map([
  ['us', 1],
  ['µs', 1],
  ['ms', 1_000],
  ['s', 1_000_000],
  ['sec', 1_000_000],
  ['min', 60_000_000],
  ['h', 3_600_000_000],
  ['d', 86_400_000_000],
]);
const MEMORY: Units = new Map([
  ['B', 1],
  ['KB', 1e3],
  ['kB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
  ['KiB', KIB],
  ['MiB', MIB],
  ['GiB', GIB],
  ['TiB', 1024 * GIB],
]);
const RATE: Units = new Map([
  ['/s', 1],
  ['/min', 1 / 60],
  ['/h', 1 / 3600],
  ['/d', 1 / 86_400],
]);
const BANDWIDTH: Units = new Map([
  ['B/s', 1],
  ['KB/s', 1e3],
  ['MB/s', 1e6],
  ['GB/s', 1e9],
  ['MiB/s', MIB],
  ['GiB/s', GIB],
  ['kbit/s', 125],
  ['Mbit/s', 125_000],
  ['Gbit/s', 125_000_000],
]);
const FRACTION: Units = new Map([['%', 0.01]]);

/** Units by kind, the unit of a bare number first in the message, and the largest value that is still meant. */
const KINDS: Readonly<Record<QuantityKind, { units: Units; bare: number; example: string; max: number }>> = {
  duration: { units: DURATION, bare: 1_000, example: '"250 ms", "10 min"; a bare number is ms', max: 1e16 },
  memory: { units: MEMORY, bare: 1, example: '"256 MiB", "16 GiB"; a bare number is bytes', max: 1e18 },
  rate: { units: RATE, bare: 1, example: '"0.9/s", "30/min"; a bare number is per second', max: 1e9 },
  bandwidth: { units: BANDWIDTH, bare: 1, example: '"500 MB/s", "10 Gbit/s"', max: 1e15 },
  fraction: { units: FRACTION, bare: 1, example: '"70 %" or 0.7', max: 1e6 },
  count: { units: new Map(), bare: 1, example: 'a number', max: 1e15 },
};

const PART = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?)\s*([^\d\s.+-][^\d\s]*)?\s*/i;

/**
 * Reads "2 min 20 s", "64 GiB", "0.9/s", "70 %". The result is in the canonical unit of `kind`; durations and
 * memory are rounded to whole microseconds and bytes. Negative, non-finite and oversized values are refused.
 */
export function parseQuantity(input: string | number, kind: QuantityKind): Outcome<number, string> {
  const { units, bare, example, max } = KINDS[kind];
  const total = typeof input === 'number' ? input * bare : sumOfParts(input.trim(), units, bare);
  if (total === undefined || !Number.isFinite(total)) return fail(`a ${kind} such as ${example}`);
  if (total < 0) return fail(`a ${kind} that is not negative`);
  if (total > max) return fail(`a ${kind} up to ${formatQuantity(max, kind)}`);
  return ok(kind === 'duration' || kind === 'memory' ? Math.round(total) : total);
}

function sumOfParts(text: string, units: Units, bare: number): number | undefined {
  let rest = text;
  let total = 0;
  let parts = 0;
  while (rest !== '') {
    const match = PART.exec(rest);
    if (match === null) return undefined;
    const factor = match[2] === undefined ? bare : units.get(match[2]);
    if (factor === undefined || (match[2] === undefined && (parts > 0 || match[0].length < rest.length)))
      return undefined;
    total += Number(match[1]) * factor;
    rest = rest.slice(match[0].length);
    parts++;
  }
  return parts === 0 ? undefined : total;
}

/** A number with at most `digits` significant digits and no trailing zeros. */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e6 || magnitude < 1e-4) return trimZeros(value.toExponential(digits - 1));
  let decimals = digits - 1;
  for (let bound = 10; magnitude >= bound && decimals > 0; bound *= 10) decimals--;
  for (let bound = 1; magnitude < bound && decimals < 8; bound /= 10) decimals++;
  return trimZeros(value.toFixed(decimals));
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+($|e)/, '$1') : text;
}

/** "250 ms", "1.9 s", "10 min": the unit in which the number reads best. */
export function formatDuration(micros: number): string {
  const magnitude = Math.abs(micros);
  if (magnitude < 1_000) return `${formatNumber(micros)} µs`;
  if (magnitude < 999_500) return `${formatNumber(micros / 1_000)} ms`;
  if (magnitude < 120 * MICROS_PER_SECOND) return `${formatNumber(micros / MICROS_PER_SECOND)} s`;
  if (magnitude < 7_200 * MICROS_PER_SECOND) return `${formatNumber(micros / (60 * MICROS_PER_SECOND))} min`;
  return `${formatNumber(micros / (3_600 * MICROS_PER_SECOND))} h`;
}

/** "278 of 414 ms", "4.2 of 31 s": both in the unit of the whole. */
export function progressText(doneMicros: number, totalMicros: number): string {
  const unit = formatDuration(totalMicros).split(' ')[1] ?? 's';
  const divisor = DURATION.get(unit) ?? MICROS_PER_SECOND;
  const whole = totalMicros / divisor;
  const done = doneMicros / divisor;
  return `${unit === 'ms' ? Math.round(done) : formatNumber(done, done < 1 ? 1 : 2)} of ${formatNumber(whole, whole < 100 ? 2 : 3)} ${unit}`;
}

/** "570 MiB", "2 GiB". */
export function formatBytes(bytes: number): string {
  const magnitude = Math.abs(bytes);
  if (magnitude < KIB) return `${formatNumber(bytes)} B`;
  if (magnitude < MIB) return `${formatNumber(bytes / KIB)} KiB`;
  if (magnitude < GIB) return `${formatNumber(bytes / MIB, magnitude >= 100 * MIB ? 4 : 3)} MiB`;
  if (magnitude < 1024 * GIB) return `${formatNumber(bytes / GIB)} GiB`;
  return `${formatNumber(bytes / (1024 * GIB))} TiB`;
}

export function formatQuantity(value: number, kind: QuantityKind): string {
  switch (kind) {
    case 'duration':
      return formatDuration(value);
    case 'memory':
      return formatBytes(value);
    case 'rate':
      return `${formatNumber(value)}/s`;
    case 'bandwidth':
      return `${formatNumber(value / 1e6)} MB/s`;
    case 'fraction':
      return `${formatNumber(value * 100)} %`;
    case 'count':
      return formatNumber(value);
  }
}

/** "09:02:17.400" from a time of day in microseconds; the day wraps. */
export function formatClock(microsOfDay: number, millis = true): string {
  const wrapped = Math.floor(microsOfDay % 86_400_000_000);
  const two = (n: number): string => String(n).padStart(2, '0');
  const seconds = Math.floor(wrapped / MICROS_PER_SECOND);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return millis
    ? `${clock}.${String(Math.floor((wrapped % MICROS_PER_SECOND) / 1000)).padStart(3, '0')}`
    : clock;
}

/** "09:02:17" or "09:02:17.4" as microseconds of the day. */
export function parseClock(text: string): Outcome<number, string> {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,6})?)?$/.exec(text.trim());
  const expected = 'a time of day such as "09:00:00"';
  if (match === null) return fail(`${expected}, not ${printable(text)}`);
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return fail(expected);
  return ok(
    ((hours * 60 + minutes) * 60 + seconds) * MICROS_PER_SECOND +
      Math.round(Number(`0${match[4] ?? ''}`) * 1e6),
  );
}
