/** How a command is defined: one file in this folder and one line in `index.ts`; parsing, spelling and help follow from it. */
import type * as z from 'zod';
import type { Entry } from '../base/catalogue';
import { fail, type LabError, type Outcome } from '../base/errors';
import type { World } from '../world/world';

/** What a command did, in one sentence. */
export interface Done {
  readonly text: string;
  /** The sandbox or request that it made, for what wants to follow it. */
  readonly subject?: string;
}

export type Ran = Outcome<Done, LabError>;

export interface Command<Args = never> extends Entry {
  readonly summary: string;
  /** An invocation in the neutral spelling; it parses and runs in the scenario of the contract test. */
  readonly example: string;
  readonly args: z.ZodType<Args>;
  /** The words after the name, in the order in which people write them. */
  readonly positional: readonly string[];
  /** Arguments that are written `--flag value`: the flag by the argument. Every command may have `--in DEPLOYMENT`. */
  readonly options?: Readonly<Record<string, string>>;
  /** Changes the world. Everything is checked before anything is changed. */
  readonly run: (world: World, args: Args) => Ran;
}

export const defineCommand = <const Id extends string, Args>(
  command: Command<Args> & { readonly id: Id },
): Command<Args> & { readonly id: Id } => command;

/** How the options of a command are written. */
export const optionsOf = (command: Pick<Command, 'options'>): Readonly<Record<string, string>> => ({
  deployment: 'in',
  ...command.options,
});

export const refuse = (
  code: LabError['code'],
  message: string,
  hint?: string,
): { readonly ok: false; readonly error: LabError } =>
  fail({ code, message, ...(hint !== undefined && { hint }) });
