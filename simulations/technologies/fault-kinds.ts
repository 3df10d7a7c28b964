/**
 * The faults that a run can have, as data: what each hits, whether it passes by itself, and how strong it is where
 * nobody says otherwise. What then happens is the matter of `faults.ts`; who is affected follows from the stacks
 * (`blast.ts`).
 */
import type { QuantityKind } from '../base/quantity';
import { assumed, published, type Basis } from './basis';

export const FAULT_IDS = [
  'process-crash',
  'guest-kernel-panic',
  'hypervisor-crash',
  'engine-crash',
  'host-kernel-panic',
  'host-loss',
  'noisy-neighbour',
  'memory-leak',
  'slow-disk',
  'network-loss',
  'network-latency',
  'escape',
] as const;
export type FaultId = (typeof FAULT_IDS)[number];

export interface FaultKind {
  readonly id: FaultId;
  readonly label: string;
  readonly hits: 'sandbox' | 'host' | 'sandbox or host';
  /** Over at once; or it lasts so long where nobody says otherwise, `Infinity` = until it is repaired. */
  readonly lastsMicros: number;
  readonly lastsBasis: Basis;
  /** How strong it is: the unit of `--by`, and what is taken where nobody says otherwise. */
  readonly strength: { readonly kind: QuantityKind; readonly value: number; readonly basis: Basis } | null;
  readonly summary: string;
}

const atOnce = { lastsMicros: 0, lastsBasis: assumed('over at once'), strength: null } as const;
const lasting = { lastsMicros: Infinity, lastsBasis: assumed('until it is repaired') } as const;
/** A server that panicked restarts by itself: firmware, kernel and services. */
const REBOOT = {
  lastsMicros: 90e6,
  lastsBasis: assumed('a server restarts in 90 s'),
  strength: null,
} as const;

/** In the order of `FAULT_IDS`: a fault is stored by its number. */
export const FAULT_KINDS: readonly FaultKind[] = [
  {
    id: 'process-crash',
    label: 'Process crash',
    hits: 'sandbox',
    ...atOnce,
    summary: 'The process of the application ends; what it served fails',
  },
  {
    id: 'guest-kernel-panic',
    label: 'Guest kernel panic',
    hits: 'sandbox',
    ...atOnce,
    summary: 'The kernel inside a sandbox stops, with all that runs in this guest',
  },
  {
    id: 'hypervisor-crash',
    label: 'Hypervisor crash',
    hits: 'sandbox or host',
    ...REBOOT,
    summary: 'The hypervisor of a host, or the monitor of one sandbox, ends with the guests that it carries',
  },
  {
    id: 'engine-crash',
    label: 'Container engine crash',
    hits: 'host',
    ...lasting,
    strength: null,
    summary: 'The engine ends: containers run on under their shims, none can be started',
  },
  {
    id: 'host-kernel-panic',
    label: 'Host kernel panic',
    hits: 'host',
    ...REBOOT,
    summary: 'The kernel of a host stops, with every sandbox that stands on it',
  },
  {
    id: 'host-loss',
    label: 'Host loss',
    hits: 'host',
    ...lasting,
    strength: null,
    summary: 'A machine is gone: power, mainboard or its way to the network',
  },
  {
    id: 'noisy-neighbour',
    label: 'Noisy neighbour',
    hits: 'sandbox',
    ...lasting,
    strength: null,
    summary: 'A sandbox computes and reads as much as its limits let it',
  },
  {
    id: 'memory-leak',
    label: 'Memory leak',
    hits: 'sandbox',
    ...lasting,
    strength: { kind: 'bandwidth', value: 10 * 1024 ** 2, basis: assumed('10 MiB a second') },
    summary: 'A sandbox touches more and more memory and gives none back',
  },
  {
    id: 'slow-disk',
    label: 'Slow disk',
    hits: 'host',
    ...lasting,
    strength: { kind: 'fraction', value: 0.1, basis: assumed('a tenth of its bandwidth is left') },
    summary: 'The disk of a host gives a fraction of its bandwidth',
  },
  {
    id: 'network-loss',
    label: 'Packet loss',
    hits: 'host',
    ...lasting,
    strength: { kind: 'fraction', value: 0.01, basis: assumed('one packet in a hundred') },
    summary: 'The network of a host loses packets: what is lost is sent again, and flows slow down',
  },
  {
    id: 'network-latency',
    label: 'Network latency',
    hits: 'host',
    ...lasting,
    strength: { kind: 'duration', value: 50_000, basis: assumed('50 ms for each call') },
    summary: 'Every call to a sandbox of the host takes longer on its way',
  },
  {
    id: 'escape',
    label: 'Escape from a sandbox',
    hits: 'sandbox',
    ...lasting,
    strength: {
      kind: 'count',
      value: 1,
      basis: published('sec.cve.runc', 'one boundary is crossed, as in CVE-2019-5736 or VENOM'),
    },
    summary: 'Hostile code in a sandbox crosses its boundary: what it can reach is listed',
  },
];

export const faultKind = (id: FaultId): FaultKind => FAULT_KINDS[FAULT_IDS.indexOf(id)] as FaultKind;
