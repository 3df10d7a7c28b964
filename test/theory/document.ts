/** docs/validity.md from the registry. */
import { formatNumber } from '../../simulations';
import { GROUPS, judge, type ValidityCase, type Verdict } from './case';
import * as registry from './registry';

export const CASES: readonly ValidityCase[] = Object.values(registry).flat();
/** Half of the work of all; a test file of its own. */
export const LONGEST: readonly ValidityCase[] = [
  ...registry.queues,
  ...registry.publishedFunction,
  ...registry.plainFunction,
];

const INTRODUCTION = `# Validity

What the models agree with, and where they do not. This page is generated: \`npm run validity\` runs every case of
\`test/theory/registry/\` anew and writes it; \`test/theory/validity.test.ts\` runs them with every \`npm test\`.

Ours is the mean over independent seeds with the half width of its 95 % confidence interval. A case agrees when it lies
within two half widths (about four standard errors) of the reference, plus the tolerance that the table states: 0 for closed
forms, more where the reference itself is one measurement or is given in few digits.
`;

const number = (value: number): string => formatNumber(value, 4);

function referenceText(one: ValidityCase, verdict: Verdict): string {
  const value =
    verdict.low === verdict.high ? number(verdict.low) : `${number(verdict.low)} to ${number(verdict.high)}`;
  return `${value}${one.unit === '' ? '' : ` ${one.unit}`}`;
}

/** Where our own figure and the verdict stand in a row. */
export const OURS = 4;
export const VERDICT = 6;

/** The cells of a row. */
export function rowOf(one: ValidityCase, verdict: Verdict): readonly string[] {
  const { mean, halfWidth95 } = verdict.ours;
  const own = `${number(mean)}${halfWidth95 === null || halfWidth95 === 0 ? '' : ` ± ${formatNumber(halfWidth95, 2)}`}`;
  const word = verdict.agrees ? 'agrees' : 'misses';
  return [
    one.model,
    one.reference,
    one.source,
    referenceText(one, verdict),
    own,
    one.tolerance === 0 ? '0' : `${formatNumber(one.tolerance * 100)} %`,
    one.misses === undefined ? word : `${word}: ${one.misses}`,
  ].map((cell) => cell.replaceAll('|', '/'));
}

const HEAD = ['model', 'reference', 'source', 'value', 'ours', 'tolerance', 'verdict'];
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export function validityDocument(): string {
  const judged = CASES.map((one) => ({ one, verdict: judge(one) }));
  const sections = GROUPS.flatMap((group) => {
    const rows = judged.filter(({ one }) => one.group === group);
    if (rows.length === 0) return [];
    return [
      `## ${group}\n`,
      line(HEAD),
      line(HEAD.map(() => '---')),
      ...rows.map(({ one, verdict }) => line(rowOf(one, verdict))),
      '',
    ];
  });
  const misses = judged.filter(({ verdict }) => !verdict.agrees).length;
  const total = `${judged.length} cases: ${judged.length - misses} agree, ${misses === 0 ? 'none misses' : misses === 1 ? 'one misses' : `${misses} miss`}.\n`;
  return [INTRODUCTION, total, ...sections].join('\n');
}
