import { defineConfig } from '@playwright/test';

/** One worker: the two cores of a small machine are the window's and the engine's. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/playwright',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: process.env['STRATA_COUNTS']
    ? [['line'], ['json', { outputFile: process.env['STRATA_COUNTS'] }]]
    : [['line']],
  projects: [
    { name: 'electron', testMatch: /(?<!browser)\.spec\.ts$/, testIgnore: /browser\.spec\.ts$/ },
    { name: 'browser', testMatch: /browser\.spec\.ts$/ },
  ],
});
