import type { Entry } from '../../base/catalogue';
import type { Basis } from '../basis';
import type { SandboxLimit, StartPhase } from '../technology';

/** The user-space half of a microVM: one file in this folder, one line in `index.ts`. */
export interface Monitor extends Entry {
  readonly label: string;
  /** What one of it takes of the host's memory beside the guest's, in bytes. */
  readonly memoryBytes: number;
  readonly memoryBasis: Basis;
  /** From the start of its process to the first instruction of the guest. */
  readonly start: StartPhase;
  readonly limits: readonly SandboxLimit[];
  /** How long a guest takes to boot under it, as a multiple of Firecracker. */
  readonly guestFactor: number;
}

export const defineMonitor = <const M extends Monitor>(monitor: M): M => monitor;
