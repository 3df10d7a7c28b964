/**
 * The two kinds of failure. A person's mistake is data (`Issue`, `LabError`): it crosses worker and process
 * boundaries and is shown. A broken promise of our own is `invariant`: it stops the run, loudly.
 */

/** One located mistake in something a person wrote. `path` is dotted (`functions.0.keepAlive`), '' = the whole. */
export interface Issue {
  readonly path: string;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  /** The nearest valid name, where a name was misspelt. */
  readonly nearest?: string;
  /** 1-based position in the file, where it is known. */
  readonly line?: number;
  readonly column?: number;
}

/** A command or request that cannot be done, with what can be done instead. */
export interface LabError {
  readonly code: 'unknown-command' | 'bad-arguments' | 'not-found' | 'not-possible' | 'no-room' | 'limit';
  readonly message: string;
  readonly hint?: string;
}

export type Outcome<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const fail = <E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error });

/** Thrown by `invariant` only: a promise of the program itself does not hold. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

export function invariant(condition: unknown, promise: string): asserts condition {
  if (!condition) throw new InvariantError(`broken promise: ${promise}`);
}

/** For the `default` of an exhaustive switch: does not compile when a case is missing. */
export function unreachable(value: never): never {
  throw new InvariantError(`unexpected case: ${String(value)}`);
}

/** Makes control characters visible, so that text from a file cannot steer a terminal. Cuts long text. */
export function printable(text: string, limit = 80): string {
  const shown = text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
  return shown.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (c) => {
    const code = c.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** `file:line:column: path: message` as one line; absent parts are left out. */
export function describeIssue(issue: Issue, file = ''): string {
  const place = issue.line === undefined ? '' : `:${issue.line}:${issue.column ?? 1}`;
  const where = [file === '' && place === '' ? '' : `${file}${place}`, issue.path].filter(
    (part) => part !== '',
  );
  const expected = issue.expected === undefined ? '' : `; expected ${issue.expected}`;
  const found = issue.found === undefined ? '' : `, found ${issue.found}`;
  const nearest = issue.nearest === undefined ? '' : `; did you mean "${issue.nearest}"?`;
  return [...where, `${issue.message}${expected}${found}${nearest}`].join(': ');
}
