import { defineConfig } from '@playwright/test';

/** Two windows at a time: each waits more than it works, and two cores are what the smallest machine has. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/playwright',
  workers: 2,
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
