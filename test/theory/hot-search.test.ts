import { describe, expect, it } from 'vitest';
import { Lab, parseLine, replicationSeed } from '../../simulations';
import { shipped } from '../helpers/scenarios';

/** Lesson 11: the figures that its text promises. */
describe('the hot component', () => {
  const scenario = shipped('hot-search');
  const at = (lab: Lab, component: string): { queued: number; busy: number; workers: number } => {
    const found = lab.frame().deployments[0]?.components.find((c) => c.id === component);
    if (found === undefined) throw new Error(component);
    return found;
  };

  it.each([0, 1, 2, 3, 4, 5, 6, 7])(
    'replication %i: at 60 searches a second the pile-up moves to the front door within half a minute, two replicas cure it',
    (k) => {
      const lab = Lab.open(scenario, { seed: replicationSeed(scenario.seed, k) });
      lab.runTo(20e6);
      expect(at(lab, 'web').queued).toBe(0);
      lab.runTo(50e6);
      expect(at(lab, 'web').busy).toBe(200);
      expect(at(lab, 'search').queued).toBeGreaterThan(150);
      expect(at(lab, 'search').queued).toBeLessThan(200);
      expect(at(lab, 'web').queued).toBeGreaterThan(100);
      const cure = parseLine('scale search 2');
      if (!cure.ok || !lab.execute(cure.value).ok) throw new Error('scale');
      lab.runTo(85e6);
      expect(at(lab, 'web').queued).toBe(0);
      expect(at(lab, 'search').queued).toBeLessThan(30);
    },
  );
});
