/**
 * The file of a sweep on disk. Every finished replication is appended and synced before it counts as done; a line that
 * a crash tore is cut off when the sweep continues. When all are done the lines are put in the order of the plan, so
 * that equal plans give equal files whatever the number of jobs.
 */
import fs from 'node:fs';
import path from 'node:path';
import {
  indexOfTask,
  readSweepFile,
  sweepHeader,
  sweepLine,
  type SweepPlan,
  type SweepRun,
} from '../../simulations';
import { writeWhole } from '../safe-write';
import { BAD_INPUT, FAILED, Stop } from './output';

export interface SweepFile {
  /** What an earlier call finished. */
  readonly runs: readonly SweepRun[];
  readonly append: (run: SweepRun) => void;
  /** Puts the lines in order once all runs are there. */
  readonly finish: (runs: readonly SweepRun[]) => Promise<void>;
  readonly close: () => void;
}

const codeOf = (error: unknown): string => (error as { readonly code?: string }).code ?? String(error);

export function openSweepFile(file: string, plan: SweepPlan): SweepFile {
  const unlock = lock(file);
  try {
    return { ...openLocked(file, plan, unlock) };
  } catch (error) {
    unlock();
    if (error instanceof Stop) throw error;
    throw new Stop(BAD_INPUT, `--out: ${file} cannot be written: ${codeOf(error)}`);
  }
}

function openLocked(file: string, plan: SweepPlan, unlock: () => void): SweepFile {
  const bytes = fs.existsSync(file) ? fs.readFileSync(file) : Buffer.alloc(0);
  const content = readSweepFile(bytes.toString('utf8'), plan);
  if (!content.ok) throw new Stop(BAD_INPUT, `--out: ${file}: ${content.error}`);
  const handle = fs.openSync(file, bytes.length === 0 ? 'a' : 'r+');
  const whole = content.value.lines === 0 ? 0 : bytes.lastIndexOf('\n') + 1;
  fs.ftruncateSync(handle, whole);
  let at = whole;
  const write = (text: string): void => {
    const data = Buffer.from(text);
    for (let done = 0; done < data.length;) {
      const count = fs.writeSync(handle, data, done, data.length - done, at);
      done += count;
      at += count;
    }
    fs.fsyncSync(handle);
  };
  if (whole === 0) {
    write(sweepHeader(plan));
    syncFolder(path.dirname(file));
  }
  let inOrder = isInOrder(plan, content.value.runs);
  let last = content.value.runs.at(-1);
  return {
    runs: content.value.runs,
    append: (run) => {
      inOrder &&= isInOrder(plan, last === undefined ? [run] : [last, run]);
      last = run;
      try {
        write(sweepLine(run));
      } catch (error) {
        throw new Stop(FAILED, `--out: ${file}: ${codeOf(error)}; what was finished before is saved`);
      }
    },
    finish: async (runs) => {
      if (inOrder) return;
      const ordered = runs.toSorted((a, b) => indexOfTask(plan, a) - indexOfTask(plan, b));
      await writeWhole(file, sweepHeader(plan) + ordered.map(sweepLine).join(''));
    },
    close: () => {
      fs.closeSync(handle);
      unlock();
    },
  };
}

const isInOrder = (plan: SweepPlan, runs: readonly SweepRun[]): boolean =>
  runs.every((run, i) => {
    const before = runs[i - 1];
    return before === undefined || indexOfTask(plan, before) < indexOfTask(plan, run);
  });

/** Makes a new file's name last; some systems cannot sync a folder, and the content is safe either way. */
function syncFolder(folder: string): void {
  try {
    const handle = fs.openSync(folder, 'r');
    fs.fsyncSync(handle);
    fs.closeSync(handle);
  } catch {
    // Only the name of a file that was just made is at stake.
  }
}

/** Two sweeps into one file would mix their lines: the second is refused while the first lives. */
function lock(file: string): () => void {
  const name = path.join(path.dirname(file), `.${path.basename(file)}.lock`);
  for (let attempt = 0; ; attempt++) {
    try {
      fs.writeFileSync(name, String(process.pid), { flag: 'wx' });
      return () => fs.rmSync(name, { force: true });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST')
        throw new Stop(BAD_INPUT, `--out: ${file} cannot be written: ${codeOf(error)}`);
      const owner = Number(fs.readFileSync(name, 'utf8'));
      if (attempt > 0 || isAlive(owner))
        throw new Stop(BAD_INPUT, `--out: another sweep (process ${owner}) writes ${file}`);
      fs.rmSync(name, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
