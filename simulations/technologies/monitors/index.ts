export { firecracker } from './firecracker';
export { cloudHypervisor } from './cloud-hypervisor';
export { qemu } from './qemu';
