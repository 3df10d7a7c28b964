export { virshList } from './list';
export { virshShutdown } from './shutdown';
export { virshStart } from './start';
