/**
 * Random cases are the same ones in every test run, so that nobody is held up by what another broke; with
 * `STRATA_CAMPAIGN=20` there are new ones each time (and of `test/properties` twenty times as many).
 */
import fc from 'fast-check';

if (process.env['STRATA_CAMPAIGN'] === undefined) fc.configureGlobal({ seed: 20_260_801 });
