/**
 * Words into flags and operands by the rules that Unix tools share: `--name value`, `--name=value`, `-n value`,
 * `-nvalue`, bundled switches, `--` ends the flags. What the words are is found out by parseArgs (the parser of Node in
 * plain JavaScript); what a tool makes of a mistake is its grammar's.
 */
import { takeBack } from './global-name';
import { parseArgs } from '@pkgjs/parseargs';
import { nearestName } from '../base/catalogue';
import type { Arguments, Flag } from './dialect';

takeBack();

/** A mistake in the flags, before a tool words it. `shown` is the flag as typed: `--nmae`, `-z`. */
export type Mistake =
  | { readonly kind: 'unknown'; readonly shown: string; readonly word: string; readonly nearest?: string }
  | { readonly kind: 'ambiguous'; readonly shown: string; readonly could: readonly string[] }
  | { readonly kind: 'needs-value'; readonly shown: string; readonly flag: Flag }
  | { readonly kind: 'takes-no-value'; readonly shown: string; readonly value: string; readonly flag: Flag };

export interface FlagRules {
  readonly stopsAtOperand?: boolean;
  /** `--rep` stands for `--replicas` where only one flag begins so. */
  readonly abbreviates?: boolean;
  /** A switch takes `--name=false`. */
  readonly switchesTakeBooleans?: boolean;
}

type Token =
  | {
      readonly kind: 'option';
      readonly name: string;
      readonly rawName: string;
      readonly index: number;
      readonly value?: string;
      readonly inlineValue?: boolean;
    }
  | { readonly kind: 'positional'; readonly index: number; readonly value: string }
  | { readonly kind: 'option-terminator'; readonly index: number };

/** What the parser makes of the words; it never throws, whatever they are. */
function tokensOf(flags: readonly Flag[], words: readonly string[]): readonly Token[] {
  const options = Object.fromEntries(
    flags.map((f) => [
      f.name,
      {
        type: f.value === undefined ? ('boolean' as const) : ('string' as const),
        ...(shortOf(f) !== undefined && { short: shortOf(f) as string }),
      },
    ]),
  );
  const parsed = parseArgs({
    args: [...words],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return (parsed as unknown as { readonly tokens: readonly Token[] }).tokens;
}

export const shortOf = (f: Flag): string | undefined => f.short ?? (f.name.length === 1 ? f.name : undefined);
export const shownFlag = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`);

/** The words sorted, or the first mistake in them. */
export function readFlags(
  flags: readonly Flag[],
  words: readonly string[],
  rules: FlagRules = {},
): Arguments | Mistake {
  const whole = rules.abbreviates === true ? expandAbbreviations(flags, words) : words;
  if (!Array.isArray(whole)) return whole as Mistake;
  const values = new Map<string, string[]>();
  const rest: string[] = [];
  const list = whole as readonly string[];
  for (const token of withInlineBooleans(flags, tokensOf(flags, list), rules)) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      rest.push(token.value);
      if (rules.stopsAtOperand === true) {
        rest.push(...list.slice(token.index + 1));
        break;
      }
      continue;
    }
    const mistake = takeOption(flags, token, rules, list[token.index] ?? '', values);
    if (mistake !== null) return mistake;
  }
  return argumentsOf(values, rest);
}

/** `-a=false`: the parser sees a switch and letters behind it, pflag a switch and its value. */
function withInlineBooleans(
  flags: readonly Flag[],
  tokens: readonly Token[],
  rules: FlagRules,
): readonly Token[] {
  if (rules.switchesTakeBooleans !== true) return tokens;
  return tokens.flatMap((token, i): readonly Token[] => {
    const at = tokens.findIndex((t) => t.index === token.index && t.kind === 'option' && t.rawName === '-=');
    if (token.kind !== 'option' || at < 0 || i < at - 1) return [token];
    const letters = tokens.slice(at + 1).filter((t) => t.index === token.index);
    const value = letters.map((t) => (t.kind === 'option' ? t.rawName.slice(1) : '')).join('');
    const isSwitch = flags.some((f) => f.name === token.name && f.value === undefined);
    if (i === at - 1 && isSwitch) return [{ ...token, value, inlineValue: true }];
    return i >= at && tokens[at - 1]?.index === token.index ? [] : [token];
  });
}

function takeOption(
  flags: readonly Flag[],
  token: Extract<Token, { readonly kind: 'option' }>,
  rules: FlagRules,
  word: string,
  values: Map<string, string[]>,
): Mistake | null {
  const { name, rawName: shown, value } = token;
  const isLong = shown.startsWith('--');
  const found = flags.find((f) => f.name === name && (isLong ? f.name.length > 1 : shortOf(f) !== undefined));
  if (found === undefined) {
    const names = isLong ? flags.filter((f) => f.name.length > 1).map((f) => f.name) : [];
    const nearest = nearestName(name, names);
    return { kind: 'unknown', shown, word, ...(nearest !== undefined && { nearest: `--${nearest}` }) };
  }
  if (found.value === undefined && value !== undefined) {
    const boolean = rules.switchesTakeBooleans === true && /^(true|false|t|f|1|0)$/i.test(value);
    if (!boolean) return { kind: 'takes-no-value', shown, value, flag: found };
    if (/^(false|f|0)$/i.test(value)) values.delete(found.name);
    else values.set(found.name, ['true']);
    return null;
  }
  if (found.value !== undefined && value === undefined) return { kind: 'needs-value', shown, flag: found };
  values.set(found.name, [...(values.get(found.name) ?? []), value ?? 'true']);
  return null;
}

function argumentsOf(values: ReadonlyMap<string, readonly string[]>, rest: readonly string[]): Arguments {
  return {
    has: (name) => values.has(name),
    value: (name) => values.get(name)?.at(-1),
    all: (name) => values.get(name) ?? [],
    rest,
  };
}

/** Long flags may be cut short as long as only one begins so. */
function expandAbbreviations(flags: readonly Flag[], words: readonly string[]): readonly string[] | Mistake {
  const end = words.indexOf('--');
  const expanded: string[] = [];
  for (const [i, word] of words.entries()) {
    const match = /^--([^=]+)(=.*)?$/s.exec(word);
    const name = match?.[1] ?? '';
    if (match === null || (end >= 0 && i > end) || flags.some((f) => f.name === name)) {
      expanded.push(word);
      continue;
    }
    const could = flags.filter((f) => f.name.length > 1 && f.name.startsWith(name)).map((f) => f.name);
    if (could.length > 1) return { kind: 'ambiguous', shown: `--${name}`, could: could.map((c) => `--${c}`) };
    expanded.push(could[0] === undefined ? word : `--${could[0]}${match[2] ?? ''}`);
  }
  return expanded;
}
