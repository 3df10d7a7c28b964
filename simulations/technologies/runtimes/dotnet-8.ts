import { defineRuntime, initOf } from './runtime';

export const dotnet8 = defineRuntime({
  id: 'dotnet8',
  order: 40,
  label: '.NET 8',
  init: initOf('log-normal(median 260.4 ms, p99 656.2 ms)', 'faas.init.lambda.dotnet8.zip'),
  initFromImage: initOf('log-normal(median 409.3 ms, p99 853.7 ms)', 'faas.init.lambda.dotnet8.image'),
});
