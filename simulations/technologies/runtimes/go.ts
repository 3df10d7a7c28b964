import { defineRuntime, initOf } from './runtime';

export const go = defineRuntime({
  id: 'go',
  order: 50,
  label: 'Go',
  aliases: ['provided.al2023', 'provided.al2', 'provided'],
  init: initOf('log-normal(median 50.5 ms, p99 72.0 ms)', 'faas.init.lambda.go_al2023.zip'),
  initFromImage: initOf('log-normal(median 48.2 ms, p99 127.4 ms)', 'faas.init.lambda.go_al2023.image'),
});
