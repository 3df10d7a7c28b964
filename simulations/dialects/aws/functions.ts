/** Functions as the provider describes them, and the provider's own words for what goes wrong. */
import { printable } from '../../base/errors';
import { MIB } from '../../base/quantity';
import type { Frame } from '../../lab/frame';
import { isoOf } from '../../lab/machines';
import type { FunctionFields } from '../../scenario/schema';
import { technologyOf, type TechnologyId } from '../../technologies/catalogue';
import type { PoolModel } from '../../world/model';
import type { LimitProfile } from '../../profiles/profile';
import { longestSeconds, providerLimits, storageMegabytes } from './provider';
import { error, flag, ignored, type Arguments, type Context, type Flag, type Intent } from '../dialect';
import { longId } from '../objects';
import type { JsonObject } from '../output/yaml';

/** The account and region of the provider's own examples. */
const ACCOUNT = '123456789012';
export const regionOf = (args: Arguments): string => args.value('region') ?? 'us-east-1';
export const arnOf = (name: string, args: Arguments): string =>
  `arn:aws:lambda:${regionOf(args)}:${ACCOUNT}:function:${name}`;

/** A function of the scenario, and how it is deployed; null = it is not. */
export interface Lambda {
  readonly fields: FunctionFields;
  readonly pool: PoolModel | null;
  readonly deployment: string | null;
  /** What its provider allows. */
  readonly limits: LimitProfile | null;
}

export function lambdasOf({ world, scenario }: Pick<Context, 'world' | 'scenario'>): readonly Lambda[] {
  const limits = providerLimits({ world });
  return scenario.functions.map((fields) => {
    const pool = world.model.pools.find(
      (p) => p.functionId === fields.id && world.pools[p.index]?.removed !== true,
    );
    const deployment = pool === undefined ? undefined : world.model.deployments[pool.deployment]?.id;
    return { fields, pool: pool ?? null, deployment: deployment ?? null, limits };
  });
}

/** A deployment to which functions may be added. */
export const platformOf = ({ scenario }: Pick<Context, 'scenario'>): string | null =>
  scenario.deployments.find((d) => technologyOf(d.technology as TechnologyId).perRequest)?.id ?? null;

export const functionNames = (frame: Frame): readonly string[] => [
  ...new Set(
    frame.deployments
      .filter((d) => technologyOf(d.technology).perRequest)
      .flatMap((d) => d.components.filter((c) => c.removed !== true).map((c) => c.functionId ?? c.id)),
  ),
];

export const FUNCTION_NAME: Flag = flag('function-name', 'The name or ARN of the Lambda function.', {
  value: 'value',
  names: functionNames,
});
export const QUALIFIER: Flag = ignored('qualifier', 'Specify a version or alias.', { value: 'value' });

/** `An error occurred (X) when calling the Y operation: …`, exit code 254. */
export const clientError = (
  code: string,
  operation: string,
  message: string,
  ...more: readonly string[]
): Intent =>
  error(254, '', `An error occurred (${code}) when calling the ${operation} operation: ${message}`, ...more);

const USAGE = [
  '',
  'usage: aws [options] <command> <subcommand> [<subcommand> ...] [parameters]',
  'To see help text, you can run:',
  '',
  '  aws help',
  '  aws <command> help',
  '  aws <command> <subcommand> help',
  '',
];
/** Mistakes that the command line finds by itself, exit code 252. */
export const usageError = (...lines: readonly string[]): Intent => error(252, ...USAGE, ...lines);
export const missing = (names: readonly string[]): Intent =>
  usageError(`aws: error: the following arguments are required: ${names.join(', ')}`);
export const badParameter = (...lines: readonly string[]): Intent => error(252, '', ...lines);

/** `thumb`, its ARN, `123456789012:function:thumb`, `thumb:$LATEST`. */
export const plainName = (given: string): string => {
  const parts = given.split(':');
  const at = parts.indexOf('function');
  return (at >= 0 ? parts[at + 1] : parts[0]) ?? given;
};

/** The function that is meant, or the provider's answer where there is none. */
export function wantedLambda(
  args: Arguments,
  context: Context,
  operation: string,
): (Lambda & { readonly pool: PoolModel; readonly deployment: string }) | Intent {
  const given = args.value('function-name');
  if (given === undefined) return missing(['--function-name']);
  const [extra] = args.rest;
  if (extra !== undefined && operation !== 'Invoke')
    return usageError(`Unknown options: ${printable(args.rest.join(', '), 80)}`);
  const name = plainName(given);
  const found = lambdasOf(context).find(({ fields }) => fields.id === name);
  if (found === undefined || found.pool === null || found.deployment === null)
    return clientError(
      'ResourceNotFoundException',
      operation,
      `Function not found: ${arnOf(printable(name, 80), args)}${operation === 'Invoke' ? ':$LATEST' : ''}`,
    );
  return { ...found, pool: found.pool, deployment: found.deployment };
}

export const isIntent = (value: object): value is Intent => 'exitCode' in value;

/** Without a time-out of its own it may take as long as the provider lets any. */
const secondsOf = ({ fields: { timeout }, limits }: Lambda): number =>
  timeout === undefined ? longestSeconds(limits) : Math.max(1, Math.ceil(timeout / 1e6));
export const megabytesOf = ({ memory }: FunctionFields): number => Math.round(memory / MIB);

/** `2026-03-02T09:00:00.000+0000` */
export const stampOf = (frame: Frame, atMicros: number): string =>
  isoOf(frame, atMicros, 3).replace('Z', '+0000');

export function configurationOf(lambda: Lambda, args: Arguments, frame: Frame): JsonObject {
  const { fields, limits } = lambda;
  const name = fields.id;
  return {
    FunctionName: name,
    FunctionArn: arnOf(name, args),
    Runtime: fields.runtime,
    Role: `arn:aws:iam::${ACCOUNT}:role/lambda-execution`,
    Handler: 'index.handler',
    CodeSize: Math.round(fields.package ?? 0),
    Description: fields.label ?? '',
    Timeout: secondsOf(lambda),
    MemorySize: megabytesOf(fields),
    LastModified: stampOf(frame, 0),
    CodeSha256: `${longId(`code/${name}`).slice(0, 43)}=`,
    Version: '$LATEST',
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: uuidOf(`revision/${name}`),
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: storageMegabytes(limits).min },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
  };
}

export function uuidOf(name: string): string {
  const hex = longId(name);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The whole number that a flag gives, at least `least`; otherwise what the tool or the service says. */
export function wholeNumber(
  args: Arguments,
  flag: string,
  operation: string,
  least: number,
): number | Intent {
  const written = args.value(flag) ?? '';
  if (!/^-?\d{1,9}$/.test(written))
    return badParameter(
      `aws: error: argument --${flag}: invalid literal for int() with base 10: '${printable(written, 30)}'`,
    );
  const wanted = Number(written);
  if (wanted >= least) return wanted;
  const member = flag.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return clientError(
    'ValidationException',
    operation,
    `1 validation error detected: Value '${wanted}' at '${member}' failed to satisfy constraint: Member must have value greater than or equal to ${least}`,
  );
}
