import { defineRuntime, initOf } from './runtime';

export const rust = defineRuntime({
  id: 'rust',
  order: 51,
  label: 'Rust',
  init: initOf('log-normal(median 16.2 ms, p99 48.5 ms)', 'faas.init.lambda.rust_al2023.zip'),
  initFromImage: initOf('log-normal(median 36.2 ms, p99 103.8 ms)', 'faas.init.lambda.rust_al2023.image'),
});
