/** All subcommands of all tools; `interpret.ts` reads lines by them. */
export * from './aws/index';
export * from './docker/index';
export * from './kubectl/index';
export * from './virsh/index';
