export { dockerPs } from './ps';
export { dockerRun } from './run';
export { dockerStop } from './stop';
