/** Settings of a function that commands take, and the typed commands that they stand for. */
import { flag, ignored, type Act, type Arguments, type Flag } from '../dialect';
import type { FunctionFields } from '../../scenario/schema';
import { megabytesOf } from './functions';

export const SETTINGS: readonly Flag[] = [
  flag(
    'timeout',
    'The amount of time (in seconds) that Lambda allows a function to run before stopping it.',
    { value: 'value' },
  ),
  flag('memory-size', 'The amount of memory available to the function at runtime.', { value: 'value' }),
  flag('runtime', "The identifier of the function's runtime.", { value: 'value' }),
  flag('ephemeral-storage', 'The size of the function’s /tmp directory in MB.', { value: 'value' }),
  flag('environment', 'Environment variables that are accessible from function code during execution.', {
    value: 'value',
  }),
  ignored('handler', 'The name of the method within your code that Lambda calls to run your function.', {
    value: 'value',
  }),
  ignored('role', 'The Amazon Resource Name (ARN) of the function’s execution role.', { value: 'value' }),
  ignored('description', 'A description of the function.', { value: 'value' }),
  ignored('layers', 'A list of function layers to add to the function’s execution environment.', {
    value: 'value',
  }),
];

export const LEFT_OUT: Readonly<Record<string, string>> = {
  'vpc-config': 'puts the function into a network of your own.',
  'dead-letter-config': 'keeps events that could not be processed.',
  'kms-key-arn': 'encrypts the environment variables with a key of yours.',
  'tracing-config': 'records a trace of each call.',
  'snap-start': 'starts instances from a snapshot of an initialized one.',
  'file-system-configs': 'mounts a file system.',
};

/** The time-out, which the model can change at any time. */
export function timeoutActs(args: Arguments, name: string): readonly Act[] {
  const seconds = args.value('timeout');
  if (seconds === undefined) return [];
  return [
    {
      call: { name: 'set', args: { path: `functions.${name}.timeout`, value: `${seconds} s` } },
      done: () => ({}),
    },
  ];
}

/** Why another memory size is not taken; null = it is the present one, or none is asked for. */
export function memoryRefusal(args: Arguments, fields: FunctionFields): readonly string[] | null {
  const wanted = args.value('memory-size');
  const present = megabytesOf(fields);
  if (wanted === undefined || Number(wanted) === present) return null;
  return [
    `--memory-size: not in this model while the run goes on: ${fields.id} has ${present} MB.`,
    'The real one would start new instances with that size, and with processor time in proportion (one vCPU at 1,769 MB). Change functions.' +
      `${fields.id}.memory in the scenario and open it again.`,
  ];
}
