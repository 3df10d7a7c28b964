/** What the worker accepts: every message is checked in full before anything is done with it. */
import * as z from 'zod';
import type { ToWorker } from './protocol';

const lab = z.string().min(1).max(100);
const request = z.number().int().positive();
const micros = z.number().min(0).max(1e16);
const speed = z.number().positive().max(1e9);

const schema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('open'),
    lab,
    request,
    name: z.string().max(1000),
    text: z.string(),
    overrides: z.array(z.tuple([z.string(), z.string()])).max(1000),
    seed: z.number().int().optional(),
    startAt: z.string().max(100).optional(),
    goesOn: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('close'), lab }),
  z.strictObject({
    type: z.literal('play'),
    lab,
    speed,
    untilMicros: micros.optional(),
    slowAtEvents: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('pause'), lab }),
  z.strictObject({
    type: z.literal('step'),
    lab,
    size: z.enum(['event', 'interesting', 'fixed']),
    direction: z.union([z.literal(1), z.literal(-1)]),
  }),
  z.strictObject({ type: z.literal('seek'), lab, toMicros: micros }),
  // What a command is, the command's own schema says: the worker reads it with `readCall`.
  z.strictObject({ type: z.literal('execute'), lab, request, command: z.unknown() }),
  z.strictObject({
    type: z.literal('type'),
    lab,
    request,
    shell: z.strictObject({
      places: z
        .array(z.strictObject({ kind: z.enum(['desk', 'host', 'vm', 'container']), id: z.string().max(200) }))
        .min(1)
        .max(20),
      status: z.number().int(),
      joins: z.enum([';', '&&', '||']).optional(),
    }),
    line: z.string().max(10_000),
  }),
  z.strictObject({ type: z.literal('result'), lab, request }),
  z.strictObject({ type: z.literal('take-back'), lab, request }),
  z.strictObject({ type: z.literal('fork'), lab, request, as: lab }),
  z.strictObject({ type: z.literal('swap'), lab, request, with: lab }),
  z.strictObject({ type: z.literal('peek'), lab, request, atMicros: micros }),
  z.strictObject({
    type: z.literal('trace'),
    lab,
    request,
    workload: z.number().int().min(0).max(100_000),
    number: z.number().int().min(0),
  }),
  z.strictObject({ type: z.literal('series'), lab, request, points: z.number().int().min(1).max(1000) }),
  z.strictObject({ type: z.literal('difference'), lab, request, other: lab }),
  z.strictObject({
    type: z.literal('sweep'),
    lab,
    request,
    text: z.string(),
    overrides: z.array(z.tuple([z.string(), z.string()])).max(1000),
    path: z.string().max(1000),
    values: z.array(z.string().max(1000)).min(1).max(200),
    replications: z.number().int().min(1).max(1000),
    seed: z.number().int(),
  }),
]);

/** The message, or in words what is wrong with it. */
export function readMessage(value: unknown): ToWorker | string {
  const read = schema.safeParse(value);
  if (read.success) return read.data as ToWorker;
  const [issue] = read.error.issues;
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a message'}`;
}

/** The lab and request that a malformed message may still name, so that its sender hears of it. */
export function returnAddress(value: unknown): { readonly lab: string; readonly request: number } | null {
  const read = z.looseObject({ lab, request }).safeParse(value);
  return read.success ? { lab: read.data.lab, request: read.data.request } : null;
}
