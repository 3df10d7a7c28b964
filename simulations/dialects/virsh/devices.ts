/** Network cards and disks of a domain: the ones that its definition gives it. */
import { longId } from '../objects';
import type { Domain } from './domains';

/** 52:54:00 is the prefix of QEMU's cards. */
export const macOf = (name: string): string =>
  `52:54:00:${(longId(`mac/${name}`).match(/../g) ?? []).slice(0, 3).join(':')}`;

export const cardOf = ({ number }: Domain): string => (number === null ? '-' : `vnet${number - 1}`);

export const diskOf = ({ sandbox }: Domain): string => `/var/lib/libvirt/images/${sandbox.id}.qcow2`;
