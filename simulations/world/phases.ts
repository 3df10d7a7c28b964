/**
 * Start-up phases. Each is planned with the time that it takes when nothing is in its way; a phase that works on what the
 * host shares (cores, disk, network) ends later when others do so too, and the later phases move with it.
 */
import { scheduleIn } from '../engine/simulation';
import { draw } from '../random/distributions';
import { abortTransfer, beginCpuPhase, beginTransfer, endCpuPhase, phaseMark } from './computing';
import { PHASE_FINISHED } from './event-kinds';
import type { PhaseModel } from './model';
import { abandonPull, beginPull, hasImage, pullAlone } from './pulls';
import { poolModel, poolState } from './pools';
import { MAX_PHASES, type World } from './world';

const phaseOf = (world: World, row: number): PhaseModel | undefined =>
  poolModel(world, world.sandboxes.pool[row] as number).phases[world.sandboxes.phase[row] as number];

/** Draws the phases of a start-up, those before `from` being done; returns when it ends if nothing is in its way. */
export function planPhases(world: World, row: number, phases: readonly PhaseModel[], from = 0): number {
  const { sandboxes, simulation } = world;
  const stream = poolState(world, sandboxes.pool[row] as number).startStream;
  const neighbours = Math.max(0, (world.hosts[sandboxes.host[row] as number]?.residents ?? 1) - 1);
  let end = simulation.nowMicros;
  const begins = [end];
  phases.forEach((phase, i) => {
    if (i >= from)
      end +=
        phase.probe !== null
          ? untilProbe(phase.probe, end - codeBegan(phases, begins))
          : phase.on === 'image'
            ? pullAlone(world, row)
            : Math.max(
                1,
                Math.round(draw(phase.time, stream) * phase.factor + phase.perNeighbourMicros * neighbours),
              );
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

/** The first phase that has something to do: a host that has the image pulls nothing. */
export function firstPhase(world: World, row: number): number {
  const [first] = poolModel(world, world.sandboxes.pool[row] as number).phases;
  return first?.on === 'image' && hasImage(world, row) ? 1 : 0;
}

/** Begins the present phase of a start-up, on the resource that it needs; where it is done in turn, when its turn comes. */
export function beginPhase(world: World, row: number): void {
  const turn = phaseOf(world, row)?.inTurn === true ? turnOf(world, row) : undefined;
  if (turn !== undefined && turn.push(row) > 1) return;
  beginWork(world, row);
}

/** Sandboxes whose toolstack does a phase for one after another: the first is at work. */
const turnOf = (world: World, row: number): number[] | undefined =>
  world.hosts[world.sandboxes.host[row] as number]?.turn;

/** The sandbox leaves the line; the next is served where it was the one at work. */
function leaveTurn(world: World, row: number): void {
  const turn = turnOf(world, row);
  const place = turn?.indexOf(row) ?? -1;
  if (turn === undefined || place < 0) return;
  turn.splice(place, 1);
  const next = turn[0];
  if (place > 0 || next === undefined) return;
  const { sandboxes, simulation } = world;
  const phase = sandboxes.phase[next] as number;
  const began =
    phase === 0
      ? (sandboxes.createdAt[next] as number)
      : (sandboxes.phaseEnds[next * MAX_PHASES + phase - 1] as number);
  moveEnds(world, next, simulation.nowMicros - began);
  beginWork(world, next);
}

/** The present phase and those after it end later by as much. */
function moveEnds(world: World, row: number, by: number): void {
  const { sandboxes } = world;
  const count = poolModel(world, sandboxes.pool[row] as number).phases.length;
  for (let i = sandboxes.phase[row] as number; i < count; i++)
    sandboxes.phaseEnds[row * MAX_PHASES + i] = (sandboxes.phaseEnds[row * MAX_PHASES + i] as number) + by;
  sandboxes.readyAt[row] = (sandboxes.readyAt[row] as number) + by;
}

function beginWork(world: World, row: number): void {
  const { sandboxes, simulation } = world;
  const phase = phaseOf(world, row);
  if (phase !== undefined && phase.probe !== null) planProbe(world, row, phase.probe);
  const span =
    (sandboxes.phaseEnds[row * MAX_PHASES + (sandboxes.phase[row] as number)] as number) -
    simulation.nowMicros;
  const host = sandboxes.host[row] as number;
  sandboxes.attempt[row] = ((sandboxes.attempt[row] as number) + 1) & 0xff;
  if (host >= 0 && phase?.on === 'cpu') {
    beginCpuPhase(world, row, host, span, phase.cores);
    return;
  }
  if (host >= 0 && phase?.on === 'image') {
    beginPull(world, row);
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
  endCpuPhase(world, row, phaseOf(world, row)?.cores ?? 1, false);
  const phase = sandboxes.phase[row] as number;
  moveEnds(world, row, simulation.nowMicros - (sandboxes.phaseEnds[row * MAX_PHASES + phase] as number));
  const wasInTurn = phaseOf(world, row)?.inTurn === true;
  sandboxes.phase[row] = phase + 1;
  if (wasInTurn) leaveTurn(world, row);
  return phase + 1 >= poolModel(world, sandboxes.pool[row] as number).phases.length;
}

/** The sandbox goes before it is ready: what its phase occupied is free again. */
export function abortPhase(world: World, row: number): void {
  const { sandboxes } = world;
  const host = sandboxes.host[row] as number;
  const phase = phaseOf(world, row);
  sandboxes.attempt[row] = ((sandboxes.attempt[row] as number) + 1) & 0xff;
  if (host < 0 || phase === undefined) return;
  const waits = phase.inTurn && turnOf(world, row)?.[0] !== row;
  if (phase.inTurn) leaveTurn(world, row);
  if (waits) return;
  if (phase.on === 'image') abandonPull(world, row);
  if (phase.on === 'cpu') endCpuPhase(world, row, phase.cores, true);
  if (phase.on === 'disk' || phase.on === 'network')
    abortTransfer(world, host, phase.on, phase.bytesPerSecond);
}
