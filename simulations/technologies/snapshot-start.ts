/**
 * Starting from a snapshot: the memory of an instance that was ready is on disk; a monitor loads it and what the instance
 * touches first is read ahead in one go, instead of page by page. Source: Ustiugov et al., "Benchmarking, Analysis, and
 * Optimization of Serverless Function Snapshots", ASPLOS 2021 (REAP).
 */
import { published } from './basis';
import { onDisk, phase, type StartPhase, type Technology } from './technology';

/** Of the SATA disk of the measurements (fact faas.snapshot.ssd). */
const MEGABYTES_PER_SECOND = 850;

/** The phases of the technology up to its placement, then the restore. */
export function snapshotStartUp(technology: Technology, workingSetBytes: number): readonly StartPhase[] {
  const first = technology.startUp.filter((one) => one.name.startsWith('Place'));
  const seconds = workingSetBytes / (MEGABYTES_PER_SECOND * 1e6);
  return [
    ...first,
    phase(
      'Restore snapshot',
      'hv',
      'log-normal(median 50 ms, p99 80 ms)',
      published('faas.snapshot.vanilla', 'load the monitor and the state of the VM'),
    ),
    onDisk(
      phase(
        'Prefetch working set',
        'go',
        `constant(${seconds} s)`,
        published('faas.snapshot.ws', 'read in one go at 850 MB/s (faas.snapshot.ssd)'),
      ),
      MEGABYTES_PER_SECOND,
    ),
  ];
}
