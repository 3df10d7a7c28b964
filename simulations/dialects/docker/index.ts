export { dockerBuild } from './build';
export { composeDown, composePs, composeUp } from './compose';
export { dockerExec } from './exec';
export { dockerHistory, dockerImages } from './images';
export { dockerInspect } from './inspect';
export { composeLogs, dockerLogs, serviceLogs } from './logs';
export { dockerInfo, dockerTop, systemDf } from './more';
export { networkInspect, networkLs, volumeLs } from './network';
export { dockerPs } from './ps';
export { dockerPull } from './pull';
export { dockerRun } from './run';
export { serviceCreate, serviceLs, servicePs, serviceScale } from './service';
export { dockerStats } from './stats';
export {
  dockerKill,
  dockerPause,
  dockerRestart,
  dockerRm,
  dockerStart,
  dockerStop,
  dockerUnpause,
} from './stop';
export { dockerVersion, dockerVersionFlag } from './version';
