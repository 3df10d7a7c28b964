/** `strata bench`: how fast the engine is on this machine, each figure beside a yardstick and with a check of its result. */
import os from 'node:os';
import { ENGINE_VERSION, formatBytes, formatNumber, nearestName } from '../../simulations';
import { readCount } from './arguments';
import { BENCH_CASES } from './bench/cases';
import type { BenchCase } from './bench/measure';
import { watchInterrupts } from './interrupts';
import { BAD_INPUT, DONE, FAILED, Stop, table, writeError, writeOut } from './output';

export interface BenchFlags {
  readonly json?: boolean;
  readonly full?: boolean;
  readonly rounds: string;
  readonly only?: string;
  readonly c: boolean;
}

/** Requests of the largest run of the growth case. */
const LARGEST = 10_000_000;
const LARGEST_IN_FULL = 100_000_000;

export async function benchCommand(flags: BenchFlags): Promise<number> {
  const rounds = readCount('--rounds', flags.rounds, 1, 1000);
  const chosen = chosenCases(flags.only);
  const interrupted = watchInterrupts();
  const cases: BenchCase[] = [];
  for (const { id, run } of chosen) {
    if (interrupted.now) break;
    writeError(`${id}…`);
    const done = await run({
      rounds,
      largest: flags.full === true ? LARGEST_IN_FULL : LARGEST,
      usesCompiler: flags.c,
      interrupted,
    });
    if (done !== undefined) cases.push(done);
  }
  if (cases.length === 0) throw new Stop(FAILED, 'interrupted before the first case was done');
  const document = {
    engine: ENGINE_VERSION,
    runtime: `Node ${process.versions.node}, V8 ${process.versions.v8}`,
    machine: `${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.cpus().length} cores, ${os.platform()} ${os.arch()}`,
    rounds,
    partial: interrupted.now ? { reason: 'interrupted' } : null,
    cases,
  };
  writeOut(flags.json === true ? JSON.stringify(document, null, 2) : textOf(document));
  return cases.every((one) => one.check.ok) ? DONE : FAILED;
}

function chosenCases(only: string | undefined): typeof BENCH_CASES {
  if (only === undefined) return BENCH_CASES;
  const ids = BENCH_CASES.map(({ id }) => id);
  return only.split(',').map((id) => {
    const found = BENCH_CASES.find((one) => one.id === id);
    if (found !== undefined) return found;
    const nearest = nearestName(id, ids);
    throw new Stop(
      BAD_INPUT,
      `--only: expected one of ${ids.join(', ')}, found "${id.slice(0, 80)}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
    );
  });
}

function textOf(document: {
  readonly engine: string;
  readonly runtime: string;
  readonly machine: string;
  readonly rounds: number;
  readonly partial: { readonly reason: string } | null;
  readonly cases: readonly BenchCase[];
}): string {
  const head = [
    `engine ${document.engine}, ${document.runtime}`,
    document.machine,
    `processor time, medians of ${document.rounds} rounds; the engine and its yardsticks take turns`,
  ];
  if (document.partial !== null) head.push(`PARTIAL: ${document.partial.reason}`);
  return [...head, '', ...document.cases.map(caseText)].join('\n');
}

function caseText(one: BenchCase): string {
  const lines = [
    one.title,
    `  ${formatNumber(one.nanosPerItem)} ns ${one.item === 'event' ? 'an' : 'a'} ${one.item}, ${formatNumber(one.perSecond / 1e6)} million a second (${one.rounds.map((nanos) => formatNumber(nanos)).join(', ')})`,
    ...one.yardsticks.map(
      (other) =>
        `  ${other.name}: ${formatNumber(other.nanosPerItem)} ns; ratio ${formatNumber(other.ratio)}`,
    ),
  ];
  if (one.target !== null)
    lines.push(
      `  target: ${one.target.text}: ${one.target.met ? 'met' : 'MISSED'} (${formatNumber(one.target.found)})`,
    );
  lines.push(`  result: ${one.check.ok ? `sound (${one.check.detail})` : `WRONG: ${one.check.detail}`}`);
  if (one.sizes !== undefined) lines.push(sizesText(one));
  return `${lines.join('\n')}\n`;
}

function sizesText({ sizes = [], item }: BenchCase): string {
  const rows = sizes.map((row) => [
    row.size.toLocaleString('en'),
    formatNumber(row.nanosPerItem),
    formatBytes(row.peakBytes),
    formatNumber(row.buildMs),
    formatNumber(row.resultMs),
  ]);
  return table([
    ['  size', `ns per ${item}`, 'memory', 'build ms', 'result ms'],
    ...rows.map(([a, ...rest]) => [`  ${a}`, ...rest]),
  ]);
}
