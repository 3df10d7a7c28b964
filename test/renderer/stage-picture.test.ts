import { describe, expect, it } from 'vitest';
import { sceneOf, standsFor, sumUp } from '../../simulations';
import { buffersOf, pack } from '../../renderer/stage/picture';
import { MOST_BLOCKS, placeHosts } from '../../renderer/stage/placement';
import { COARSEST, FINEST, nextRatio, restingRatio } from '../../renderer/stage/quality';
import { ODD_FRAMES } from '../helpers/odd-frames';

const crowd = () => {
  const frame = ODD_FRAMES['eight-hundred-functions'];
  if (frame === undefined) throw new Error('no such frame');
  const [host] = sceneOf(frame()).hosts;
  if (host === undefined) throw new Error('no host');
  return host;
};

describe('summing up', () => {
  const host = crowd();
  const summed = sumUp(host, 100);
  const total = (of: (s: (typeof host.sandboxes)[number]) => number, of_ = host): number =>
    of_.sandboxes.reduce((sum, sandbox) => sum + of(sandbox), 0);

  it('leaves few alone and makes few of many', () => {
    expect(sumUp(host, host.sandboxes.length)).toBe(host);
    expect(summed.sandboxes.length).toBeLessThanOrEqual(100);
    expect(summed.sandboxes.length).toBeGreaterThan(50);
  });

  it('keeps memory, workers and queues, and stands for every one of them once', () => {
    for (const of of [
      (s: (typeof host.sandboxes)[number]) => s.takenBytes,
      (s: (typeof host.sandboxes)[number]) => s.slices.reduce((sum, slice) => sum + slice.bytes, 0),
      (s: (typeof host.sandboxes)[number]) => s.workers,
      (s: (typeof host.sandboxes)[number]) => s.busy,
      (s: (typeof host.sandboxes)[number]) => s.queued,
    ])
      expect(total(of, summed)).toBe(total(of));
    for (const { id } of host.sandboxes)
      expect(summed.sandboxes.filter((block) => standsFor(block, id))).toHaveLength(1);
  });

  it('gives each group a place of its own on the floor', () => {
    expect(new Set(summed.sandboxes.map(({ slot }) => slot)).size).toBe(summed.sandboxes.length);
  });
});

describe('the packed picture', () => {
  it('has one instance for each block, nearest first, and hands over all its buffers', () => {
    const placements = placeHosts([crowd()], 900, 500, MOST_BLOCKS['2d']);
    const packed = pack({ placements, patterns: true, peeled: null, width: 900, height: 500 });
    const layout = placements[0]?.layout;
    expect(packed.solid.count).toBe((layout?.blocks.length ?? 0) + (layout?.plates.length ?? 0));
    expect(packed.solid.origin).toHaveLength(packed.solid.count * 3);
    const last = layout?.blocks.at(-1);
    expect(Array.from(packed.solid.origin.slice(0, 3))).toEqual(
      [last?.x, last?.y, last?.z].map((n) => Math.fround(n ?? NaN)),
    );
    expect(new Set(buffersOf(packed)).size).toBe(8);
  });

  it('moves what is peeled away to what is seen through', () => {
    const placements = placeHosts([crowd()], 900, 500);
    const all = pack({ placements, patterns: true, peeled: null, width: 900, height: 500 });
    const peeled = pack({ placements, patterns: true, peeled: 'fn', width: 900, height: 500 });
    expect(peeled.solid.count).toBeLessThan(all.solid.count);
    expect(peeled.solid.count + peeled.clear.count).toBe(all.solid.count + all.clear.count);
  });
});

describe('quality', () => {
  it('falls while drawing is slow, never below the coarsest, and recovers', () => {
    let ratio = 1;
    for (let i = 0; i < 8; i++) ratio = nextRatio(ratio, 400);
    expect(ratio).toBe(COARSEST);
    for (let i = 0; i < 8; i++) ratio = nextRatio(ratio, 4);
    expect(ratio).toBe(1);
  });

  it('is fine at rest where that is quick, and whole where it is not', () => {
    expect(restingRatio(1, 20)).toBe(FINEST);
    expect(restingRatio(0.5, 2000)).toBe(1);
  });
});
