/**
 * How many random cases a property tries: the same ones in every test run, so that nobody is held up by what another broke;
 * `STRATA_CAMPAIGN=20 npx vitest run test/properties` tries twenty times as many, new ones each time.
 */
export function campaign(runs: number): { readonly numRuns: number; readonly seed?: number } {
  const times = Number(process.env['STRATA_CAMPAIGN'] ?? 0);
  return times > 0 ? { numRuns: runs * times } : { numRuns: runs, seed: 20_260_801 };
}
