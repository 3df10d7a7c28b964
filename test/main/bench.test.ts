import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../helpers/scenarios';

interface BenchDocument {
  readonly partial: unknown;
  readonly rounds: number;
  readonly cases: readonly {
    readonly id: string;
    readonly nanosPerItem: number;
    readonly rounds: readonly number[];
    readonly yardsticks: readonly { readonly nanosPerItem: number; readonly ratio: number }[];
    readonly target: { readonly wanted: number; readonly found: number; readonly met: boolean } | null;
    readonly check: { readonly ok: boolean };
  }[];
}

const bench = (...args: string[]): { code: number | null; out: string; err: string } => {
  const program = path.join(root, 'out/cli/strata.mjs');
  const done = spawnSync(process.execPath, [program, 'bench', ...args], { encoding: 'utf8' });
  return { code: done.status, out: done.stdout, err: done.stderr };
};

describe('strata bench', () => {
  it('gives medians with yardsticks measured beside them, and says whether the target is met', () => {
    const { code, out } = bench('--json', '--only', 'queue', '--rounds', '1');
    const document = JSON.parse(out) as BenchDocument;
    expect([code, document.partial, document.rounds]).toEqual([0, null, 1]);
    const [queue] = document.cases;
    expect(document.cases.map((one) => one.id)).toEqual(['queue']);
    expect(queue?.check.ok).toBe(true);
    expect(queue?.rounds).toHaveLength(1);
    expect(queue?.nanosPerItem).toBe(queue?.rounds[0]);
    for (const { nanosPerItem, ratio } of queue?.yardsticks ?? [])
      expect(ratio).toBeCloseTo(nanosPerItem / (queue?.nanosPerItem ?? NaN), 9);
    expect(queue?.target?.met).toBe((queue?.target?.found ?? NaN) >= (queue?.target?.wanted ?? NaN));
  });

  it('refuses a case that does not exist, with the nearest', () => {
    const { code, out, err } = bench('--only', 'queues');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('did you mean "queue"?');
  });
});
