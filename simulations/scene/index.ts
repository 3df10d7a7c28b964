export { describeChange, describeScene, outlineOf } from './describe';
export * from './layout';
export { PATTERNS, SIGNS, WASTE_TILE, type PatternTile } from './patterns';
export type * from './scene';
export { sceneOf } from './scene-of';
export { standsFor, sumUp } from './sum-up';
