/**
 * What a fault does to what a host shares, and what is undone when it is over: cores and disk taken by a noisy neighbour,
 * bandwidth that is missing, a network that delays. Nobody is told to be slow: it follows from the fair shares.
 */
import { classOf, occupyShare, setCapacity } from '../engine/fair-share';
import { scheduleIn } from '../engine/simulation';
import { nextFraction } from '../random/streams';
import { arm, countComputing, shareCores } from './computing';
import { makeNoise } from './cores';
import { CPU_DUE, DISK_DUE, FAULT_DUE, NETWORK_DUE } from './event-kinds';
import { FAULT_KINDS, type FaultId } from '../technologies/fault-kinds';
import type { FaultState } from './fault-state';
import { addTouched } from './memory';
import type { HostModel, PoolModel } from './model';
import { note, NOTICE_KINDS } from './notices';
import { hostChanged } from './host-choice';
import { poolModel } from './pools';
import { RUNNING, type HostState, type World } from './world';

export const idOf = (fault: FaultState): FaultId => FAULT_KINDS[fault.kind]?.id ?? 'escape';

/** Its effect on shared resources begins. */
export function beginEffect(world: World, fault: FaultState): void {
  switch (idOf(fault)) {
    case 'noisy-neighbour':
      burn(world, fault);
      return;
    case 'memory-leak':
      scheduleIn(world.simulation, LEAK_STEP_MICROS, FAULT_DUE, fault.id, 1);
      return;
    case 'slow-disk':
    case 'network-loss':
      setDevices(world, fault.host);
      return;
    case 'engine-crash':
    case 'hypervisor-crash':
      fault.closes = true;
      close(world, fault.host, 1);
      return;
    default:
  }
}

/** What it took is free again; the fault is no longer among the active ones. */
export function endEffect(world: World, fault: FaultState): void {
  switch (idOf(fault)) {
    case 'noisy-neighbour':
      quench(world, fault);
      return;
    case 'slow-disk':
    case 'network-loss':
      setDevices(world, fault.host);
      return;
    case 'engine-crash':
    case 'hypervisor-crash':
      // Where the machine itself was down, it was not this that kept things from starting.
      if (fault.closes) close(world, fault.host, -1);
      return;
    default:
  }
}

/** How often a leak touches more. */
const LEAK_STEP_MICROS = 1_000_000;

/**
 * What leaks in a second is touched and never given back before its process ends: at its limit, or when the host has no
 * more, somebody is killed for it (`out-of-memory.ts`), and names the leak as the cause. A paused sandbox leaks nothing.
 */
export function leak(world: World, fault: FaultState): void {
  const { sandboxes, simulation } = world;
  scheduleIn(simulation, LEAK_STEP_MICROS, FAULT_DUE, fault.id, 1);
  if (sandboxes.paused[fault.row] === 1 || sandboxes.state[fault.row] !== RUNNING) return;
  sandboxes.notice[fault.row] = fault.notice;
  addTouched(world, fault.row, Math.round((fault.strength * LEAK_STEP_MICROS) / 1e6));
}

function close(world: World, host: number, change: 1 | -1): void {
  (world.hosts[host] as HostState).closed += change;
  hostChanged(world, host);
}

/** As many threads as it may run: the virtual CPUs of a VM, else one for each core of the host. */
const threadsOf = (pool: PoolModel, host: HostModel): number =>
  pool.technology.memoryIsReserved ? Math.min(pool.vcpus, host.cores) : host.cores;

function burn(world: World, fault: FaultState): void {
  const { simulation, sandboxes } = world;
  if (fault.burning > 0 || sandboxes.paused[fault.row] === 1 || sandboxes.state[fault.row] !== RUNNING)
    return;
  const pool = poolModel(world, sandboxes.pool[fault.row] as number);
  const model = world.model.hosts[fault.host] as HostModel;
  const state = world.hosts[fault.host] as HostState;
  if (state.cores === null) shareCores(world, fault.host);
  if (state.cores === null) return;
  fault.burning = threadsOf(pool, model);
  makeNoise(world, state.cores, fault.row, fault.burning);
  countComputing(world, fault.row, fault.host, 0);
  arm(world, state.cores, CPU_DUE, fault.host);
  occupyShare(state.disk, classOf(state.disk, 1, model.diskBytesPerSecond), simulation.nowMicros, 1);
  arm(world, state.disk, DISK_DUE, fault.host);
}

