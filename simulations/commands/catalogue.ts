/** All commands, and a call of one as plain data: the one way in for every actor that wants to change a lab. */
import type * as z from 'zod';
import { catalogue, nearestName } from '../base/catalogue';
import { fail, ok, printable, type LabError, type Outcome } from '../base/errors';
import type { World } from '../world/world';
import { optionsOf, type Command, type Ran } from './command';
import * as entries from './index';

type Entries = typeof entries;
/** A typed call: `{ name: 'scale', args: { component: 'web', replicas: 5 } }`. */
export type CommandCall = {
  [K in keyof Entries]: { readonly name: Entries[K]['id']; readonly args: z.output<Entries[K]['args']> };
}[keyof Entries];

/** The types of the entries differ by their arguments, which their own schemas check before `run` sees them. */
type AnyCommand = Omit<Command, 'run' | 'args'> & {
  readonly args: z.ZodType;
  readonly run: (world: World, args: never) => Ran;
};

export const COMMANDS: readonly AnyCommand[] = catalogue<AnyCommand>(entries);
export const commandNamed = (name: string): AnyCommand | undefined =>
  COMMANDS.find((command) => command.id === name);

/** Checks a value from outside (another process, a saved file) to be a call. */
export function readCall(value: unknown): Outcome<CommandCall, LabError> {
  const { name, args } = (typeof value === 'object' && value !== null ? value : {}) as {
    name?: unknown;
    args?: unknown;
  };
  const command = commandNamed(String(name));
  if (command === undefined) {
    const nearest = nearestName(
      String(name),
      COMMANDS.map((c) => c.id),
    );
    return fail({
      code: 'unknown-command',
      message: `no command "${printable(String(name))}"`,
      ...(nearest !== undefined && { hint: `did you mean "${nearest}"?` }),
    });
  }
  const checked = command.args.safeParse(args);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return fail({
      code: 'bad-arguments',
      message: `${command.id}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
      hint: command.example,
    });
  }
  return ok({ name: command.id, args: checked.data } as CommandCall);
}

/** Runs a checked call on a world. */
export function runCall(world: World, call: CommandCall): Ran {
  const command = commandNamed(call.name);
  if (command === undefined) return fail({ code: 'unknown-command', message: call.name });
  return command.run(world, call.args as never);
}

/** The neutral spelling of a call: what the log, the terminal and a saved run show. `parseLine` reads it back. */
export function spell(call: CommandCall): string {
  const command = commandNamed(call.name);
  const args: Readonly<Record<string, unknown>> = call.args;
  const words = (command?.positional ?? []).map((name) => quoted(String(args[name])));
  const options = Object.entries(optionsOf(command ?? {})).flatMap(([name, flag]) =>
    args[name] === undefined ? [] : [`--${flag}`, quoted(String(args[name]))],
  );
  return [call.name, ...words, ...options].join(' ');
}

const quoted = (word: string): string => (/[\s"]/.test(word) || word === '' ? JSON.stringify(word) : word);
