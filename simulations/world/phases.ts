/**
 * Start-up phases. Each is planned with the time that it takes when nothing is in its way; a phase that works on what the
 * host shares (cores, disk, network) ends later when others do so too, and the later phases move with it.
 */
import { scheduleIn } from '../engine/simulation';
import { draw } from '../random/distributions';
import { abortTransfer, beginCpuPhase, beginTransfer, endCpuPhase, phaseMark } from './computing';
import { PHASE_FINISHED } from './event-kinds';
import type { PhaseModel } from './model';
import { poolModel, poolState } from './pools';
import { MAX_PHASES, type World } from './world';

const phaseOf = (world: World, row: number): PhaseModel | undefined =>
  poolModel(world, world.sandboxes.pool[row] as number).phases[world.sandboxes.phase[row] as number];

/** Draws the phases of a start-up, those before `from` being done; returns when it ends if nothing is in its way. */
export function planPhases(world: World, row: number, phases: readonly PhaseModel[], from = 0): number {
  const { sandboxes, simulation } = world;
  const stream = poolState(world, sandboxes.pool[row] as number).startStream;
  let end = simulation.nowMicros;
  const begins = [end];
  phases.forEach((phase, i) => {
    if (i >= from)
      end +=
        phase.probe === null
          ? Math.max(1, Math.round(draw(phase.time, stream)))
          : untilProbe(phase.probe, end - codeBegan(phases, begins));
    begins.push(end);
    sandboxes.phaseEnds[row * MAX_PHASES + i] = end;
  });
  sandboxes.readyAt[row] = end;
  return end;
}

/** When the code of the application began: at the start of its first phase before the probe. */
function codeBegan(phases: readonly PhaseModel[], begins: readonly number[]): number {
  const first = phases.findIndex((phase) => phase.layer === 'ap');
  return begins[first] ?? begins.at(-1) ?? 0;
}

/** From now, `since` after the code began, to the next probe: the first that is made once it can answer passes. */
function untilProbe(probe: { readonly delay: number; readonly period: number }, since: number): number {
  const probes = Math.max(0, Math.ceil((since - probe.delay) / probe.period - 1e-9));
  return Math.max(1, Math.round(probe.delay + probes * probe.period - since));
}

/** What came before it may have taken longer than planned: the probe passes when it is made next. */
function planProbe(world: World, row: number, probe: NonNullable<PhaseModel['probe']>): void {
  const { sandboxes, simulation } = world;
  const first = poolModel(world, sandboxes.pool[row] as number).phases.findIndex((one) => one.layer === 'ap');
  const at = row * MAX_PHASES;
  const began = first > 0 ? sandboxes.phaseEnds[at + first - 1] : sandboxes.createdAt[row];
  const end = simulation.nowMicros + untilProbe(probe, simulation.nowMicros - (began as number));
  sandboxes.phaseEnds[at + (sandboxes.phase[row] as number)] = end;
  sandboxes.readyAt[row] = end;
}

/** Begins the present phase of a start-up, on the resource that it needs. */
export function beginPhase(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const phase = phaseOf(world, row);
  if (phase !== undefined && phase.probe !== null) planProbe(world, row, phase.probe);
  const span =
    (sandboxes.phaseEnds[row * MAX_PHASES + (sandboxes.phase[row] as number)] as number) -
    simulation.nowMicros;
  const host = sandboxes.host[row] as number;
  sandboxes.attempt[row] = ((sandboxes.attempt[row] as number) + 1) & 0xff;
  if (host >= 0 && phase?.on === 'cpu') {
    beginCpuPhase(world, row, host, span);
    return;
  }
  if (host >= 0 && (phase?.on === 'disk' || phase?.on === 'network')) {
    beginTransfer(world, host, phase.on, row, span, phase.bytesPerSecond);
    return;
  }
  scheduleIn(simulation, span, PHASE_FINISHED, row, phaseMark(world, row));
}

/** The present phase has ended, on time or later; true when it was the last. Its successor is not begun yet. */
export function endPhase(world: World, row: number): boolean {
  const { sandboxes, simulation } = world;
  endCpuPhase(world, row, false);
  const phase = sandboxes.phase[row] as number;
  const count = poolModel(world, sandboxes.pool[row] as number).phases.length;
  const late = simulation.nowMicros - (sandboxes.phaseEnds[row * MAX_PHASES + phase] as number);
  for (let i = phase; i < count; i++)
    sandboxes.phaseEnds[row * MAX_PHASES + i] = (sandboxes.phaseEnds[row * MAX_PHASES + i] as number) + late;
  sandboxes.readyAt[row] = (sandboxes.readyAt[row] as number) + late;
  sandboxes.phase[row] = phase + 1;
  return phase + 1 >= count;
}

/** The sandbox goes before it is ready: what its phase occupied is free again. */
export function abortPhase(world: World, row: number): void {
  const { sandboxes } = world;
  const host = sandboxes.host[row] as number;
  const phase = phaseOf(world, row);
  sandboxes.attempt[row] = ((sandboxes.attempt[row] as number) + 1) & 0xff;
  if (host < 0 || phase === undefined) return;
  if (phase.on === 'cpu') endCpuPhase(world, row, true);
  if (phase.on === 'disk' || phase.on === 'network')
    abortTransfer(world, host, phase.on, phase.bytesPerSecond);
}
