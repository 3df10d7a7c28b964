export { virshConsole } from './console';
export { virshDestroy } from './destroy';
export { virshDomblklist } from './domblklist';
export { virshDomifaddr } from './domifaddr';
export { virshDomiflist } from './domiflist';
export { virshDominfo } from './dominfo';
export { virshDommemstat } from './dommemstat';
export { virshDomstate } from './domstate';
export { virshDomstats } from './domstats';
export { virshDumpxml } from './dumpxml';
export { virshList } from './list';
export { virshMigrate } from './migrate';
export { virshNodeinfo } from './nodeinfo';
export { virshResume } from './resume';
export { virshReboot, virshShutdown } from './shutdown';
export {
  virshSnapshotCreateAs,
  virshSnapshotDelete,
  virshSnapshotInfo,
  virshSnapshotList,
  virshSnapshotRevert,
} from './snapshots';
export { virshStart } from './start';
export { virshSuspend } from './suspend';
export { virshUndefine } from './undefine';
export { virshVcpucount } from './vcpucount';
export { virshVcpuinfo } from './vcpuinfo';
export { virshVersion } from './version';
