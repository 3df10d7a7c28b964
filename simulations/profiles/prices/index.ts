export { azureList202412 } from './azure-list-2024-12';
export { googleList202412 } from './google-list-2024-12';
export { list202412 } from './list-2024-12';
export { ownMachines202412 } from './own-machines-2024-12';
