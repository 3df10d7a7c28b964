/** Reads `exponential(1.991 s)` and its kin. A bare duration, `"140 ms"`, is a constant. */
import { fail, ok, printable, type Outcome } from '../base/errors';
import { nearestName } from '../base/catalogue';
import { ln } from '../base/mathematics';
import { parseQuantity } from '../base/quantity';
import { Z99, type Distribution } from './distributions';

type Parsed = Outcome<Distribution, string>;
type Reader = (parts: readonly string[]) => Parsed;

const duration = (text: string | undefined): Outcome<number, string> =>
  text === undefined ? fail('another duration') : parseQuantity(text, 'duration');

function plainNumber(text: string | undefined): number {
  return text === undefined || !/^\d*\.?\d+(e[+-]?\d+)?$/i.test(text) ? NaN : Number(text);
}

function oneTime(example: string, build: (micros: number) => Distribution): Reader {
  return (parts) => {
    const time = duration(parts[0]);
    return parts.length === 1 && time.ok ? ok(build(time.value)) : fail(example);
  };
}

function twoTimes(example: string, build: (a: number, b: number) => Distribution | undefined): Reader {
  return (parts) => {
    const [first, second] = [duration(parts[0]), duration(parts[1])];
    const built = parts.length === 2 && first.ok && second.ok ? build(first.value, second.value) : undefined;
    return built === undefined ? fail(example) : ok(built);
  };
}

/** Named parts, "median 10 ms", in any order. */
function named(parts: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    parts.map((part) => {
      const space = part.indexOf(' ');
      return space < 0 ? [part, ''] : [part.slice(0, space), part.slice(space + 1).trim()];
    }),
  );
}

function logNormal(parts: readonly string[]): Parsed {
  const expected = 'log-normal(mean 1 s, cv 2) or log-normal(median 10 ms, p99 80 ms)';
  const fields = named(parts);
  if (fields.has('mean') && fields.has('cv') && parts.length === 2) {
    const [mean, cv] = [duration(fields.get('mean')), plainNumber(fields.get('cv'))];
    if (!mean.ok || mean.value <= 0 || !(cv >= 0 && cv <= 1000)) return fail(expected);
    const variance = ln(1 + cv * cv);
    return ok({ kind: 'log-normal', mu: ln(mean.value) - variance / 2, sigma: Math.sqrt(variance) });
  }
  const [median, p99] = [duration(fields.get('median')), duration(fields.get('p99'))];
  if (parts.length !== 2 || !median.ok || !p99.ok || median.value <= 0 || p99.value < median.value)
    return fail(expected);
  return ok({ kind: 'log-normal', mu: ln(median.value), sigma: ln(p99.value / median.value) / Z99 });
}

function pairs(parts: readonly string[]): readonly (readonly [number, number])[] | undefined {
  const read = parts.map((part) => {
    const [weight, time] = part.split(':');
    const value = duration(time?.trim());
    return [plainNumber(weight?.trim()), value.ok ? value.value : NaN] as const;
  });
  return read.length > 0 && read.every(([weight, time]) => weight >= 0 && weight <= 1 && time >= 0)
    ? read
    : undefined;
}

function hyperexponential(parts: readonly string[]): Parsed {
  const branches = pairs(parts);
  const total = branches?.reduce((sum, [probability]) => sum + probability, 0) ?? 0;
  if (branches === undefined || Math.abs(total - 1) > 1e-9) {
    return fail('hyperexponential(0.9: 0.1 s, 0.1: 9.1 s) with probabilities that add up to 1');
  }
  return ok({ kind: 'hyperexponential', branches });
}

function quantiles(parts: readonly string[]): Parsed {
  const points = pairs(parts);
  const rising = points?.every(
    ([f, v], i) => i === 0 || (f > (points[i - 1]?.[0] ?? 2) && v >= (points[i - 1]?.[1] ?? Infinity)),
  );
  if (
    points === undefined ||
    points.length < 2 ||
    points[0]?.[0] !== 0 ||
    points.at(-1)?.[0] !== 1 ||
    rising !== true
  ) {
    return fail('quantiles(0: 1 ms, 0.5: 10 ms, 1: 200 ms) from 0 to 1, rising');
  }
  return ok({ kind: 'quantiles', points });
}

function erlang(parts: readonly string[]): Parsed {
  const [stages, mean] = [plainNumber(parts[0]), duration(parts[1])];
  if (parts.length !== 2 || !Number.isInteger(stages) || stages < 1 || stages > 1000 || !mean.ok)
    return fail('erlang(4, 1 s): whole stages, mean');
  return ok({ kind: 'erlang', stages, mean: mean.value });
}

function pareto(parts: readonly string[]): Parsed {
  const [minimum, shape] = [duration(parts[0]), plainNumber(parts[1])];
  if (parts.length !== 2 || !minimum.ok || !(shape > 0 && shape <= 1000))
    return fail('pareto(1 s, 1.5): minimum, shape above 0');
  return ok({ kind: 'pareto', minimum: minimum.value, shape });
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['constant', oneTime('constant(2 s)', (value) => ({ kind: 'constant', value }))],
  ['exponential', oneTime('exponential(1.991 s)', (mean) => ({ kind: 'exponential', mean }))],
  [
    'uniform',
    twoTimes('uniform(1 s, 2 s) with low <= high', (low, high) =>
      low <= high ? { kind: 'uniform', low, high } : undefined,
    ),
  ],
  ['normal', twoTimes('normal(1 s, 0.3 s)', (mean, deviation) => ({ kind: 'normal', mean, deviation }))],
  ['log-normal', logNormal],
  ['erlang', erlang],
  ['pareto', pareto],
  ['hyperexponential', hyperexponential],
  ['quantiles', quantiles],
]);

/** The failure is what was expected, in words. */
export function parseDistribution(text: string | number): Parsed {
  if (typeof text === 'number' || !text.includes('(')) {
    const time = parseQuantity(text, 'duration');
    return time.ok
      ? ok({ kind: 'constant', value: time.value })
      : fail(`a distribution such as "exponential(1.991 s)", or ${time.error}`);
  }
  const match = /^\s*([a-z-]+)\s*\((.*)\)\s*$/i.exec(text.slice(0, 4096));
  const name = match?.[1] ?? '';
  const reader = READERS.get(name);
  if (match === null || reader === undefined) {
    const near = nearestName(name, READERS.keys());
    return fail(
      near === undefined
        ? `a distribution: ${[...READERS.keys()].join(', ')}`
        : `a distribution; did you mean "${near}" instead of "${printable(name, 30)}"?`,
    );
  }
  return reader((match[2] ?? '').split(',').map((part) => part.trim()));
}
