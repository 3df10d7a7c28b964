import { defineRuntime, initOf } from './runtime';

export const python312 = defineRuntime({
  id: 'python3.12',
  order: 22,
  label: 'Python 3.12',
  init: initOf('log-normal(median 93.1 ms, p99 176.2 ms)', 'faas.init.lambda.python3.12.zip'),
});
