import { defineRuntime, initOf } from './runtime';

export const nodejs22 = defineRuntime({
  id: 'nodejs22.x',
  order: 11,
  label: 'Node.js 22',
  aliases: ['nodejs22'],
  init: initOf('log-normal(median 143.8 ms, p99 218.6 ms)', 'faas.init.lambda.nodejs22.zip'),
});
