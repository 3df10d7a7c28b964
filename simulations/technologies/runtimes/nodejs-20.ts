import { defineRuntime, initOf } from './runtime';

export const nodejs20 = defineRuntime({
  id: 'nodejs20.x',
  order: 12,
  label: 'Node.js 20',
  aliases: ['nodejs20'],
  init: initOf('log-normal(median 146.2 ms, p99 229.3 ms)', 'faas.init.lambda.nodejs20.zip'),
});
