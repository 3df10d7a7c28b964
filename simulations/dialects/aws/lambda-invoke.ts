import { printable } from '../../base/errors';
import type { ByHandFrame, Frame } from '../../lab/frame';
import { answered, isShape, shapeOf, type Shape } from './answer';
import { defineSubcommand, flag, ignored, type Followed, type Plain, type Said } from '../dialect';
import { isBase64, toBase64 } from '../output/base64';
import type { JsonObject } from '../output/yaml';
import { eventsOf, usedMegabytes, type LoggedFunction } from './function-log';
import {
  badParameter,
  clientError,
  FUNCTION_NAME,
  isIntent,
  megabytesOf,
  missing,
  QUALIFIER,
  wantedLambda,
} from './functions';

interface Waiting {
  readonly of: LoggedFunction;
  readonly number: number;
  readonly fromMicros: number;
  readonly tail: boolean;
  readonly shape: { readonly format: Shape['format']; readonly query: string | null };
  readonly shows: boolean;
}

const TYPES = ['RequestResponse', 'Event', 'DryRun'] as const;
const DONE = { StatusCode: 200, ExecutedVersion: '$LATEST' };

/** `aws lambda invoke --function-name NAME OUTFILE` */
export const lambdaInvoke = defineSubcommand({
  id: 'aws lambda invoke',
  words: ['aws', 'lambda', 'invoke'],
  usage:
    'aws lambda invoke --function-name <value> [--invocation-type <value>] [--log-type <value>] [--payload <value>] <outfile>',
  summary: 'Invokes a Lambda function.',
  flags: [
    FUNCTION_NAME,
    flag('payload', 'The JSON that you want to provide to your Lambda function as input.', {
      value: 'value',
    }),
    flag('invocation-type', 'Choose from the following options.', { value: 'value', values: TYPES }),
    flag('log-type', 'Set to Tail to include the execution log in the response.', {
      value: 'value',
      values: ['None', 'Tail'],
    }),
    flag('cli-binary-format', 'The formatting style to be used for binary blobs.', {
      value: 'value',
      values: ['base64', 'raw-in-base64-out'],
    }),
    ignored('client-context', 'Data about the invoking client, base64-encoded.', { value: 'value' }),
    QUALIFIER,
  ],
  examples: [
    'aws lambda invoke --function-name thumb out.json',
    "aws lambda invoke --function-name thumb --payload '{}' --cli-binary-format raw-in-base64-out out.json",
    'aws lambda invoke --function-name thumb --invocation-type Event out.json',
  ],
  operands: () => ['out.json'],
  models:
    'One request to the function, past the gateway; it answers when the function has, cold start included.',
  differs:
    'The payload changes nothing, and the answer is null: functions of this model have no code. The outfile is not kept; /dev/stdout shows the answer. A throttled call is not tried again.',
  run(args, context) {
    const absent = args.value('function-name') === undefined ? ['--function-name'] : [];
    const [outfile, extra] = args.rest;
    const needed = [...absent, ...(outfile === undefined ? ['outfile'] : [])];
    if (needed.length > 0) return missing(needed);
    if (extra !== undefined) return badParameter(`Unknown options: ${printable(extra, 60)}`);
    const shape = shapeOf(args);
    if (!isShape(shape)) return shape;
    const type = args.value('invocation-type') ?? 'RequestResponse';
    const wrong = wrongPayload(args.value('payload'), args.value('cli-binary-format'));
    if (wrong !== null) return wrong;
    const found = wantedLambda(args, context, 'Invoke');
    if (isIntent(found)) return found;
    if (!TYPES.some((known) => known === type))
      return clientError(
        'ValidationException',
        'Invoke',
        `1 validation error detected: Value '${printable(type, 40)}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]`,
      );
    if (type === 'DryRun') return answered(shape, 'Invoke', { StatusCode: 204 });
    const { fields, pool } = found;
    const memoryMb = megabytesOf(fields);
    const usedMb = Math.min(memoryMb, usedMegabytes(pool));
    const waiting = {
      of: { name: fields.id, runtime: fields.runtime, memoryMb, usedMb },
      fromMicros: context.frame.nowMicros,
      tail: args.value('log-type') === 'Tail',
      shape: { ...shape },
      shows: outfile === '/dev/stdout' || outfile === '-',
    };
    return {
      acts: [
        {
          call: { name: 'invoke', args: { function: fields.id } },
          done: ({ subject }) =>
            type === 'Event'
              ? answered(shape, 'Invoke', { StatusCode: 202 })
              : { follow: { ...waiting, number: Number(subject) } },
          refused: () => clientError('TooManyRequestsException', 'Invoke', 'Rate Exceeded.'),
        },
      ],
    };
  },
  follow(state: Plain, frame: Frame): Followed {
    const waiting = state as unknown as Waiting;
    const ended = frame.byHand.find(({ number }) => number === waiting.number);
    if (ended !== undefined) return { ...endOf(ended, waiting, frame), next: null };
    return frame.finished || frame.nowMicros < waiting.fromMicros
      ? {
          next: null,
          err: ['', 'Read timeout on endpoint URL: the run is over before the function answers'],
          exitCode: 255,
        }
      : { next: state };
  },
});

/** The command line takes base64 unless it is told that the payload is plain. */
function wrongPayload(
  payload: string | undefined,
  format: string | undefined,
): ReturnType<typeof badParameter> | null {
  if (payload === undefined || format === 'raw-in-base64-out' || /^fileb?:\/\//.test(payload)) return null;
  if (isBase64(payload)) return null;
  return badParameter(
    `Invalid base64: "${printable(payload, 80)}"`,
    '(version 2 takes base64; plain JSON goes with --cli-binary-format raw-in-base64-out)',
  );
}

function endOf(ended: ByHandFrame, waiting: Waiting, frame: Frame): Said {
  const { shape, of } = waiting;
  if (ended.outcome === 'rejected')
    return clientError('TooManyRequestsException', 'Invoke', 'Rate Exceeded.');
  const answer: JsonObject = {
    StatusCode: DONE.StatusCode,
    ...(ended.outcome === 'answered' ? {} : { FunctionError: 'Unhandled' }),
    ...(waiting.tail && { LogResult: toBase64(logResult(waiting, of, frame)) }),
    ExecutedVersion: DONE.ExecutedVersion,
  };
  const payload = ended.outcome === 'answered' ? 'null' : errorOf(ended);
  const said = answered(shape, 'Invoke', answer);
  return waiting.shows ? { ...said, out: [payload, ...(said.out ?? [])] } : said;
}

const errorOf = ({ outcome, latencyMicros }: ByHandFrame): string =>
  JSON.stringify({
    errorMessage:
      outcome === 'timed-out'
        ? `Task timed out after ${(latencyMicros / 1e6).toFixed(2)} seconds`
        : 'the instance was lost while it served',
  });

/** The last lines of the log that this call has written. */
function logResult({ number, fromMicros }: Waiting, of: LoggedFunction, frame: Frame): string {
  const own = frame.answers.find(
    (answer) =>
      answer.functionId === of.name &&
      answer.number === number &&
      answer.atMicros - answer.tookMicros === fromMicros,
  );
  if (own === undefined) return '';
  return eventsOf(own, of, frame)
    .filter(({ message }) => !message.startsWith('INIT_START'))
    .map(({ message }) => `${message}\n`)
    .join('');
}
