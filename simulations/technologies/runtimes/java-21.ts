import { defineRuntime, initOf } from './runtime';

export const java21 = defineRuntime({
  id: 'java21',
  order: 31,
  label: 'Java 21',
  init: initOf('log-normal(median 243.7 ms, p99 594.9 ms)', 'faas.init.lambda.java21.zip'),
  initFromImage: initOf('log-normal(median 339.8 ms, p99 787.2 ms)', 'faas.init.lambda.java21.image'),
});
