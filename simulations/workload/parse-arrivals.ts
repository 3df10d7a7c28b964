/** Reads the `arrivals` of a workload: `"poisson(0.9/s)"` or an object for what needs more than one number. */
import { nearestName } from '../base/catalogue';
import { ok, printable } from '../base/errors';
import { parseQuantity } from '../base/quantity';
import { meanOf } from '../random/distributions';
import { parseDistribution } from '../random/parse-distribution';
import type { RatePoint } from './arrivals';
import { readShape, readShapeText, SHAPES, type ShapeName } from './parse-shapes';
import { refuse, scalar, type ParsedArrivals as Parsed } from './parsed';
import { SPREADS, type Spread } from './trace-replay';

const EXAMPLES =
  '"poisson(0.9/s)", "constant(1/s)", "renewal(uniform(1 s, 2 s))", "diurnal(low 2/s, peak 20/s, period 24 h)", "bursty(1/s for 60 s, 50/s for 5 s)", "spike(5/s, peak 100/s, at 2 min, hold 30 s)", "closed-loop(20 users, think exponential(5 s))", { "steps": [["0 s", "20/s"]] }, { "ramps": [["0 s", "20/s"]] }, { "times": ["0 s"] } or { "trace": { "bucket": "1 min", "counts": [42] } }';
const FORMS = ['steps', 'ramps', 'times', 'trace', ...SHAPES];
const MAX_POINTS = 100_000;

export function parseArrivals(input: unknown): Parsed {
  if (typeof input === 'string') return parseText(input);
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return refuse(EXAMPLES);
  const keys = Object.keys(input);
  const [form] = keys;
  if (form === undefined || keys.length !== 1) return refuse(EXAMPLES);
  const value: unknown = Object.getOwnPropertyDescriptor(input, form)?.value;
  switch (form) {
    case 'steps':
    case 'ramps':
      return parsePoints(value, form);
    case 'times':
      return parseTimes(value);
    case 'trace':
      return parseTrace(value);
    default:
      return isShape(form)
        ? readShape(form, value)
        : refuse(EXAMPLES, [printable(form, 40)], nearestName(form, FORMS));
  }
}

const isShape = (name: string): name is ShapeName => SHAPES.some((shape) => shape === name);

function parseText(text: string): Parsed {
  const match = /^\s*([a-z-]+)\s*\((.*)\)\s*$/i.exec(text.slice(0, 4096));
  const [name, inner] = [match?.[1] ?? '', match?.[2] ?? ''];
  if (name === 'renewal') {
    const gaps = parseDistribution(inner);
    if (!gaps.ok) return refuse(gaps.error);
    // Gaps of no length would stop the clock.
    return meanOf(gaps.value) > 0
      ? ok({ kind: 'renewal', gaps: gaps.value })
      : refuse('gaps with a mean above 0');
  }
  if (isShape(name)) return readShapeText(name, inner);
  if (name !== 'poisson' && name !== 'constant')
    return refuse(EXAMPLES, [], nearestName(name, ['poisson', 'constant', 'renewal', ...SHAPES]));
  const rate = parseQuantity(inner, 'rate');
  if (!rate.ok) return refuse(rate.error);
  if (name === 'poisson') return ok({ kind: 'poisson', perSecond: rate.value });
  if (rate.value <= 0) return refuse('a rate above 0');
  return ok({ kind: 'renewal', gaps: { kind: 'constant', value: 1e6 / rate.value } });
}

function parsePoints(value: unknown, form: 'steps' | 'ramps'): Parsed {
  if (!Array.isArray(value) || value.length === 0 || value.length > MAX_POINTS)
    return refuse('a list of [time, rate]', [form]);
  const points: RatePoint[] = [];
  for (const [i, pair] of value.entries()) {
    const [time, rate]: unknown[] = Array.isArray(pair) && pair.length === 2 ? pair : [];
    const at = parseQuantity(scalar(time), 'duration');
    const perSecond = parseQuantity(scalar(rate), 'rate');
    if (!at.ok) return refuse(at.error, [form, i, 0]);
    if (!perSecond.ok) return refuse(perSecond.error, [form, i, 1]);
    const last = points.at(-1);
    if (last !== undefined && at.value < last.atMicros)
      return refuse('times that do not go back', [form, i, 0]);
    if (form === 'steps' && last !== undefined)
      points.push({ atMicros: at.value, perSecond: last.perSecond });
    points.push({ atMicros: at.value, perSecond: perSecond.value });
  }
  return ok({ kind: 'profile', points });
}

function parseTimes(value: unknown): Parsed {
  if (!Array.isArray(value) || value.length > MAX_POINTS)
    return refuse(`a list of at most ${MAX_POINTS} times`, ['times']);
  const atMicros: number[] = [];
  for (const [i, entry] of value.entries()) {
    const time = parseQuantity(scalar(entry), 'duration');
    if (!time.ok || time.value < (atMicros.at(-1) ?? 0))
      return refuse(time.ok ? 'times that do not go back' : time.error, ['times', i]);
    atMicros.push(time.value);
  }
  return ok({ kind: 'times', atMicros });
}

const TRACE_KEYS = ['bucket', 'counts', 'spread', 'repeat', 'source'];

function parseTrace(value: unknown): Parsed {
  if (typeof value !== 'object' || value === null)
    return refuse('{ "bucket": "1 min", "counts": [42] }', ['trace']);
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const key of fields.keys()) {
    if (!TRACE_KEYS.includes(key))
      return refuse(
        `only ${TRACE_KEYS.join(', ')}`,
        ['trace', printable(key, 40)],
        nearestName(key, TRACE_KEYS),
      );
  }
  const bucket = parseQuantity(scalar(fields.get('bucket')), 'duration');
  if (!bucket.ok || bucket.value <= 0) return refuse('a duration above 0', ['trace', 'bucket']);
  const counts = fields.get('counts');
  if (!Array.isArray(counts) || counts.length === 0 || counts.length > MAX_POINTS)
    return refuse('a list of counts', ['trace', 'counts']);
  const wrong = counts.findIndex((count) => !Number.isInteger(count) || count < 0 || count > 1e7);
  if (wrong >= 0) return refuse('a whole number from 0 to 10,000,000', ['trace', 'counts', wrong]);
  const spread = fields.get('spread') ?? 'uniform';
  const repeats = fields.get('repeat') ?? false;
  if (!isSpread(spread))
    return refuse(`one of ${SPREADS.join(', ')}`, ['trace', 'spread'], nearestName(String(spread), SPREADS));
  if (typeof repeats !== 'boolean') return refuse('true or false', ['trace', 'repeat']);
  if (spread === 'poisson') {
    if (repeats)
      return refuse('a trace that is not repeated, where it is taken as rates', ['trace', 'repeat']);
    return ok({ kind: 'profile', points: ratesOf(bucket.value, counts.map(Number)) });
  }
  return ok({
    kind: 'counts',
    bucketMicros: bucket.value,
    counts: counts.map(Number),
    isEven: spread === 'even',
    repeats,
  });
}

const isSpread = (value: unknown): value is Spread => SPREADS.some((spread) => spread === value);

/** A step of the rate for each bucket, and none after the last. */
function ratesOf(bucketMicros: number, counts: readonly number[]): readonly RatePoint[] {
  return [...counts, 0].flatMap((count, i) => {
    const atMicros = i * bucketMicros;
    const rate = (of: number): RatePoint => ({ atMicros, perSecond: (of * 1e6) / bucketMicros });
    return i === 0 ? [rate(count)] : [rate(counts[i - 1] ?? 0), rate(count)];
  });
}
