import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lab } from '../../simulations';
import { root, shipped } from '../helpers/scenarios';

const program = path.join(root, 'out/cli/strata.mjs');
const malformed = path.join(root, 'test/fixtures/malformed');
let folder = '';

/** As much of the document as these tests look at. */
interface Document {
  readonly digest: unknown;
  readonly checks: readonly { readonly ok: boolean }[];
  readonly requests: { readonly latencyMs: { readonly mean: unknown } };
}

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-cli-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function strata(...args: string[]): { code: number | null; out: string; err: string } {
  const done = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    cwd: folder,
    maxBuffer: 1e8,
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

describe('strata run', () => {
  it('prints the document of the headless interface, with the digest of the library', () => {
    const { code, out, err } = strata('run', 'three-ways', '--json');
    const document = JSON.parse(out) as Document;
    expect([code, err]).toEqual([0, '']);
    expect(Object.keys(document)).toEqual([
      'scenario',
      'engine',
      'seed',
      'replications',
      'simulated',
      'wall',
      'events',
      'digest',
      'checks',
      'partial',
      'deployments',
      'routes',
      'requests',
      'functions',
      'components',
      'services',
      'triggers',
      'hosts',
      'cost',
      'provenance',
    ]);
    expect(Object.keys(document.requests)).toEqual([
      'arrived',
      'completed',
      'rejected',
      'timedOut',
      'failed',
      'inFlight',
      'latencyMs',
    ]);
    const lab = Lab.open(shipped('three-ways'));
    lab.runTo(lab.scenario.duration);
    expect(document.digest).toBe(lab.digest);
    expect(document.checks.every((check) => check.ok)).toBe(true);
  });

  it('merges replications, and adding some leaves the earlier ones alone', () => {
    const two = JSON.parse(
      strata('run', 'hot-search', '--duration', '5 s', '--replications', '2', '--json').out,
    ) as Document;
    const three = JSON.parse(
      strata('run', 'hot-search', '--duration', '5 s', '--replications', '3', '--json').out,
    ) as Document;
    expect((three.digest as string[]).slice(0, 2)).toEqual(two.digest);
    expect(two.requests.latencyMs.mean).toEqual({
      mean: expect.any(Number),
      halfWidth95: expect.any(Number),
      n: 2,
    });
  });

  it('applies settings by path, index and id', () => {
    const run = (...set: string[]): Document =>
      JSON.parse(
        strata('run', 'three-ways', '--duration', '30s', '--json', ...set.flatMap((s) => ['--set', s])).out,
      ) as Document;
    expect(run('functions.0.keepAlive=1s').digest).toBe(run('functions.thumb.keepAlive=1s').digest);
    expect(run('functions.0.keepAlive=1s').digest).not.toBe(run().digest);
  });

  it('streams the event log, whole or not at all', () => {
    const file = path.join(folder, 'events.jsonl');
    const { code, out } = strata('run', 'hot-search', '--duration', '2 s', '--json', '--events', file);
    expect(code).toBe(0);
    const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\n');
    expect(lines.length).toBe((JSON.parse(out) as { events: number }).events);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ sequence: 1, kind: 'request-arrived' });
    expect(strata('run', 'hot-search', '--events', path.join(folder, 'nowhere/events.jsonl')).code).toBe(2);
  });

  it('refuses to put the event log in the place of what is no file', () => {
    const { code, err } = strata('run', 'three-ways', '--duration', '1s', '--events', folder);
    expect([code, err.trim()]).toEqual([2, `--events: ${folder} is not a regular file`]);
  });
  it('types a script and prints its transcript', () => {
    const file = path.join(folder, 'commands.txt');
    fs.writeFileSync(
      file,
      '# look, act, look\nrun --for 30s\ndocker ps\nkubectl scale deploy/search --replicas=2\nrun --for 10s\ndocker ps\n',
    );
    const { code, out } = strata('run', 'hot-search', '--script', file);
    expect(code).toBe(0);
    expect(out).toContain('deployment.apps/search scaled');
    expect(out).toContain('search-2');
  });
});

