import { defineRuntime, initOf } from './runtime';

export const java17 = defineRuntime({
  id: 'java17',
  order: 32,
  label: 'Java 17',
  init: initOf('log-normal(median 207.3 ms, p99 364.2 ms)', 'faas.init.lambda.java17.zip'),
});
