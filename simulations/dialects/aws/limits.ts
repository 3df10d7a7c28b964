/** The provider's limits on the settings of a function, refused in its own words. */
import { printable } from '../../base/errors';
import type { LimitProfile } from '../../profiles/profile';
import type { Arguments, Intent } from '../dialect';
import { badParameter, clientError } from './functions';
import { environmentBytes, longestSeconds, memoryMegabytes, storageMegabytes } from './provider';

interface Range {
  readonly name: string;
  readonly member: string;
  readonly min: number;
  readonly max: number;
}

/** Why the provider refuses these settings, by its profile; null = it takes them. */
export function limitOf(args: Arguments, operation: string, limits: LimitProfile | null): Intent | null {
  const ranges: readonly Range[] = [
    { name: 'timeout', member: 'timeout', min: 1, max: longestSeconds(limits) },
    { name: 'memory-size', member: 'memorySize', ...memoryMegabytes(limits) },
  ];
  for (const range of ranges) {
    const wrong = outside(args.value(range.name), range, operation);
    if (wrong !== null) return wrong;
  }
  return (
    wrongRuntime(args, operation, limits) ??
    wrongStorage(args, operation, limits) ??
    wrongEnvironment(args, operation, limits)
  );
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

function wrongRuntime(args: Arguments, operation: string, limits: LimitProfile | null): Intent | null {
  const runtime = args.value('runtime');
  const known = limits?.runtimes?.identifiers;
  if (runtime === undefined || known === undefined || known.includes(runtime)) return null;
  return clientError(
    'InvalidParameterValueException',
    operation,
    `Value ${printable(runtime, 40)} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [${known.join(', ')}] or be a valid ARN`,
  );
}

/** `Size=1024` or `{"Size": 1024}` */
function wrongStorage(args: Arguments, operation: string, limits: LimitProfile | null): Intent | null {
  const size = /Size"?\s*[=:]\s*(\d{1,9})/.exec(args.value('ephemeral-storage') ?? '')?.[1];
  if (size === undefined) return null;
  const range = { name: 'ephemeral-storage', member: 'ephemeralStorage.size', ...storageMegabytes(limits) };
  return outside(size, range, operation);
}

function wrongEnvironment(args: Arguments, operation: string, limits: LimitProfile | null): Intent | null {
  const written = args.value('environment') ?? '';
  const most = environmentBytes(limits);
  if (written.length <= most) return null;
  return clientError(
    'InvalidParameterValueException',
    operation,
    `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the ${most / 1024}KB limit. String measured: ${printable(written, 40)}`,
  );
}
