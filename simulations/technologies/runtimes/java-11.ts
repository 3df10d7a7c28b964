import { defineRuntime, initOf } from './runtime';

export const java11 = defineRuntime({
  id: 'java11',
  order: 33,
  label: 'Java 11',
  init: initOf('log-normal(median 283.1 ms, p99 383.0 ms)', 'faas.init.lambda.java11.zip'),
});
