/** All of the library that the window, the command line and tests may import. */
export * from './base/errors';
export * from './base/quantity';
export { finish, type Steps } from './base/steps';
export { nearestName } from './base/catalogue';
export { digestOfText } from './base/digest';
export { LAYERS, LAYER_IDS, type LayerId } from './technologies/layers';
export { weakest, type Basis, type BasisKind } from './technologies/basis';
export type { Technology, StackLayer, StartPhase, Factor, WorkMix } from './technologies/technology';
export { TECHNOLOGIES, TECHNOLOGY_IDS, technologyOf, type TechnologyId } from './technologies/catalogue';
export { meanOf, medianOf, type Distribution } from './random/distributions';
export { parseDistribution } from './random/parse-distribution';
export { replicationSeed } from './random/streams';
export { parseScenario, checkScenario, type ParseOptions } from './scenario/parse';
export * from './scenario/edit';
export * from './scenario/edit-calls';
export * from './scenario/edit-managed';
export * from './scenario/edit-values';
export { scenarioSchema, FORMAT, VERSION, type Scenario } from './scenario/schema';
export { ENGINE_VERSION } from './results/run-result';
export type * from './results/result';
export { COMMANDS, readCall, spell, type CommandCall } from './commands/catalogue';
export { parseLine, splitWords } from './commands/parse-line';
export { Lab, type CommandOutcome, type CommandReply, type LabOptions, type LoggedEvent } from './lab/lab';
export {
  blastRadius,
  failingLayer,
  type Affected,
  type Blast,
  type Effect,
  type Standing,
} from './world/blast';
export { blastText } from './world/blast-text';
export { FAULT_IDS, FAULT_KINDS, faultKind, type FaultId, type FaultKind } from './technologies/fault-kinds';
export { standingsOf, supposeFault, type FaultFrame } from './lab/fault-frame';
export type { MigrationFrame } from './lab/migration-frame';
export type { ServiceFrame, ServiceKind, TriggerFrame, TriggerKind } from './lab/traffic-frame';
export { migrationRefusal } from './world/migration';
export { deploymentName } from './lab/deployment-name';
export type * from './lab/frame';
export * from './lab/request-trace';
export * from './lab/run-series';
export { waitChain, type WaitCause } from './lab/wait-cause';
export * from './lab/first-difference';
export * from './scene/index';
export { waitOf } from './commands/wait';
export { commonStart, complete, type Candidate, type Completion } from './dialects/complete';
export { terminalReference } from './dialects/reference';
export { wordedAs, WORDINGS, type Wording } from './dialects/wording';
export * from './dialects/script';
export { followFrame, interpretLine, type FollowStep } from './dialects/interpret';
export { DIALECTS, isCommandLine, SUBCOMMANDS } from './dialects/understand';
export type { Follow, OutputLine, TerminalReply } from './dialects/reply';
export {
  DESK,
  newShell,
  placeOf,
  promptOf,
  type Place,
  type Prompt,
  type Shell,
} from './dialects/shell/place';
export { isWhole } from './dialects/shell/words';
export { mergeReplications, type Merged, type MergedResult } from './results/replications';
export { figuresOf, type Figures, type Part } from './results/figures';
export * from './results/compare';
export * from './results/sweep';
export * from './results/sweep-file';
export { figureOf, studentT975, type Figure } from './statistics/confidence';
export * from './lessons/index';
export { drawArchitecture, type FigureOptions } from './charts/architecture';
export * from './charts/start-up-rows';
export * from './charts/start-up-phases';
export * from './charts/waterfall';
export * from './charts/service-graph';
export { edgesOf } from './charts/graph-edges';
export { describeService, nodeIdOf } from './charts/graph-back-ends';
export * from './charts/series';
export * from './charts/sweep';
export * from './charts/layer-way';
export * from './charts/opened-sandbox';
export * from './charts/data-centre';
export * from './charts/sweep-figures';
export * from './charts/frame-difference';
export type { Drawing, Mark } from './drawing/drawing';
export { fitText, textWidth } from './drawing/measure';
export { INKS, LAYER_INKS, VARIANTS, type Variant } from './drawing/palette';
export { EXPORT_FORMATS } from './exports/catalogue';
export { svgOf } from './exports/svg';
export { withResolution } from './exports/png';
export type { ExportFormat, ExportHost } from './exports/export-format';
export { LIMIT_PROFILES, limitProfileOf, PRICE_PROFILES, priceProfileOf } from './profiles/catalogue';
export type { Limit, LimitProfile, Price, PriceProfile } from './profiles/profile';
export { FACTS, type Fact } from './technologies/facts';
