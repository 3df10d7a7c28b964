import { describe, expect, it } from 'vitest';
import { functionScenario, run } from '../helpers/scenarios';

describe('keep-alive at its edges', () => {
  it('keep-alive 0 makes every request a cold start', () => {
    const [fn] = run(functionScenario({ keepAlive: '0 s', duration: '1 h' })).functions;
    expect(fn?.coldStartProbability).toBe(1);
  });
  it('a longer keep-alive never raises cold starts on the same arrivals', () => {
    const cold = ['1 s', '10 s', '60 s', '300 s', '900 s'].map(
      (keepAlive) =>
        run(
          functionScenario({
            keepAlive,
            arrivals: 'poisson(0.05/s)',
            serviceTime: 'constant(1 s)',
            coldTime: 'constant(1 s)',
          }),
        ).functions[0]?.coldStarts ?? NaN,
    );
    expect(cold).toEqual(cold.toSorted((a, b) => b - a));
  });
});
