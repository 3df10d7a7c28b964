/** The provider's limits on the settings of a function, refused in its own words. */
import { printable } from '../../base/errors';
import type { Arguments, Intent } from '../dialect';
import { badParameter, clientError, LONGEST_SECONDS, MEMORY_MB } from './functions';

/** Largest environment in KB, and size of local storage in MB (facts faas.lambda.misc, faas.lambda.tmp). */
const ENVIRONMENT_KB = 4;
const STORAGE_MB = { min: 512, max: 10_240 } as const;
const RUNTIMES =
  /^(nodejs(18|20|22|24)\.x|python3\.(9|1[0-4])|java(8\.al2|11|17|21|25)|dotnet(6|8|10)|ruby3\.[2-4]|provided\.al2(023)?)$/;

interface Range {
  readonly name: string;
  readonly member: string;
  readonly min: number;
  readonly max: number;
}

const RANGES: readonly Range[] = [
  { name: 'timeout', member: 'timeout', min: 1, max: LONGEST_SECONDS },
  { name: 'memory-size', member: 'memorySize', min: MEMORY_MB.min, max: MEMORY_MB.max },
];

/** Why the provider refuses these settings; null = it takes them. */
export function limitOf(args: Arguments, operation: string): Intent | null {
  for (const range of RANGES) {
    const wrong = outside(args.value(range.name), range, operation);
    if (wrong !== null) return wrong;
  }
  return wrongRuntime(args, operation) ?? wrongStorage(args, operation) ?? wrongEnvironment(args, operation);
}

function outside(
  written: string | undefined,
  { name, member, min, max }: Range,
  operation: string,
): Intent | null {
  if (written === undefined) return null;
  if (!/^-?\d{1,9}$/.test(written))
    return badParameter(
      `aws: error: argument --${name}: invalid literal for int() with base 10: '${printable(written, 30)}'`,
    );
  const value = Number(written);
  if (value >= min && value <= max) return null;
  return constraint(
    operation,
    written,
    member,
    value < min
      ? `Member must have value greater than or equal to ${min}`
      : `Member must have value less than or equal to ${max}`,
  );
}

const constraint = (operation: string, value: string, member: string, rule: string): Intent =>
  clientError(
    operation === 'CreateFunction' || operation === 'UpdateFunctionConfiguration'
      ? 'ValidationException'
      : 'InvalidParameterValueException',
    operation,
    `1 validation error detected: Value '${printable(value, 60)}' at '${member}' failed to satisfy constraint: ${rule}`,
  );

function wrongRuntime(args: Arguments, operation: string): Intent | null {
  const runtime = args.value('runtime');
  if (runtime === undefined || RUNTIMES.test(runtime)) return null;
  return clientError(
    'InvalidParameterValueException',
    operation,
    `Value ${printable(runtime, 40)} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs24.x, nodejs22.x, nodejs20.x, python3.14, python3.13, java25, java21, dotnet8, ruby3.4, provided.al2023] or be a valid ARN`,
  );
}

/** `Size=1024` or `{"Size": 1024}` */
function wrongStorage(args: Arguments, operation: string): Intent | null {
  const size = /Size"?\s*[=:]\s*(\d{1,9})/.exec(args.value('ephemeral-storage') ?? '')?.[1];
  if (size === undefined) return null;
  const { min, max } = STORAGE_MB;
  return outside(size, { name: 'ephemeral-storage', member: 'ephemeralStorage.size', min, max }, operation);
}

function wrongEnvironment(args: Arguments, operation: string): Intent | null {
  const written = args.value('environment') ?? '';
  if (written.length <= ENVIRONMENT_KB * 1024) return null;
  return clientError(
    'InvalidParameterValueException',
    operation,
    `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the ${ENVIRONMENT_KB}KB limit. String measured: ${printable(written, 40)}`,
  );
}
