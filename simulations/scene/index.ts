export { describeChange, describeScene, outlineOf, startText } from './describe';
export * from './layout';
export { PATTERNS, SIGNS, WASTE_TILE, type PatternTile } from './patterns';
export type * from './scene';
export { sceneOf } from './scene-of';
export {
  SERVICE_WORDS,
  serviceId,
  serviceSentence,
  TRIGGER_WORDS,
  triggerId,
  triggerSentence,
} from './traffic';
export { standsFor, sumUp } from './sum-up';
