/**
 * `npm test`: from a bare machine, every check there is. Stages that pass are one line; a stage that fails shows its
 * output. The last line of stdout is the sum.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  ensureBuild,
  ensureDependencies,
  ensureElectron,
  ensureLibraries,
  ensureTestTools,
  root,
  underDisplay,
} from './ensure.mjs';

let passed = 0;
let failed = 0;
const node = process.execPath;
const bin = (name) => path.join(root, 'node_modules/.bin', name);
const counts = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-counts-'));

/** All that a program says, and how it ends. */
function run(command, args, environment) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0', ...environment },
      shell: process.platform === 'win32',
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.on('error', (error) => done({ status: -1, stdout, stderr: `${stderr}${error.message}` }));
    child.on('close', (status) => done({ status, stdout, stderr }));
  });
}

async function stage(name, command, args, { environment = {}, count } = {}) {
  const began = Date.now();
  const { status, stdout, stderr } = await run(command, args, environment);
  const ok = status === 0;
  const { good, bad } = count?.() ?? { good: ok ? 1 : 0, bad: ok ? 0 : 1 };
  passed += good;
  // A stage that ends badly without a failed test of its own (a crash, an empty run) is a failure all the same.
  const broken = bad === 0 && (!ok || good === 0) ? 1 : bad;
  failed += broken;
  console.log(
    `${broken === 0 ? 'ok  ' : 'FAIL'} ${name}: ${good} passed${broken === 0 ? '' : `, ${broken} failed`} (${((Date.now() - began) / 1000).toFixed(1)} s)`,
  );
  if (broken > 0) console.log(`${stdout}\n${stderr}`);
}

function vitestCounts(file) {
  const report = readReport(file);
  return {
    good: report?.numPassedTests ?? 0,
    bad: (report?.numFailedTests ?? 0) + (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
}

/** A skipped test counts as a failed one. */
function playwrightCounts(file) {
  const stats = readReport(file)?.stats;
  return {
    good: stats?.expected ?? 0,
    bad: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) + (stats?.skipped ?? 0),
  };
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

ensureDependencies();
ensureElectron();
ensureLibraries();
ensureTestTools();
// What only reads goes two at a time: the formatter takes as long as the others together.
await Promise.all([
  stage('formatter', bin('prettier'), ['--check', '--log-level', 'warn', '.']),
  (async () => {
    await stage('lint', bin('oxlint'), ['--max-warnings', '0']);
    for (const room of ['simulations', 'renderer', 'main', 'test'])
      await stage(`types of ${room}`, bin('tsc'), ['-p', room]);
    await stage('palette', node, ['scripts/check-palette.mjs']);
  })(),
]);
ensureBuild();
const unit = path.join(counts, 'unit.json');
await stage('unit, contract and property tests', bin('vitest'), ['run'], {
  environment: { STRATA_COUNTS: unit },
  count: () => vitestCounts(unit),
});
const ends = path.join(counts, 'end-to-end.json');
const playwright = [path.join(root, 'node_modules/@playwright/test/cli.js'), 'test'];
const [command, ...args] = underDisplay([node, ...playwright]);
await stage('end to end: the real window and the browser edition', command, args, {
  environment: { STRATA_COUNTS: ends },
  count: () => playwrightCounts(ends),
});
fs.rmSync(counts, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
