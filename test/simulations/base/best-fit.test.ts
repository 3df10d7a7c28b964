import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newBestFit, setSize, smallestFit } from '../../../simulations/base/best-fit';
import { firstAtMost, newTournament, setKey } from '../../../simulations/base/tournament';

const changes = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 19 }),
    fc.integer({ min: -1, max: 1000 }),
    fc.integer({ min: 0, max: 1100 }),
  ),
  { minLength: 1, maxLength: 100 },
);

describe('places by size', () => {
  it('finds a place of the least size that is large enough', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const fit = newBestFit(20, 1000);
        const sizes = Array.from({ length: 20 }, () => -1);
        for (const [place, size, need] of list) {
          setSize(fit, place, size);
          sizes[place] = size;
          const enough = sizes.filter((one) => one >= 0 && one >= need);
          const found = smallestFit(fit, need);
          expect(found < 0 ? undefined : sizes[found]).toBe(
            enough.length === 0 ? undefined : Math.min(...enough),
          );
        }
      }),
    );
  });

  it('is large enough where buckets are wider than one', () => {
    const fit = newBestFit(2, 1e9);
    setSize(fit, 0, 500_000);
    setSize(fit, 1, 700_000);
    expect(fit.step).toBeGreaterThan(1);
    expect(smallestFit(fit, 600_000)).toBe(1);
    expect(smallestFit(fit, 800_000)).toBe(-1);
  });

  it('the first place at or below a key', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), changes, (places, list) => {
        const tree = newTournament(places);
        const keys = Array.from({ length: places }, () => Infinity);
        for (const [place, size, need] of list) {
          const at = place % places;
          keys[at] = size < 0 ? Infinity : -size;
          setKey(tree, at, keys[at]);
          expect(firstAtMost(tree, -need)).toBe(keys.findIndex((key) => key <= -need));
        }
      }),
    );
  });
});
