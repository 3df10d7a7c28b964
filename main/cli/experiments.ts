/** `strata run`: one run or several replications, as a summary or as the JSON document of the headless interface. */
import fs from 'node:fs';
import path from 'node:path';
import {
  mergeReplications,
  replicationSeed,
  transcriptOf,
  typeInSteps,
  type RunResult,
  type Scenario,
} from '../../simulations';
import { readTextFile } from '../read-text';
import { overridesOf, readCount, type ScenarioFlags } from './arguments';
import { loadScenario } from './load';
import { BAD_INPUT, DONE, FAILED, Stop, writeError, writeOut } from './output';
import { watchInterrupts, type Interrupts } from './interrupts';
import { drive, openLab, runLab, runLogged } from './slices';
import { summaryOf } from './summary';

export interface RunFlags extends ScenarioFlags {
  readonly replications?: string;
  readonly json?: boolean;
  readonly events?: string;
  readonly script?: string;
}

export async function runCommand(file: string, flags: RunFlags): Promise<number> {
  const overrides = overridesOf(flags);
  const replications =
    flags.replications === undefined ? 1 : readCount('--replications', flags.replications, 1, 100_000);
  const scenario = await loadScenario(file, overrides);
  const seed =
    flags.seed === undefined ? scenario.seed : readCount('--seed', flags.seed, 0, Number.MAX_SAFE_INTEGER);
  const interrupted = watchInterrupts();
  if (flags.script !== undefined) return runScript(scenario, seed, flags.script, interrupted);
  const results: RunResult[] = [];
  for (let k = 0; k < replications && !interrupted.now; k++) {
    const log = k === 0 ? flags.events : undefined;
    const result = await runOnce(scenario, replicationSeed(seed, k), log, interrupted);
    if (result === undefined) break;
    results.push(result);
    if (replications > 1) writeError(`replication ${k + 1} of ${replications}`);
  }
  const [first] = results;
  if (first === undefined) throw new Stop(FAILED, 'interrupted before the first result');
  const document = replications === 1 ? first : mergeReplications(results, seed, replications);
  writeOut(flags.json === true ? JSON.stringify(document, null, 2) : summaryOf(document, results));
  return results.every((result) => result.checks.every((check) => check.ok)) ? DONE : FAILED;
}

async function runOnce(
  scenario: Scenario,
  seed: number,
  events: string | undefined,
  interrupted: Interrupts,
): Promise<RunResult | undefined> {
  const began = performance.now();
  const lab = await openLab(scenario, { seed, keepsCheckpoints: false }, interrupted);
  if (lab === undefined) return undefined;
  const log = events === undefined ? undefined : openEventLog(events);
  try {
    if (log === undefined) await runLab(lab, interrupted);
    else await runLogged(lab, interrupted, () => log.write(lab.lastEvent()));
    log?.finish();
  } catch (error) {
    log?.discard();
    throw error;
  }
  // What was computed so far is handed out after a Ctrl-C too, in short steps: a second one is heard at once.
  const result = await drive(lab.resultInSteps(), { now: false });
  if (result === undefined) return undefined;
  const partial = interrupted.now && !lab.finished ? { reason: 'interrupted' } : result.partial;
  if (partial !== null) writeError(`partial: ${partial.reason}`);
  return { ...result, partial, wall: { ms: Math.round((performance.now() - began) * 1000) / 1000 } };
}

/** The event log as JSON lines, written beside its place and put there when it is whole. */
function openEventLog(file: string): {
  write: (event: unknown) => void;
  finish: () => void;
  discard: () => void;
} {
  if (fs.statSync(file, { throwIfNoEntry: false })?.isFile() === false)
    throw new Stop(BAD_INPUT, `--events: ${file} is not a regular file`);
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  let handle: number;
  try {
    handle = fs.openSync(temporary, 'wx');
  } catch (error) {
    throw new Stop(
      BAD_INPUT,
      `--events: ${file} cannot be written: ${(error as { code?: string }).code ?? String(error)}`,
    );
  }
  let buffer: string[] = [];
  const flush = (): void => {
    fs.writeFileSync(handle, buffer.join(''));
    buffer = [];
  };
  return {
    write: (event) => {
      buffer.push(`${JSON.stringify(event)}\n`);
      if (buffer.length >= 4096) flush();
    },
    finish: () => {
      flush();
      fs.fsyncSync(handle);
      fs.closeSync(handle);
      fs.renameSync(temporary, file);
    },
    discard: () => {
      fs.closeSync(handle);
      fs.rmSync(temporary, { force: true });
    },
  };
}

/** Types a file of terminal lines: `run --for 30s` lets simulated time pass, all else is a line of the simulated shell. */
async function runScript(
  scenario: Scenario,
  seed: number,
  file: string,
  interrupted: Interrupts,
): Promise<number> {
  const read = await readTextFile(file);
  if (!read.ok) throw new Stop(BAD_INPUT, `${file}: ${read.error}`);
  const lab = await openLab(scenario, { seed }, interrupted);
  const typed = lab === undefined ? undefined : await drive(typeInSteps(lab, read.value), interrupted);
  if (typed === undefined) throw new Stop(FAILED, 'interrupted before the script was done');
  writeOut(transcriptOf(typed));
  return typed.every(({ exitCode }) => exitCode === 0) ? DONE : FAILED;
}
