import { defineRuntime, initOf } from './runtime';

export const nodejs24 = defineRuntime({
  id: 'nodejs24.x',
  order: 10,
  label: 'Node.js 24',
  aliases: ['nodejs24'],
  init: initOf('log-normal(median 139.2 ms, p99 208.3 ms)', 'faas.init.lambda.nodejs24.zip'),
  initFromImage: initOf('log-normal(median 282.8 ms, p99 829.7 ms)', 'faas.init.lambda.nodejs24.image'),
});
