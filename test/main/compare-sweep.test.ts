import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comparison, MergedResult, SweepDocument } from '../../simulations';
import { root } from '../helpers/scenarios';

const program = path.join(root, 'out/cli/strata.mjs');
const reference = path.join(root, 'assets/scenarios/reference/faas-keep-alive.scenario.json');
let folder = '';

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-experiments-'));
  const text = fs.readFileSync(reference, 'utf8');
  fs.writeFileSync(path.join(folder, 'long.json'), text);
  fs.writeFileSync(path.join(folder, 'short.json'), text.replace('"600 s"', '"60 s"'));
  fs.writeFileSync(path.join(folder, 'busy.json'), text.replace('0.9/s', '1.8/s'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function strata(...args: readonly string[]): { code: number | null; out: string; err: string } {
  const done = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', cwd: folder });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

const short = ['--duration', '2 h'];

describe('strata compare', () => {
  it('pairs files on the same arrivals, with intervals of the differences', () => {
    const { code, out } = strata('compare', 'long.json', 'short.json', ...short, '--json');
    const comparison = JSON.parse(out) as Comparison;
    expect([code, comparison.replications, comparison.sameWorkload]).toEqual([0, 10, true]);
    expect(comparison.variants.map((variant) => variant.id)).toEqual(['long.json', 'short.json']);
    const figure = (name: string): Comparison['figures'][number] | undefined =>
      comparison.figures.find((f) => f.path === name);
    expect(figure('requests.arrived')?.differences[1]).toMatchObject({
      mean: 0,
      halfWidth95: 0,
      clear: false,
    });
    const cold = figure('functions.function.coldStarts');
    expect(cold?.differences[1]).toMatchObject({ n: 10, clear: true });
    expect(cold?.differences[1]?.mean).toBeCloseTo(
      (cold?.values[1]?.mean ?? 0) - (cold?.values[0]?.mean ?? 0),
      9,
    );
  });

  it('runs replication k with the seed that run gives it', () => {
    const args = [...short, '--replications', '3', '--seed', '9', '--json'];
    const comparison = JSON.parse(strata('compare', 'long.json', 'short.json', ...args).out) as Comparison;
    const alone = JSON.parse(strata('run', 'short.json', ...args).out) as MergedResult;
    expect(comparison.variants[1]?.digest).toEqual(alone.digest);
    expect(comparison.seed).toBe(9);
  });

  it('compares the deployments of one file', () => {
    const args = ['compare', 'three-ways', '--duration', '30 s', '--replications', '2'];
    const comparison = JSON.parse(strata(...args, '--json').out) as Comparison;
    expect(comparison.variants.map((variant) => variant.deployment)).toEqual([
      'vms',
      'containers',
      'functions',
    ]);
    const { out, err } = strata(...args);
    expect(out).toContain('containers - vms');
    expect(out).toMatch(/requests\.latencyMs\.mean .* \*/);
    expect(err).toContain('replication 2 of 2');
  });

  it('applies settings to every file and warns when the workloads differ', () => {
    const set = ['--set', 'functions.0.keepAlive=1 s', '--replications', '2', ...short];
    const comparison = JSON.parse(
      strata('compare', 'long.json', 'short.json', ...set, '--json').out,
    ) as Comparison;
    expect(comparison.variants[0]?.digest).toEqual(comparison.variants[1]?.digest);
    const differing = strata('compare', 'long.json', 'busy.json', ...set);
    expect(differing.code).toBe(0);
    expect(differing.err).toContain('warning: the workloads');
  });
});

const axes = [
  '--vary',
  'functions.0.keepAlive=1min..3min:1min',
  '--vary',
  'workloads.0.arrivals=poisson(0.5/s),poisson(1/s)',
];
const sweep = ['sweep', 'long.json', ...axes, '--replications', '2', '--duration', '30 min'];

describe('strata sweep', () => {
  it('gives the same for any number of jobs, and each point is what run gives', () => {
    const one = strata(...sweep, '--jobs', '1', '--json');
    const three = strata(...sweep, '--jobs', '3', '--json');
    expect([one.code, three.code]).toEqual([0, 0]);
    expect(three.out).toBe(one.out);
    const document = JSON.parse(one.out) as SweepDocument;
    expect(document.points).toHaveLength(6);
    const point = document.points[3];
    expect(point?.values).toEqual({
      'functions.0.keepAlive': '2 min',
      'workloads.0.arrivals': 'poisson(1/s)',
    });
    const set = ['--set', 'functions.0.keepAlive=2 min', '--set', 'workloads.0.arrivals=poisson(1/s)'];
    const alone = JSON.parse(
      strata('run', 'long.json', ...set, '--duration', '30 min', '--replications', '2', '--json').out,
    ) as MergedResult;
    expect(point?.result.digest).toEqual(alone.digest);
    expect(point?.result.requests).toEqual(alone.requests);
  });

  it('prints a table, progress on stderr', () => {
    const { code, out, err } = strata(...sweep);
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(4 + 6);
    expect(out).toContain('P(cold)');
    expect(err).toContain('12 of 12 runs');
  });

  it('saves every run and continues where it was cut off, to the same bytes', () => {
    const file = path.join(folder, 'whole.jsonl');
    expect(strata(...sweep, '--jobs', '1', '--out', file).code).toBe(0);
    const whole = fs.readFileSync(file, 'utf8');
    expect(whole.trimEnd().split('\n')).toHaveLength(13);
    const torn = path.join(folder, 'torn.jsonl');
    for (const share of [0.01, 0.3, 0.71, 0.999]) {
      fs.writeFileSync(torn, whole.slice(0, Math.floor(whole.length * share)));
      const { code, out } = strata(...sweep, '--jobs', '2', '--out', torn);
      expect([code, out]).toEqual([0, `${torn}: 12 runs, complete\n`]);
      expect(fs.readFileSync(torn, 'utf8')).toBe(whole);
    }
    const again = strata(...sweep, '--out', file, '--json');
    expect(again.err).toContain('12 of 12 runs are done already');
    expect(again.out).toBe(strata(...sweep, '--json').out);
  });

  it('refuses a file of another plan, of something else, and one that another sweep writes; it stays as it was', () => {
    const file = path.join(folder, 'other.jsonl');
    strata(...sweep, '--out', file);
    const before = fs.readFileSync(file);
    const other = strata(...sweep, '--seed', '2', '--out', file);
    expect([other.code, other.out]).toEqual([2, '']);
    expect(other.err).toContain('its seed is 1, this one has 2');
    fs.writeFileSync(path.join(folder, '.other.jsonl.lock'), String(process.pid));
    expect(strata(...sweep, '--out', file).err).toContain(`process ${process.pid}`);
    fs.rmSync(path.join(folder, '.other.jsonl.lock'));
    expect(fs.readFileSync(file).equals(before)).toBe(true);
    const scenario = path.join(folder, 'long.json');
    expect(strata(...sweep, '--out', scenario).err).toContain('not the file of a sweep');
    expect(fs.readFileSync(scenario, 'utf8')).toBe(fs.readFileSync(reference, 'utf8'));
  });

  it('ends cleanly on Ctrl-C with what is done saved, and continues', async () => {
    const file = path.join(folder, 'interrupted.jsonl');
    const args = ['sweep', 'long.json', ...axes, '--replications', '40', '--duration', '20 h', '--jobs', '2'];
    const child = spawn(process.execPath, [program, ...args, '--out', file], { cwd: folder });
    const lines = (): number =>
      fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').length - 1 : 0;
    while (lines() < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(0);
    expect(lines()).toBeGreaterThanOrEqual(3);
    expect(lines()).toBeLessThan(241);
    expect(fs.readFileSync(file, 'utf8').endsWith('}\n')).toBe(true);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.lock'))).toEqual([]);
    const next = spawn(process.execPath, [program, ...args, '--out', file], { cwd: folder });
    let err = '';
    let pressed = false;
    next.stderr.on('data', (data: Buffer) => {
      err += data.toString();
      // Once: the second Ctrl-C ends at once, on purpose.
      if (!pressed && err.includes('are done already')) pressed = next.kill('SIGINT');
    });
    expect(await new Promise((resolve) => next.on('exit', resolve))).toBe(0);
    expect(err).toMatch(/\d+ of 240 runs are done already/);
  });
});

describe('bad usage of experiments', () => {
  it.each([
    [['compare'], 'missing required argument'],
    [['compare', 'nowhere.json', 'long.json'], 'nowhere.json'],
    [['compare', 'long.json'], 'expected two files or more'],
    [['compare', 'long.json', 'short.json', '--replications', '0'], '--replications: expected'],
    [['compare', 'long.json', 'short.json', '--set', 'functions.0.keepAliv=1'], 'did you mean "keepAlive"'],
    [['compare', 'long.json', 'short.json', '--seed', '-1'], '--seed: expected'],
    [['sweep', 'long.json'], '--vary: expected PATH=A..B:STEP'],
    [['sweep', 'long.json', '--vary', 'functions.0.keepAlive'], '--vary: expected PATH='],
    [['sweep', 'long.json', '--vary', 'functions.0.keepAlive=1..2'], 'A..B:STEP'],
    [['sweep', 'long.json', '--vary', 'functions.0.keepAlive=1 s,-1 s'], 'long.json: functions.0.keepAlive'],
    [['sweep', 'long.json', '--vary', 'functions.nobody.keepAlive=1 s'], 'is not in the list functions'],
    [['sweep', 'long.json', '--vary', '__proto__.x=1'], 'not allowed'],
    [['sweep', 'long.json', '--vary', 'seed=1,2', '--vary', 'seed=3'], 'seed is varied twice'],
    [['sweep', 'long.json', '--vary', 'seed=1..100000:1', '--replications', '20'], 'at most 1000000 runs'],
    [['sweep', 'long.json', '--vary', 'title=a,b', '--jobs', '0'], '--jobs: expected'],
    [['sweep', 'long.json', '--vary', 'title=a,b', '--out', 'nowhere/x.jsonl'], '--out: nowhere/x.jsonl'],
    [['sweep', 'long.json', '--vray', 'title=a'], '--vary'],
  ])('%j ends with exit code 2 and a located message', (args, message) => {
    const { code, out, err } = strata(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
  });
  it('prints help', () => {
    for (const name of ['compare', 'sweep']) expect(strata(name, '--help').out).toContain('--replications');
  });
});
