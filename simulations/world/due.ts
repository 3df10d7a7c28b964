/** Shared resources that may have finished jobs: what each job was, and what follows. */
import { countDone, type DoneJob } from '../engine/fair-share';
import { drainShare, phaseMark, serviceMark } from './computing';
import { CPU_DUE, DISK_DUE, NETWORK_DUE, WORKERS_DUE } from './event-kinds';
import { finishService } from './flow';
import { endRound } from './migration';
import { endFlow } from './migration-copy';
import { finishPhase } from './readiness';
import type { World } from './world';

/** Calls by their row, start-ups by -1 - row. */
function finishJob(world: World, { id, mark, of }: DoneJob): void {
  const row = -1 - id;
  const isValid = id >= 0 ? serviceMark(world, id) === mark : phaseMark(world, row) === mark;
  if (!isValid) return;
  countDone(of);
  if (id >= 0) finishService(world, id);
  else finishPhase(world, row);
}

function finishTransfer(world: World, job: DoneJob): void {
  const { id, mark, of } = job;
  if (id < 0) {
    const migration = endFlow(world, job);
    if (migration !== undefined) endRound(world, migration);
    return;
  }
  if (phaseMark(world, id) !== mark) return;
  countDone(of);
  finishPhase(world, id);
}

/** Event: jobs on the cores of a host may be done. */
export function handleCpuDue(world: World, host: number, mark: number): void {
  const cores = world.hosts[host]?.cores;
  if (cores !== null && cores !== undefined)
    drainShare(world, cores, CPU_DUE, host, mark, (job) => finishJob(world, job));
}

/** Event: reads from the disk of a host may be done. */
export function handleDiskDue(world: World, host: number, mark: number): void {
  const disk = world.hosts[host]?.disk;
  if (disk !== undefined) drainShare(world, disk, DISK_DUE, host, mark, (job) => finishTransfer(world, job));
}

/** Event: pulls over the network of a host may be done. */
export function handleNetworkDue(world: World, host: number, mark: number): void {
  const network = world.hosts[host]?.network;
  if (network !== undefined)
    drainShare(world, network, NETWORK_DUE, host, mark, (job) => finishTransfer(world, job));
}

/** Event: calls that share the workers of a sandbox may be done. */
export function handleWorkersDue(world: World, sandbox: number, mark: number): void {
  const share = world.workerShares[sandbox];
  if (share !== undefined)
    drainShare(world, share, WORKERS_DUE, sandbox, mark, (job) => finishJob(world, job));
}
