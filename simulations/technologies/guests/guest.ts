import type { Entry } from '../../base/catalogue';
import type { Basis } from '../basis';
import type { StartPhase } from '../technology';

export type GuestFamily = 'linux' | 'bsd' | 'windows' | 'library-os';

/** An operating system that a virtual machine boots: one file in this folder, one line in `index.ts`. */
export interface Guest extends Entry {
  readonly label: string;
  readonly family: GuestFamily;
  /** What `uname` or its like says in the guest. */
  readonly kernel: string;
  /** Other names by which a scenario may call it. */
  readonly aliases: readonly string[];
  /** Memory that the kernel itself takes, and what init, services and caches take on top, in bytes. */
  readonly kernelBytes: number;
  readonly userlandBytes: number;
  readonly memoryBasis: Basis;
  /** What an installation of it takes on the disk, in bytes, and where that figure comes from. */
  readonly diskBytes: number;
  readonly diskBasis: Basis;
  /** Started by the hypervisor itself, without firmware and boot loader. */
  readonly bootsDirectly: boolean;
  /** From the first instruction of the kernel to the first process of the application. */
  readonly boot: readonly StartPhase[];
}

export const defineGuest = <const G extends Guest>(guest: G): G => guest;
