export { ubuntu } from './ubuntu';
export { alpine } from './alpine';
export { debianMinimal } from './debian-minimal';
export { tinyx } from './tinyx';
export { minimalLinux } from './minimal-linux';
export { freebsd } from './freebsd';
export { windowsServer } from './windows-server';
export { unikraft } from './unikraft';
