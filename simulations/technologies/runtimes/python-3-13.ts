import { defineRuntime, initOf } from './runtime';

export const python313 = defineRuntime({
  id: 'python3.13',
  order: 21,
  label: 'Python 3.13',
  init: initOf('log-normal(median 91.4 ms, p99 204.9 ms)', 'faas.init.lambda.python3.13.zip'),
  initFromImage: initOf('log-normal(median 162.6 ms, p99 406.7 ms)', 'faas.init.lambda.python3.13.image'),
});
