/**
 * Faults begin and end: by a command, at a stated time, or by chance. Each says so in the log, and what falls with it
 * names it as its cause. Who is affected is computed from the stacks (`blast.ts`); what orchestrators make of it is
 * their matter.
 */
import { scheduleAt } from '../engine/simulation';
import { failingLayer, isGround, restartsInside } from './blast';
import { FAULT_DUE } from './event-kinds';
import { beginEffect, idOf, leak, liftFault } from './fault-effects';
import { FAULT_IDS, faultKind, type FaultId } from '../technologies/fault-kinds';
import { draw } from '../random/distributions';
import { nextFraction, type RandomStream } from '../random/streams';
import type { FaultState } from './fault-state';
import { note, NOTICE_KINDS } from './notices';
import { hostLost, hostReturned, sandboxesDied } from './orchestration';
import { poolModel } from './pools';
import { restartInside } from './restart-inside';
import { orderFor, nameOfRow, rowsOn, technologiesOn, technologyOfRow, type FaultOrder } from './targets';
import type { World } from './world';

/** Whether the machine itself goes down: its kernel, the hypervisor on the hardware, or all of it. */
export function takesHostDown(world: World, kind: FaultId, host: number, row: number): boolean {
  if (row >= 0) return false;
  if (kind === 'host-loss' || kind === 'host-kernel-panic') return true;
  if (kind !== 'hypervisor-crash') return false;
  return technologiesOn(world, host).some((technology) => {
    const failing = failingLayer(technology, kind, true);
    return typeof failing !== 'string' && isGround(technology, failing.layer);
  });
}

/** Carries out an order that was checked (`targets.ts`); returns the notice of its beginning. */
export function beginFault(world: World, order: FaultOrder, cause: number): number {
  const { simulation, sandboxes, faults } = world;
  const now = simulation.nowMicros;
  const kind = FAULT_IDS.indexOf(order.kind);
  const lasts = lastsOf(world, order);
  const pool = order.row >= 0 ? (sandboxes.pool[order.row] as number) : -1 - order.host;
  const serial = order.row >= 0 ? (sandboxes.serial[order.row] as number) : 0;
  const notice = note(world.notices, now, NOTICE_KINDS.faultBegan, pool, serial, kind, lasts, cause);
  if (lasts === 0) {
    strike(world, order, notice);
    scheduleNext(world, order.entry);
    return notice;
  }
  const fault: FaultState = {
    id: ++faults.count,
    kind,
    target: order.target,
    host: order.host,
    row: order.row,
    strength: order.strength,
    startedMicros: now,
    endsMicros: now + lasts,
    notice,
    entry: order.entry,
    burning: 0,
    closes: false,
  };
  faults.active.push(fault);
  if (fault.endsMicros !== Infinity) scheduleAt(simulation, fault.endsMicros, FAULT_DUE, fault.id, 0);
  if (takesHostDown(world, order.kind, order.host, order.row)) hostLost(world, order.host, notice);
  else beginEffect(world, fault);
  return notice;
}

/** A hypervisor that is a program falls and can be started again at once; one on the hardware takes the machine along. */
function lastsOf(world: World, order: FaultOrder): number {
  if (order.kind !== 'hypervisor-crash') return order.lastsMicros;
  if (order.row >= 0) return 0;
  if (takesHostDown(world, order.kind, order.host, -1)) return order.lastsMicros;
  return carriesNothing(world, order.host) ? order.lastsMicros : 0;
}

/** Guests with monitors of their own: the hypervisor's services are needed to start them, not to run them. */
const carriesNothing = (world: World, host: number): boolean =>
  technologiesOn(world, host).every((technology) =>
    technology.stack.some(({ layer, scope }) => layer === 'hv' && scope === 'own'),
  );

/** A fault that is over at once: what it takes with it. */
function strike(world: World, order: FaultOrder, notice: number): void {
  if (order.row >= 0) {
    const failing = failingLayer(technologyOfRow(world, order.row), order.kind, false);
    if (typeof failing === 'string') return;
    if (failing.shared) sandboxesDied(world, sharers(world, order.row, failing.layer.name), notice);
    else if (order.kind === 'process-crash' && restartsInside(technologyOfRow(world, order.row)))
      restartInside(world, order.row, notice);
    else sandboxesDied(world, [order.row], notice);
    return;
  }
  const fallen = rowsOn(world, order.host).filter((row) => {
    const failing = failingLayer(technologyOfRow(world, row), order.kind, true);
    return typeof failing !== 'string' && failing.shared;
  });
  sandboxesDied(world, fallen, notice);
}

