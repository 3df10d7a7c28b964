import { defineRuntime, initOf } from './runtime';

export const python314 = defineRuntime({
  id: 'python3.14',
  order: 20,
  label: 'Python 3.14',
  init: initOf('log-normal(median 116.4 ms, p99 268.3 ms)', 'faas.init.lambda.python3.14.zip'),
});
