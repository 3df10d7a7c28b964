import { describe, expect, it } from 'vitest';
import { labelsThatFit, signSize } from '../../renderer/stage/labels';
import { textWidth } from '../../simulations';

const words = (queued: number): string => `${queued} waiting`;
const one = (id: string, x: number, queued = 0) => ({ id, name: id, queued, x, y: 100 });

describe('the words of a sign', () => {
  it('grow with the sign and never beyond its edges', () => {
    for (const label of ['Queue', 'Load balancer'])
      for (const unit of [15, 18, 22, 26, 32, 40, 46]) {
        const size = signSize(label, unit, 3.2);
        if (size !== null) expect(textWidth(label, size, 600) * 0.9).toBeLessThan(3.2 * unit);
      }
    expect(signSize('Load balancer', 40, 3.2)).toBeGreaterThan(11);
    expect(signSize('Load balancer', 8, 3.2)).toBeNull();
  });
});

describe('labels over the blocks', () => {
  it('leave room for the queue of another, and shorten or leave out what has none', () => {
    const labels = labelsThatFit([one('renderer', 200), one('search', 140, 95)], words);
    expect(labels.map(({ id }) => id)).toEqual(['search']);
    expect(labels[0]?.count).toBe('95 waiting');
    const apart = labelsThatFit([one('renderer', 400), one('search', 140, 95)], words);
    expect(apart.map(({ id }) => id)).toEqual(['search', 'renderer']);
  });

  it('say a number where the words have no room, those before which most wait first', () => {
    const labels = labelsThatFit([one('auth', 100, 7), one('search', 215, 95)], words);
    expect(labels.map(({ id, count }) => [id, count])).toEqual([
      ['search', '95 waiting'],
      ['auth', '7'],
    ]);
  });

  it('know lines apart: what stands higher is in nobody’s way', () => {
    expect(labelsThatFit([one('a', 100), { ...one('b', 100), y: 80 }], words)).toHaveLength(2);
    expect(labelsThatFit([one('a', 100), { ...one('b', 100), y: 92 }], words)).toHaveLength(1);
  });
});
