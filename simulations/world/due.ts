/** Shared resources that may have finished jobs: what each job was, and what follows. */
import { countDone, type DoneJob, type FairShare } from '../engine/fair-share';
import { drainNest } from './cores';
import { drainShare, phaseMark, serviceMark } from './computing';
import { CPU_DUE, DISK_DUE, NETWORK_DUE, WORKERS_DUE } from './event-kinds';
import { finishService } from './flow';
import { endRound } from './migration';
import { endFlow } from './migration-copy';
import { finishPhase } from './readiness';
import { endCopy } from './snapshots';
import { isLayerJob, layerFetched, layerUnpacked } from './pulls';
import type { World } from './world';

/** A layer of an image, the memory of a snapshot, or what a start-up reads. */
function finishRead(world: World, host: number, job: DoneJob): void {
  if (job.id < 0 && !isLayerJob(job.id)) {
    endCopy(world, job);
    return;
  }
  if (!isLayerJob(job.id)) {
    finishTransfer(world, job);
    return;
  }
  countDone(job.of);
  for (const row of layerUnpacked(world, host, job.id)) finishPhase(world, row);
}

function finishFetch(world: World, host: number, job: DoneJob): void {
  if (!isLayerJob(job.id)) {
    finishTransfer(world, job);
    return;
  }
  countDone(job.of);
  layerFetched(world, host, job.id);
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

/** Sandboxes whose first call is done by their row, start-ups by -1 - row. */
function finishOnCores(world: World, cores: FairShare, { id, mark, of }: DoneJob): void {
  if (id < 0) {
    finishTransfer(world, { id: -1 - id, mark, of });
    return;
  }
  drainNest(world, cores, id, of, mark, (call, service, count) => {
    if (serviceMark(world, call) !== service) return;
    count();
    finishService(world, call);
  });
}

function finishCall(world: World, { id, mark, of }: DoneJob): void {
  if (serviceMark(world, id) !== mark) return;
  countDone(of);
  finishService(world, id);
}

/** Event: jobs on the cores of a host may be done. */
export function handleCpuDue(world: World, host: number, mark: number): void {
  const cores = world.hosts[host]?.cores;
  if (cores !== null && cores !== undefined)
    drainShare(world, cores, CPU_DUE, host, mark, (job) => finishOnCores(world, cores, job));
}

/** Event: reads from the disk of a host may be done. */
export function handleDiskDue(world: World, host: number, mark: number): void {
  const disk = world.hosts[host]?.disk;
  if (disk !== undefined)
    drainShare(world, disk, DISK_DUE, host, mark, (job) => finishRead(world, host, job));
}

/** Event: pulls over the network of a host may be done. */
export function handleNetworkDue(world: World, host: number, mark: number): void {
  const network = world.hosts[host]?.network;
  if (network !== undefined)
    drainShare(world, network, NETWORK_DUE, host, mark, (job) => finishFetch(world, host, job));
}

/** Event: calls that share the workers of a sandbox may be done. */
export function handleWorkersDue(world: World, sandbox: number, mark: number): void {
  const share = world.workerShares[sandbox];
  if (share !== undefined)
    drainShare(world, share, WORKERS_DUE, sandbox, mark, (job) => finishCall(world, job));
}
