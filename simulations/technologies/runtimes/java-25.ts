import { defineRuntime, initOf } from './runtime';

export const java25 = defineRuntime({
  id: 'java25',
  order: 30,
  label: 'Java 25',
  init: initOf('log-normal(median 194.1 ms, p99 493.5 ms)', 'faas.init.lambda.java25.zip'),
});
