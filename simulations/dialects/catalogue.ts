/** All tools of the terminal; one line a tool. */
export { aws } from './aws/dialect';
export { docker } from './docker/dialect';
export { kubectl } from './kubectl/dialect';
export { shell } from './shell/dialect';
export { virsh } from './virsh/dialect';
