import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../helpers/scenarios';
import { judge, type Verdict } from './case';
import { CASES, OURS, rowOf, VERDICT } from './document';

const document = fs.readFileSync(path.join(root, 'docs/validity.md'), 'utf8');
const rows = document
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

describe('the models agree with what they are held against', () => {
  it('has a name of its own for every case', () => {
    expect(new Set(CASES.map((one) => one.id)).size).toBe(CASES.length);
    // A row of the page is found by what it says of the model.
    expect(new Set(CASES.map((one) => one.model)).size).toBe(CASES.length);
  });

  it.each(CASES.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    const verdict: Verdict = judge(one);
    const { mean, halfWidth95 } = verdict.ours;
    const said = `${one.model}: ${mean} ± ${halfWidth95}, reference ${verdict.low} to ${verdict.high}`;
    expect(verdict.decides, `${said}: the interval is too wide to decide`).toBe(true);
    // A miss that is said in the table stays a miss until somebody mends the model and takes the word back.
    expect(verdict.agrees, said).toBe(one.misses === undefined);
    const row = withoutOurs(rowOf(one, verdict));
    const written = rows.find((cells) => cells[0] === rowOf(one, verdict)[0]) ?? [];
    if (isSimulated(one.source)) expect(written[VERDICT]).toBe(rowOf(one, verdict)[VERDICT]);
    else expect(withoutOurs(written), 'docs/validity.md is out of date: npm run validity').toBe(row);
  });

  it('has no row in docs/validity.md that no case stands behind', () => {
    const known = new Set(['model', ...CASES.map((one) => one.model.replaceAll('|', '/'))]);
    const strangers = rows.filter(([model = '']) => !known.has(model) && !/^-+$/.test(model));
    expect(strangers).toEqual([]);
  });
});
