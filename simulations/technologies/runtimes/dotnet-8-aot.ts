import { defineRuntime, initOf } from './runtime';

export const dotnet8Aot = defineRuntime({
  id: 'dotnet8-aot',
  order: 41,
  label: '.NET 8, compiled ahead',
  init: initOf('log-normal(median 88.1 ms, p99 126.3 ms)', 'faas.init.lambda.dotnet8_aot.zip'),
});
