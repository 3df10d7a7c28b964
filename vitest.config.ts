import os from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**'],
    setupFiles: ['test/helpers/seed.ts'],
    environment: 'node',
    // Of few cores one would be left to Vite, which has nothing to do while tests run.
    maxWorkers: os.availableParallelism(),
    // A module is read once a worker, not once a file: reading the engine took longer than many a test of it.
    isolate: false,
    testTimeout: 120_000,
    reporters: process.env['STRATA_COUNTS']
      ? ['default', ['json', { outputFile: process.env['STRATA_COUNTS'] }]]
      : ['default'],
  },
});
