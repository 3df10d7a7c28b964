import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**'],
    environment: 'node',
    testTimeout: 120_000,
    reporters: process.env['STRATA_COUNTS']
      ? ['default', ['json', { outputFile: process.env['STRATA_COUNTS'] }]]
      : ['default'],
  },
});
