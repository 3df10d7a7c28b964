import { defineRuntime, initOf } from './runtime';

export const graalvmJava23 = defineRuntime({
  id: 'graalvm-java23',
  order: 34,
  label: 'Java 23, compiled ahead (GraalVM)',
  init: initOf('log-normal(median 156.8 ms, p99 208.2 ms)', 'faas.init.lambda.graalvm_java23.zip'),
});
