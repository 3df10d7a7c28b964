import { describe, expect, it } from 'vitest';
import { labelsThatFit, signFor } from '../../renderer/stage/labels';
import { textWidth } from '../../simulations';

const words = (queued: number): string => `${queued} waiting`;
const one = (id: string, x: number, queued = 0) => ({ id, name: id, queued, x, y: 100 });

describe('the words of a sign', () => {
  it('are read at every size of the stage that has room, within the sign', () => {
    for (const label of ['Queue', 'Gateway', 'Load balancer'])
      for (const unit of [18, 22, 26, 32, 40, 46]) {
        const { wide, words: written, size } = signFor(label, unit, 1.5);
        expect([written, size >= 11], `${label} at ${unit}`).toEqual([label, true]);
        expect(textWidth(label, size, 600) * 0.9).toBeLessThan((1.5 + 2 * wide) * unit);
      }
    expect(signFor('Load balancer', 40, 1.5).size).toBeGreaterThan(11);
  });

  it('are left out where the sign would be wider than the host is', () => {
    expect(signFor('Load balancer', 8, 1.5).words).toBe('');
    expect(signFor('Anameofasinglewordthatnobodycanputonasmallsign', 22, 1.5)).toMatchObject({
      wide: 1.7,
      words: '',
    });
  });
  it('keep their last word where not all have room', () => {
    const { wide, words: written, size } = signFor('Load balancer', 13, 1.5);
    expect(written).toBe('Balancer');
    expect(textWidth(written, size, 600) * 0.9).toBeLessThan((1.5 + 2 * wide) * 13);
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
