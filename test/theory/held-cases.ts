/** The cases of the registry one by one, each against its reference and against what docs/validity.md says of it. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../helpers/scenarios';
import { judge, type ValidityCase, type Verdict } from './case';
import { OURS, rowOf, VERDICT } from './document';

/** The rows of the page, cell by cell. */
export const writtenRows: readonly (readonly string[])[] = fs
  .readFileSync(path.join(root, 'docs/validity.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );

/** All cells but our own figure: that one moves with every change of the draws. */
const withoutOurs = (cells: readonly string[]): string => cells.filter((_, i) => i !== OURS).join(' | ');
/** References that are simulated themselves are the same on every machine, but for the last digit of the logarithm. */
const isSimulated = (source: string): boolean => source.startsWith('test/theory/');

export function holdAgainstReferences(cases: readonly ValidityCase[]): void {
  it.each(cases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    const verdict: Verdict = judge(one);
    const { mean, halfWidth95 } = verdict.ours;
    const said = `${one.model}: ${mean} ± ${halfWidth95}, reference ${verdict.low} to ${verdict.high}`;
    expect(verdict.decides, `${said}: the interval is too wide to decide`).toBe(true);
    // A miss that is said in the table stays a miss until somebody mends the model and takes the word back.
    expect(verdict.agrees, said).toBe(one.misses === undefined);
    const row = withoutOurs(rowOf(one, verdict));
    const written = writtenRows.find((cells) => cells[0] === rowOf(one, verdict)[0]) ?? [];
    if (isSimulated(one.source)) expect(written[VERDICT]).toBe(rowOf(one, verdict)[VERDICT]);
    else expect(withoutOurs(written), 'docs/validity.md is out of date: npm run validity').toBe(row);
  });
}
