/**
 * Reads the arrivals that have a shape of their own: diurnal, bursty, spike, closed loop. The text of each is a shorter
 * spelling of its object: `"diurnal(low 2/s, peak 20/s, period 24 h)"` is `{ "diurnal": { "low": "2/s", … } }`.
 */
import { ok } from '../base/errors';
import { parseDistribution } from '../random/parse-distribution';
import { MICROS_PER_MS } from '../base/quantity';
import type { RatePoint } from './arrivals';
import { longRunShares, meanRate, type Modulated, type ModulatedState } from './modulated';
import { fieldsOf, quantityOf, refuse, scalar, splitParts, type Parsed, type ParsedArrivals } from './parsed';

export const SHAPES = ['diurnal', 'bursty', 'spike', 'closed-loop'] as const;
export type ShapeName = (typeof SHAPES)[number];

const MOST_USERS = 100_000;
const MOST_STATES = 16;

const EXAMPLES: Readonly<Record<ShapeName, string>> = {
  diurnal: '{ "low": "2/s", "peak": "20/s", "period": "24 h", "peakAt": "12 h" }',
  bursty: '{ "states": [{ "rate": "1/s", "mean": "60 s" }, { "rate": "50/s", "mean": "5 s" }] }',
  spike: '{ "base": "5/s", "peak": "100/s", "at": "2 min", "rise": "0 s", "hold": "30 s", "fall": "1 min" }',
  'closed-loop': '{ "users": 20, "think": "exponential(5 s)" }',
};

export function readShape(name: ShapeName, value: unknown): ParsedArrivals {
  switch (name) {
    case 'diurnal':
      return readDiurnal(value);
    case 'bursty':
      return readBursty(value);
    case 'spike':
      return readSpike(value);
    case 'closed-loop':
      return readClosedLoop(value);
  }
}

/** The text form: named parts in any order; a bare first part is what the shape is about. */
export function readShapeText(name: ShapeName, inner: string): ParsedArrivals {
  const parts = splitParts(inner);
  const fields =
    name === 'bursty' ? { states: parts.map(burstOfText) } : Object.fromEntries(parts.map(partOf(name)));
  const read = readShape(name, fields);
  // Inside a text there is no path to point at: what was expected says which part is meant.
  return read.ok
    ? read
    : refuse(`${textForm(name)}; ${read.error.path.slice(1).join('.')}: ${read.error.expected}`);
}

const textForm = (name: ShapeName): string =>
  ({
    diurnal: 'diurnal(low 2/s, peak 20/s, period 24 h, peakAt 12 h)',
    bursty: 'bursty(1/s for 60 s, 50/s for 5 s)',
    spike: 'spike(5/s, peak 100/s, at 2 min, rise 0 s, hold 30 s, fall 1 min)',
    'closed-loop': 'closed-loop(20 users, think exponential(5 s))',
  })[name];

const partOf =
  (shape: ShapeName) =>
  (part: string): readonly [string, unknown] => {
    const users = /^(\d{1,9})\s*users?$/.exec(part);
    if (users !== null) return ['users', Number(users[1])];
    const named = /^([a-zA-Z]+)\s+(.+)$/.exec(part);
    if (named !== null) return [named[1] ?? '', named[2]];
    return [shape === 'spike' ? 'base' : part.slice(0, 40), part];
  };

function burstOfText(part: string): unknown {
  const [rate, mean] = part.split(/\s+for\s+/);
  return { rate, mean };
}

function readDiurnal(value: unknown): ParsedArrivals {
  const at = ['diurnal'];
  const fields = fieldsOf(value, ['low', 'peak', 'period', 'peakAt'], at, EXAMPLES.diurnal);
  if (!fields.ok) return fields;
  const low = quantityOf(fields.value, 'low', 'rate', at);
  if (!low.ok) return low;
  const peak = quantityOf(fields.value, 'peak', 'rate', at);
  if (!peak.ok) return peak;
  if (peak.value < low.value || peak.value <= 0)
    return refuse('a rate of at least "low", above 0', [...at, 'peak']);
  const period = quantityOf(fields.value, 'period', 'duration', at, 86_400e6);
  if (!period.ok) return period;
  if (period.value < 1e6) return refuse('a duration of at least 1 s', [...at, 'period']);
  const peakAt = quantityOf(fields.value, 'peakAt', 'duration', at, period.value / 2);
  if (!peakAt.ok) return peakAt;
  return ok({
    kind: 'diurnal',
    meanPerSecond: (low.value + peak.value) / 2,
    amplitude: (peak.value - low.value) / (peak.value + low.value),
    periodMicros: period.value,
    peakAtMicros: peakAt.value,
  });
}

