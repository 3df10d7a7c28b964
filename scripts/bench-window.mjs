/**
 * `npm run bench:window [part ...]`: the window measured against plain things within one run, as a table and as JSON.
 * Parts: start, stage, tasks, screen, idle, jump, keys, memory; all of them when none is named. `--json FILE` writes the figures.
 * Only ratios and budgets mean something from one machine to another; absolute times are those of this one.
 */
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron } from '@playwright/test';
import { build } from 'vite';
import { keystrokes } from './bench/keystrokes.mjs';
import { crowd, longTasks } from './bench/measures.mjs';
import {
  ensureBuild,
  ensureDependencies,
  ensureElectron,
  ensureLibraries,
  hasDisplay,
  root,
  underDisplay,
} from './ensure.mjs';

const given = process.argv.slice(2);
if (!hasDisplay()) {
  const [program, ...rest] = underDisplay([process.execPath, import.meta.filename, ...given]);
  execFileSync(program, rest, { stdio: 'inherit' });
  process.exit(0);
}
ensureDependencies();
ensureElectron();
ensureLibraries();
ensureBuild();

const jsonFile = given.includes('--json') ? given[given.indexOf('--json') + 1] : undefined;
const asked = given.filter((word, i) => !word.startsWith('--') && given[i - 1] !== '--json');
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'strata-bench-'));
const rows = [];
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
/** `most` = the budget; a figure without one is for comparison only. */
const note = (part, what, value, unit, most) => {
  rows.push({
    part,
    what,
    value: Math.round(value * 1000) / 1000,
    unit,
    ...(most !== undefined && { most, met: value <= most }),
  });
  const verdict = most === undefined ? '' : value <= most ? `  <= ${most}: yes` : `  <= ${most}: NO`;
  console.log(
    `${part.padEnd(8)}${what.padEnd(66)}${value.toFixed(2).padStart(10)} ${unit.padEnd(5)}${verdict}`,
  );
};

const shipped = (name) => fs.readFileSync(path.join(root, `assets/scenarios/${name}.scenario.json`), 'utf8');

/** A folder of preferences as a person has one. */
function profile(settings = {}) {
  const userData = fs.mkdtempSync(path.join(folder, 'user-'));
  const kept = {
    theme: 'dark',
    panes: {},
    rendering: '3d',
    patterns: true,
    labels: true,
    startWith: 'workspace',
    ...settings,
  };
  fs.writeFileSync(path.join(userData, 'settings.json'), JSON.stringify(kept));
  return userData;
}

async function window(text, use, settings = {}) {
  const userData = profile(settings);
  const file = path.join(userData, 'bench.scenario.json');
  fs.writeFileSync(file, text);
  const app = await _electron.launch({
    cwd: root,
    args: ['.', `--user-data-dir=${userData}`, ...asRoot, file],
  });
  try {
    const page = await app.firstWindow();
    const { title } = JSON.parse(text.replaceAll(/^\s*\/\/.*$/gm, ''));
    await page.waitForFunction(
      (name) => document.querySelector('.document-name')?.textContent.includes(name),
      title,
      { timeout: 120_000 },
    );
    await page.evaluate(() => {
      globalThis.tasks = [];
      new PerformanceObserver((list) =>
        globalThis.tasks.push(...list.getEntries().map((entry) => entry.duration)),
      ).observe({ type: 'longtask' });
    });
    return await use(page, app);
  } finally {
    await app.close();
  }
}