/** The sandboxes that share a layer with this one: on its host, or in its deployment where the hosts are unknown. */
function sharers(world: World, row: number, layer: string): readonly number[] {
  const { sandboxes } = world;
  const host = sandboxes.host[row] as number;
  const { deployment } = poolModel(world, sandboxes.pool[row] as number);
  return rowsOn(world, host).filter(
    (other) =>
      technologyOfRow(world, other).stack.some(({ name, scope }) => name === layer && scope === 'shared') &&
      (host >= 0 || poolModel(world, sandboxes.pool[other] as number).deployment === deployment),
  );
}

/** Event: a fault of the scenario begins (`what` < 0), an active one goes on (`step` 1), or it ends. */
export function handleFaultDue(world: World, what: number, step: number): void {
  if (what < 0) {
    beginEntry(world, -1 - what);
    return;
  }
  const fault = world.faults.active.find(({ id }) => id === what);
  if (fault === undefined) return;
  if (step === 1) leak(world, fault);
  else endFault(world, fault, fault.notice);
}

/** It is over: by itself (its own beginning is the cause), or by a repair. A machine that was down is back. */
export function endFault(world: World, fault: FaultState, cause: number): void {
  const over = liftFault(world, fault, cause);
  const isDown = takesHostDown(world, idOf(fault), fault.host, fault.row);
  const stillDown = world.faults.active.some(
    (other) => other.host === fault.host && takesHostDown(world, idOf(other), other.host, other.row),
  );
  if (isDown && !stillDown) hostReturned(world, fault.host, over);
  scheduleNext(world, fault.entry);
}

/** The faults of the scenario are entered in the calendar. */
export function scheduleFaults(world: World): void {
  world.model.scenario.faults.forEach((entry, i) => {
    if (entry.at !== undefined) scheduleAt(world.simulation, entry.at, FAULT_DUE, -1 - i, 0);
    else scheduleNext(world, i);
  });
}

/** A fault that comes by chance comes again, its time between failures after it was over. */
function scheduleNext(world: World, entry: number): void {
  const fields = world.model.scenario.faults[entry];
  const streams = world.faults.streams[entry];
  if (fields?.mtbf === undefined || streams === undefined) return;
  const at = world.simulation.nowMicros + Math.max(1, draw(fields.mtbf, streams.times));
  if (at <= world.model.scenario.duration) scheduleAt(world.simulation, at, FAULT_DUE, -1 - entry, 0);
}

/** A fault of the scenario is due: it begins, or the log says why it cannot. */
function beginEntry(world: World, entry: number): void {
  const fields = world.model.scenario.faults[entry];
  const streams = world.faults.streams[entry];
  if (fields === undefined || streams === undefined) return;
  const kind = faultKind(fields.kind);
  const target = pickTarget(world, fields.kind, fields.target, streams.targets);
  const repair =
    fields.mttr === undefined || kind.lastsMicros === 0
      ? fields.for
      : Math.max(1, Math.round(draw(fields.mttr, streams.times)));
  const order = orderFor(world, { kind: fields.kind, target, lastsMicros: repair, by: fields.by, entry });
  if (order.ok) {
    beginFault(world, order.value, -1);
    return;
  }
  const pool = Math.max(0, poolOfTarget(world, fields.target));
  note(
    world.notices,
    world.simulation.nowMicros,
    NOTICE_KINDS.faultMissed,
    pool,
    0,
    FAULT_IDS.indexOf(kind.id),
    0,
    -1,
  );
  scheduleNext(world, entry);
}

/** A target may stand for several: the sandboxes of a component, the hosts or sandboxes of a deployment. One is drawn. */
function pickTarget(world: World, kind: FaultId, target: string, stream: RandomStream): string {
  const { model } = world;
  if (model.hosts.some(({ id }) => id === target)) return target;
  const deployment = model.deployments.findIndex(({ id }) => id === target);
  const pools = model.pools.filter(
    (pool) => pool.deployment === deployment || pool.component === target || pool.functionId === target,
  );
  if (pools.length === 0) return target;
  const candidates =
    faultKind(kind).hits === 'host'
      ? [...new Set(pools.flatMap(({ hosts }) => hosts))].map((host) => model.hosts[host]?.id ?? '')
      : pools.flatMap(({ index, hosts }) =>
          (hosts.length === 0 ? [-1] : hosts)
            .flatMap((host) => rowsOn(world, host))
            .filter((row) => world.sandboxes.pool[row] === index)
            .map((row) => nameOfRow(world, row)),
        );
  return candidates[Math.floor(nextFraction(stream) * candidates.length)] ?? target;
}

const poolOfTarget = (world: World, target: string): number =>
  world.model.pools.findIndex(
    (pool) =>
      pool.component === target || pool.functionId === target || target.startsWith(`${pool.sandboxName}-`),
  );