describe('bad input', () => {
  it.each(fs.readdirSync(malformed))('%s is refused with a located message and exit code 2', (name) => {
    const file = path.join(malformed, name);
    const before = fs.readFileSync(file);
    for (const command of ['run', 'validate']) {
      const { code, out, err } = strata(command, file);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(name);
      expect(err).not.toMatch(/\n\s+at /);
      expect(err.length).toBeLessThan(20_000);
    }
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  });

  it.each([
    [[]],
    [['rnu', 'x']],
    [['run']],
    [['run', 'nowhere.json']],
    [['run', 'three-ways', '--sede', '1']],
    [['run', 'three-ways', '--seed', 'x']],
    [['run', 'three-ways', '--duration', '0 s']],
    [['run', 'three-ways', '--replications', '0']],
    [['run', 'three-ways', '--set', '__proto__.x=1']],
    [['run', 'three-ways', '--set', 'nothing']],
    [['run', 'three-ways', '--set', 'functions.0.keepAlive=-1min']],
    [['compare', 'a', 'b']],
    [['export', 'three-ways', '--format', 'pdf', '--out', '.']],
    [['export', 'three-ways', '--format', 'svg', '--out', 'nowhere']],
  ])('%j ends with exit code 2 and no stack trace', (args) => {
    const { code, out, err } = strata(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).not.toBe('');
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('names the formats that are available', () => {
    expect(strata('export', 'three-ways', '--format', 'svg,pptx', '--out', '.').err).toContain(
      'available: svg, png',
    );
    expect(fs.readdirSync(folder).some((name) => name.endsWith('.svg'))).toBe(false);
  });

  it('fails when the output cannot be written', () => {
    const full = fs.openSync('/dev/full', 'w');
    const done = spawnSync(process.execPath, [program, 'run', 'hot-search', '--duration', '1 s'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    fs.closeSync(full);
    expect(done.status).toBe(1);
    expect(done.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('ends cleanly with what is done so far on Ctrl-C', async () => {
    const events = path.join(folder, 'interrupted.jsonl');
    const asked = ['run', 'hot-search', '--set', 'duration=50 h', '--json', '--events', events];
    const child = spawn(process.execPath, [program, ...asked]);
    let out = '';
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    // Pressed once events of the run are seen in the file that will be put in place, however slow the machine.
    const looking = setInterval(() => {
      const begun = fs.readdirSync(folder).find((name) => name.startsWith('.interrupted.jsonl'));
      if (begun === undefined || fs.statSync(path.join(folder, begun)).size === 0) return;
      clearInterval(looking);
      child.kill('SIGINT');
    }, 20);
    const code = await new Promise((resolve) => child.on('exit', resolve));
    clearInterval(looking);
    expect(code).toBe(0);
    expect((JSON.parse(out) as { partial: unknown }).partial).toEqual({ reason: 'interrupted' });
  });
});

describe('strata export and lessons', () => {
  it('writes SVG and PNG with the resolution in the file', () => {
    expect(strata('export', 'three-ways', '--format', 'svg,png', '--out', folder).code).toBe(0);
    const png = fs.readFileSync(path.join(folder, 'three-ways-architecture.png'));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([3200, 1800]);
    expect(png.subarray(37, 41).toString()).toBe('pHYs');
    expect(png.readUInt32BE(41)).toBe(Math.round(192 * 39.37007874));
  });
  it('proves every lesson', () => {
    expect(strata('lessons').out).toContain('Cold starts');
    expect(strata('lessons', '--check').code).toBe(0);
  });
  it('prints help everywhere', () => {
    for (const args of [['--help'], ['run', '--help'], ['export', '--help']]) {
      const { code, out } = strata(...args);
      expect(code).toBe(0);
      expect(out).toContain('Usage');
    }
  });
});