/** Milliseconds until the first window is shown and until it can be used. */
function startOnce(args, userData) {
  return new Promise((done, fail) => {
    const electron = path.join(root, 'node_modules/electron/dist/electron');
    const hook = path.join(root, 'scripts/bench/start-hook.cjs');
    const began = Date.now();
    const child = spawn(electron, ['-r', hook, ...args, `--user-data-dir=${userData}`, ...asRoot], {
      cwd: root,
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    const timer = setTimeout(() => child.kill(), 60_000);
    child.on('exit', () => {
      clearTimeout(timer);
      const at = (what) => Number(new RegExp(`BENCH ${what} (\\d+)`).exec(output)?.[1] ?? NaN) - began;
      if (Number.isNaN(at('usable'))) fail(new Error(`no window: ${output.slice(-400)}`));
      else done({ shown: at('shown'), usable: at('usable') });
    });
  });
}

const PARTS = {
  async start() {
    const [empty, own] = [[], []];
    // Each starts again and again with its own profile, as a program does; the first start of each is not counted.
    const [emptyData, ownData] = [profile(), profile()];
    for (let i = 0; i < 7; i++) {
      empty.push(await startOnce([path.join(root, 'scripts/bench/empty')], emptyData));
      own.push(await startOnce(['.'], ownData));
    }
    const of = (runs, what) => median(runs.slice(1).map((run) => run[what]));
    note('start', 'empty Electron window: shown', of(empty, 'shown'), 'ms');
    note('start', 'empty Electron window: usable', of(empty, 'usable'), 'ms');
    note('start', 'Strata: shown', of(own, 'shown'), 'ms');
    note('start', 'Strata: first usable stage', of(own, 'usable'), 'ms');
    note('start', 'shown against the empty window', of(own, 'shown') / of(empty, 'shown'), 'x', 1.25);
    note('start', 'usable against the empty window', of(own, 'usable') / of(empty, 'usable'), 'x', 1.5);
  },

  async stage() {
    const built = await build({
      root,
      configFile: false,
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        write: false,
        minify: true,
        lib: { entry: path.join(root, 'scripts/bench/stage-frames.ts'), formats: ['iife'], name: 'bench' },
      },
    });
    const { code } = built[0].output[0];
    for (const n of [1000, 10_000, 100_000]) {
      await window(shipped('three-ways'), async (page) => {
        const times = await page.evaluate(
          // As the driver's own code: the page's policy forbids `eval`, and rightly.
          `(() => { ${code}; return bench.stageTimes(${JSON.stringify(crowd(n))}, ${n}); })()`,
        );
        note('stage', `${n} sandboxes: layout of the picture`, times.layoutMs, 'ms');
        note(
          'stage',
          `${n} sandboxes: 3D stage, layout and frame (${times.blocks} blocks)`,
          times.stageMs,
          'ms',
        );
        note('stage', `${n} sandboxes: bare three.js, ${times.instances} instances`, times.bareMs, 'ms');
        note('stage', `${n} sandboxes: stage against bare`, times.ratio, 'x', 1.5);
      });
    }
  },

  async tasks() {
    for (const [name, text] of [
      ['three ways at 50 x', shipped('three-ways')],
      ['hot search at 20 x', shipped('hot-search')],
      ['1,000 containers at 1 x', crowd(1000)],
      ['10,000 containers at 1 x', crowd(10_000)],
    ])
      await window(text, async (page, app) => {
        await page.locator('.stage-canvas').focus();
        await page.keyboard.press('Home');
        const faster = name.includes('50') ? 5 : name.includes('20') ? 4 : 0;
        for (let i = 0; i < faster; i++) await page.keyboard.press(']');
        await sleep(1500);
        const pid = await app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0].webContents.getOSProcessId(),
        );
        await app.evaluate(({ contentTracing }) =>
          contentTracing.startRecording({ included_categories: ['toplevel'] }),
        );
        const beats = await page.evaluate(async () => {
          const times = [];
          let last = performance.now();
          const end = last + 10_000;
          document.querySelector('button.is-play')?.click();
          await new Promise((done) => {
            const beat = (now) => {
              times.push(now - last);
              last = now;
              if (now < end) requestAnimationFrame(beat);
              else done();
            };
            requestAnimationFrame(beat);
          });
          return times.toSorted((a, b) => a - b);
        });
        const trace = path.join(folder, `trace-${Date.now()}.json`);
        await app.evaluate(({ contentTracing }, file) => contentTracing.stopRecording(file), trace);
        const { cpu, wall } = longTasks(trace, pid);
        // Processor time is the task's own; wall time also counts what else the machine was doing.
        note('tasks', `${name}: longest task of the window's thread, processor time`, cpu[0] ?? 0, 'ms', 50);
        note('tasks', `${name}: the same by the wall clock`, wall[0] ?? 0, 'ms');
        note(
          'tasks',
          `${name}: tasks over 50 ms of processor time in 10 s`,
          cpu.filter((ms) => ms > 50).length,
          '',
          0,
        );
        note('tasks', `${name}: time between frames, median`, median(beats), 'ms');
        note('tasks', `${name}: time between frames, p95`, beats[Math.floor(beats.length * 0.95)] ?? 0, 'ms');
      });
  },

  async screen() {
    await window(crowd(500), async (page) => {
      const times = await page.evaluate(async () => {
        const stage = document.querySelector('.stage-canvas');
        const mark = document.querySelector('[data-fingerprint]');
        stage.focus();
        const measured = [];
        for (let i = 0; i < 15; i++) {
          const changed = new Promise((done) =>
            new MutationObserver((_, me) => (me.disconnect(), done())).observe(mark, { attributes: true }),
          );
          const began = performance.now();
          stage.dispatchEvent(new KeyboardEvent('keydown', { key: '.', bubbles: true, cancelable: true }));
          await changed;
          await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          measured.push(performance.now() - began);
          await new Promise((done) => setTimeout(done, 60));
        }
        return measured;
      });
      note('screen', 'a step with 1,000 blocks until it is on screen, median', median(times), 'ms', 150);
      note('screen', 'the same, slowest of 15', Math.max(...times), 'ms');
    });
  },

  async idle() {
    await window(shipped('three-ways'), async (page, app) => {
      await sleep(4000);
      // Of every process of the window, by the system's own count where it is given: that is in seconds of one core.
      const used = () =>
        app.evaluate(({ app: own }) => {
          const metrics = own.getAppMetrics();
          return {
            seconds: metrics.reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? NaN), 0),
            // Electron gives the share of all cores together.
            share: metrics.reduce((sum, { cpu }) => sum + cpu.percentCPUUsage, 0),
          };
        });
      const before = await used();
      const seconds = 10;
      await sleep(seconds * 1000);
      const after = await used();
      const counted = ((after.seconds - before.seconds) / seconds) * 100;
      const share = Number.isNaN(counted) ? after.share * os.cpus().length : counted;
      note('idle', `paused and untouched, share of one core over ${seconds} s`, share, '%', 2);
      void page;
    });
  },

  async jump() {
    await window(crowd(1000), async (page) => {
      await page.locator('[aria-label="Time"][role="slider"]').first().focus();
      const result = await page.evaluate(async () => {
        const slider = document.querySelector('[role="slider"].scrubber');
        const mark = document.querySelector('[data-fingerprint]');
        const until = (test) =>
          new Promise((done) => {
            const look = () => (test() ? done() : requestAnimationFrame(look));
            look();
          });
        const to = async (share) => {
          const box = slider.getBoundingClientRect();
          const most = Number(slider.getAttribute('aria-valuemax'));
          const inner = box.width - 92;
          const x = box.left + inner * share;
          const began = performance.now();
          slider.setPointerCapture = () => undefined;
          slider.dispatchEvent(
            new PointerEvent('pointerdown', {
              clientX: x,
              clientY: box.top + 20,
              bubbles: true,
              pointerId: 1,
            }),
          );
          // Positions are whole pixels.
          const near = (1.5 * most) / inner;
          await until(() => Math.abs(Number(slider.getAttribute('aria-valuenow')) - most * share) <= near);
          return performance.now() - began;
        };
        // As far as 100,000 events and more: 120 s of 1,000 requests a second.
        const first = await to(0.1);
        const jumps = [];
        for (const share of [0.02, 0.09, 0.005, 0.06, 0.033, 0.099, 0.05, 0.012, 0.08, 0])
          jumps.push(await to(share));
        return { first, jumps, mark: mark.getAttribute('data-fingerprint') };
      });
      note('jump', 'to 120 s and more than 100,000 events for the first time', result.first, 'ms');
      note('jump', 'anywhere in it, median of 10', median(result.jumps), 'ms');
      note('jump', 'anywhere in it, slowest of 10', Math.max(...result.jumps), 'ms', 1000);
    });
  },

  async keys() {
    for (const [name, text] of [
      ['three ways, fast', shipped('three-ways')],
      ['1,000 containers, fast', crowd(1000)],
    ])
      await window(text, (page) => keystrokes(page, note, name), { bottomTab: 'terminal' });
  },

  async memory() {
    await window(shipped('three-ways'), async (page, app) => {
      const used = async () => {
        await page.evaluate(() => globalThis.gc?.());
        const metrics = await app.evaluate(({ app: own }) =>
          own.getAppMetrics().map(({ memory }) => memory.workingSetSize),
        );
        return metrics.reduce((sum, size) => sum + size, 0) / 1024;
      };
      const round = async () => {
        await page.locator('.stage-canvas').focus();
        await page.keyboard.press('Home');
        await sleep(200);
        await page.evaluate(() => document.querySelector('button.is-play')?.click());
        await page.waitForFunction(
          () => document.querySelector('button.is-play')?.getAttribute('aria-label') === 'Play',
          null,
          { timeout: 60_000 },
        );
      };
      // A run is four minutes: fifteen of them are an hour of play.
      for (let i = 0; i < 4; i++) await page.keyboard.press(']');
      for (let i = 0; i < 3; i++) await round();
      const before = await used();
      for (let i = 0; i < 15; i++) await round();
      const after = await used();
      note('memory', 'after a warm-up', before, 'MiB');
      note('memory', 'after an hour of simulated play more', after, 'MiB');
      note('memory', 'growth', (after / before - 1) * 100, '%', 10);
    });
  },
};

try {
  for (const [name, part] of Object.entries(PARTS))
    if (asked.length === 0 || asked.includes(name)) await part();
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
const report = {
  machine: {
    cpus: os.cpus().length,
    model: os.cpus()[0]?.model,
    platform: process.platform,
    node: process.version,
  },
  rows,
};
if (jsonFile !== undefined) fs.writeFileSync(jsonFile, `${JSON.stringify(report, null, 2)}\n`);
console.log(JSON.stringify(report));
