import { defineRuntime, initOf } from './runtime';

export const ruby34 = defineRuntime({
  id: 'ruby3.4',
  order: 60,
  label: 'Ruby 3.4',
  init: initOf('log-normal(median 231.9 ms, p99 475.0 ms)', 'faas.init.lambda.ruby3.4.zip'),
  initFromImage: initOf('log-normal(median 270.3 ms, p99 519.6 ms)', 'faas.init.lambda.ruby3.4.image'),
});