function readBursty(value: unknown): ParsedArrivals {
  const at = ['bursty'];
  const fields = fieldsOf(value, ['states'], at, EXAMPLES.bursty);
  if (!fields.ok) return fields;
  const list = fields.value.get('states');
  if (!Array.isArray(list) || list.length < 2 || list.length > MOST_STATES)
    return refuse(`a list of 2 to ${MOST_STATES} states`, [...at, 'states']);
  const states: ModulatedState[] = [];
  const next: (readonly number[])[] = [];
  for (const [i, entry] of list.entries()) {
    const path = [...at, 'states', i];
    const state = fieldsOf(entry, ['rate', 'mean', 'next'], path, '{ "rate": "50/s", "mean": "5 s" }');
    if (!state.ok) return state;
    const rate = quantityOf(state.value, 'rate', 'rate', path);
    if (!rate.ok) return rate;
    const mean = quantityOf(state.value, 'mean', 'duration', path);
    if (!mean.ok) return mean;
    if (mean.value < MICROS_PER_MS) return refuse('a duration of at least 1 ms', [...path, 'mean']);
    const row = readNext(state.value.get('next'), i, list.length, [...path, 'next']);
    if (!row.ok) return row;
    states.push({ perSecond: rate.value, meanMicros: mean.value });
    next.push(row.value);
  }
  return builtBursts(states, next);
}

/** What follows a state: as stated, else the next of the list in a circle. */
function readNext(
  value: unknown,
  from: number,
  count: number,
  path: readonly (string | number)[],
): Parsed<readonly number[]> {
  if (value === undefined)
    return ok(Array.from({ length: count }, (_, i) => (i === (from + 1) % count ? 1 : 0)));
  const weights: readonly unknown[] = Array.isArray(value) ? value : [];
  const numbers = weights.map((weight) => (typeof weight === 'number' ? weight : NaN));
  const total = numbers.reduce((sum, weight) => sum + weight, 0);
  const fine = numbers.length === count && numbers.every((weight) => weight >= 0 && weight <= 1);
  return fine && Math.abs(total - 1) < 1e-9
    ? ok(numbers)
    : refuse(`${count} probabilities that add up to 1`, path);
}

function builtBursts(
  states: readonly ModulatedState[],
  next: readonly (readonly number[])[],
): ParsedArrivals {
  const means = states.map(({ meanMicros }) => meanMicros);
  const shares = longRunShares(next, means);
  if (shares === undefined)
    return refuse('states that can all be reached from each other', ['bursty', 'states']);
  const bursts: Modulated = { kind: 'modulated', states, next, shares };
  // Fewer than one arrival in a million changes of state would be a search, not a process.
  if (meanRate(bursts) * Math.min(...means) < 1)
    return refuse('a mean rate above 0 and above one arrival in a million changes of state', [
      'bursty',
      'states',
    ]);
  return ok(bursts);
}

function readSpike(value: unknown): ParsedArrivals {
  const at = ['spike'];
  const fields = fieldsOf(value, ['base', 'peak', 'at', 'rise', 'hold', 'fall'], at, EXAMPLES.spike);
  if (!fields.ok) return fields;
  const base = quantityOf(fields.value, 'base', 'rate', at);
  if (!base.ok) return base;
  const peak = quantityOf(fields.value, 'peak', 'rate', at);
  if (!peak.ok) return peak;
  const times: number[] = [];
  for (const key of ['at', 'rise', 'hold', 'fall']) {
    const time = quantityOf(
      fields.value,
      key,
      'duration',
      at,
      key === 'rise' || key === 'fall' ? 0 : undefined,
    );
    if (!time.ok) return time;
    times.push(time.value);
  }
  const [begins = 0, rise = 0, hold = 0, fall = 0] = times;
  const point = (atMicros: number, perSecond: number): RatePoint => ({ atMicros, perSecond });
  return ok({
    kind: 'profile',
    points: [
      point(0, base.value),
      point(begins, base.value),
      point(begins + rise, peak.value),
      point(begins + rise + hold, peak.value),
      point(begins + rise + hold + fall, base.value),
    ],
  });
}

function readClosedLoop(value: unknown): ParsedArrivals {
  const at = ['closed-loop'];
  const fields = fieldsOf(value, ['users', 'think'], at, EXAMPLES['closed-loop']);
  if (!fields.ok) return fields;
  const users = fields.value.get('users');
  if (typeof users !== 'number' || !Number.isInteger(users) || users < 1 || users > MOST_USERS)
    return refuse(`a whole number from 1 to 100,000`, [...at, 'users']);
  const think = parseDistribution(scalar(fields.value.get('think')));
  return think.ok
    ? ok({ kind: 'closed-loop', users, think: think.value })
    : refuse(think.error, [...at, 'think']);
}
