/** Every case of docs/validity.md. One more: a file here and one line below. */
export { queues } from './queues';
export { sharing } from './sharing';
export { publishedFunction } from './published-function';
export { plainFunction } from './plain-function';
export { starts } from './starts';
export { density } from './density';
export { startUp } from './start-up';
export { overhead } from './overhead';
export { orchestration } from './orchestration';
export { closedLoop } from './closed-loop';
export { balancing } from './balancing';
export { states } from './states';
export { runtimes } from './runtimes';
export { bootDistributions } from './boot-distributions';
export { recordedSeries } from './recorded-series';
export { coldStarts } from './cold-starts';