function quench(world: World, fault: FaultState): void {
  if (fault.burning === 0) return;
  const { simulation } = world;
  const model = world.model.hosts[fault.host] as HostModel;
  const { cores, disk } = world.hosts[fault.host] as HostState;
  if (cores !== null) {
    if (world.nests[fault.row] !== undefined) makeNoise(world, cores, fault.row, -fault.burning);
    arm(world, cores, CPU_DUE, fault.host);
  }
  countComputing(world, fault.row, fault.host, 0);
  occupyShare(disk, classOf(disk, 1, model.diskBytesPerSecond), simulation.nowMicros, -1);
  arm(world, disk, DISK_DUE, fault.host);
  fault.burning = 0;
}

/** A sandbox stands still: it makes no noise. */
export function stopBurning(world: World, row: number): void {
  for (const fault of world.faults.active) if (fault.row === row) quench(world, fault);
}

/** It goes on, and so does the noise. */
export function startBurning(world: World, row: number): void {
  for (const fault of world.faults.active)
    if (fault.row === row && idOf(fault) === 'noisy-neighbour') burn(world, fault);
}

/** Round trip inside a data centre, and payload of a segment on Ethernet. */
const ROUND_TRIP_SECONDS = 0.0005;
const SEGMENT_BYTES = 1460;

/**
 * A flow that loses packets: at most MSS / RTT * sqrt(3/2) / sqrt(p) bytes a second (Mathis, Semke, Mahdavi, Ott, "The
 * macroscopic behavior of the TCP congestion avoidance algorithm", 1997). The host's flows are taken as one: assumed.
 */
export const lossyBandwidth = (loss: number): number =>
  loss <= 0 ? Infinity : (SEGMENT_BYTES / ROUND_TRIP_SECONDS) * Math.sqrt(1.5 / loss);

/** Disk and network give what the active faults leave of them. */
function setDevices(world: World, host: number): void {
  const { simulation } = world;
  const model = world.model.hosts[host] as HostModel;
  const { disk, network } = world.hosts[host] as HostState;
  const strengths = (id: FaultId): readonly number[] =>
    world.faults.active
      .filter((fault) => fault.host === host && idOf(fault) === id)
      .map((fault) => fault.strength);
  const left = strengths('slow-disk').reduce((product, strength) => product * strength, 1);
  setCapacity(disk, simulation.nowMicros, model.diskBytesPerSecond * left);
  arm(world, disk, DISK_DUE, host);
  const bandwidth = Math.min(model.networkBytesPerSecond, ...strengths('network-loss').map(lossyBandwidth));
  setCapacity(network, simulation.nowMicros, bandwidth);
  arm(world, network, NETWORK_DUE, host);
}

/** The shortest time after which Linux sends again what was lost (TCP_RTO_MIN); it doubles with every loss. */
const RETRANSMIT_MICROS = 200_000;
const MOST_RETRANSMITS = 6;

/** How long the network of a host holds a call up: latency, and what is lost on the way there or back is sent again. */
export function wireDelay(world: World, host: number): number {
  if (world.faults.active.length === 0 || host < 0) return 0;
  let delay = 0;
  for (const fault of world.faults.active) {
    if (fault.host !== host || fault.row >= 0) continue;
    if (idOf(fault) === 'network-latency') delay += fault.strength;
    if (idOf(fault) === 'network-loss')
      delay += retransmits(world, host, fault.strength) + retransmits(world, host, fault.strength);
  }
  return Math.round(delay);
}

function retransmits(world: World, host: number, loss: number): number {
  const { lossStream } = world.hosts[host] as HostState;
  let [delay, wait] = [0, RETRANSMIT_MICROS];
  for (let i = 0; i < MOST_RETRANSMITS && nextFraction(lossStream) < loss; i++) {
    delay += wait;
    wait *= 2;
  }
  return delay;
}

/** A sandbox no longer runs: faults of its own are over. */
export function liftFaultsOf(world: World, row: number): void {
  if (world.faults.active.length === 0) return;
  for (const fault of world.faults.active.filter((one) => one.row === row))
    liftFault(world, fault, fault.notice);
}

/** A fault is over. */
export function liftFault(world: World, fault: FaultState, cause: number): number {
  const { faults, simulation, sandboxes, notices } = world;
  faults.active = faults.active.filter((one) => one !== fault);
  endEffect(world, fault);
  const pool = fault.row >= 0 ? (sandboxes.pool[fault.row] as number) : -1 - fault.host;
  const serial = fault.row >= 0 ? (sandboxes.serial[fault.row] as number) : 0;
  const took = simulation.nowMicros - fault.startedMicros;
  return note(notices, simulation.nowMicros, NOTICE_KINDS.faultEnded, pool, serial, fault.kind, took, cause);
}
