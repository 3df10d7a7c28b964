/** The virtual devices of a virtual machine, and what an emulated one costs against a paravirtual one. */
import { assumed, computed, type Basis } from './basis';

export const DEVICE_KINDS = ['paravirtual', 'emulated'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export interface DeviceCost {
  /** Work through the device takes this many times as long. */
  readonly factor: number;
  readonly basis: Basis;
}

const PARAVIRTUAL: DeviceCost = {
  factor: 1,
  basis: computed('what the technology’s own factors were measured with'),
};

/**
 * An emulated card or disk leaves the guest at every register that its driver touches; a paravirtual one once for a queue
 * full of work. Throughput 0.2 and 0.4 of the paravirtual one: the direction is certain, the figures are not.
 */
export const NIC_COST: Readonly<Record<DeviceKind, DeviceCost>> = {
  paravirtual: PARAVIRTUAL,
  emulated: { factor: 5, basis: assumed('vm.emulated_vs_virtio: e1000 against virtio-net, unverified') },
};
export const STORAGE_COST: Readonly<Record<DeviceKind, DeviceCost>> = {
  paravirtual: PARAVIRTUAL,
  emulated: { factor: 2.5, basis: assumed('vm.emulated_vs_virtio: IDE against virtio-blk, unverified') },
};
