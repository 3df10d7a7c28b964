export { fullVmType1 } from './full-vm-type-1';
export { container } from './container';
export { cloudFunction } from './cloud-function';
