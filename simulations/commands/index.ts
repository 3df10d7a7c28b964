export { invoke } from './invoke';
export { request } from './request';
export { run } from './run';
export { scale } from './scale';
export { set } from './set';
export { start } from './start';
export { stop } from './stop';
