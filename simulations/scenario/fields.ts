/** Fields of a scenario file: zod types that read what people write and give canonical units. */
import * as z from 'zod';
import { printable } from '../base/errors';
import { parseClock, parseQuantity, type QuantityKind } from '../base/quantity';
import { parseDistribution } from '../random/parse-distribution';
import { parseArrivals } from '../workload/parse-arrivals';

/** How a custom check says what it wanted; `read-issues.ts` turns it into an `Issue`. */
export interface Wanted {
  readonly expected: string;
  readonly nearest?: string;
}

const written = z.union([z.string(), z.number()]);

export const quantity = (kind: QuantityKind, min = 0) =>
  written.transform((value, context) => {
    const parsed = parseQuantity(value, kind);
    const wanted = parsed.ok
      ? parsed.value < min
        ? `a ${kind} of at least ${min}`
        : undefined
      : parsed.error;
    if (wanted === undefined && parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', message: 'not a valid value', params: { expected: wanted ?? '' } });
    return z.NEVER;
  });

export const duration = quantity('duration');
export const positiveDuration = quantity('duration', 1);
export const memory = quantity('memory', 1);

export const clock = z.string().transform((value, context) => {
  const parsed = parseClock(value);
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: 'custom', message: 'not a time of day', params: { expected: parsed.error } });
  return z.NEVER;
});

export const distribution = written.transform((value, context) => {
  const parsed = parseDistribution(value);
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: 'custom', message: 'not a distribution', params: { expected: parsed.error } });
  return z.NEVER;
});

export const arrivals = z.unknown().transform((value, context) => {
  const parsed = parseArrivals(value);
  if (parsed.ok) return parsed.value;
  if (typeof value === 'string' && /^\s*[\d.]+ ?\/ ?\w+\s*$/.test(value)) {
    const rate = value.trim();
    context.addIssue({
      code: 'custom',
      message: 'a rate alone does not say how arrivals are spaced',
      params: { expected: `"poisson(${rate})", at random, or "constant(${rate})", evenly` },
    });
    return z.NEVER;
  }
  const { expected, nearest, path } = parsed.error;
  context.addIssue({
    code: 'custom',
    message: 'not an arrival process',
    path: [...path],
    params: { expected, nearest },
  });
  return z.NEVER;
});

/** Ids are lower-case by habit, never only digits (a path may name an element by index or by id), at most 64 long. */
export const id = z.string().check((context) => {
  const text = context.value;
  const fine = /^[^\s.,/\\"'`\u0000-\u001f\u007f]{1,64}$/u.test(text) && !/^\d+$/.test(text);
  if (fine) return;
  context.issues.push({
    code: 'custom',
    input: text,
    message: `"${printable(text, 40)}" is no id`,
    params: { expected: '1 to 64 letters, digits or hyphens, not digits alone' },
  });
});

export const label = z.string().min(1).max(200);

/** A count of things; `"unlimited"` where the schema says so. */
export const limit = z.union([
  z.literal('unlimited').transform(() => Infinity),
  z.number().int().min(0).max(1e9),
]);
export const count = (min: number, max: number) => z.number().int().min(min).max(max);
