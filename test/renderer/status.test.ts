import { describe, expect, it } from 'vitest';
import { captionShown, keysShown } from '../../renderer/panes/StatusBar';
import type { EventLine } from '../../simulations';

const line = (sequence: number, atMicros: number, caption: string, interesting: boolean): EventLine => ({
  sequence,
  atMicros,
  deployment: 'd',
  subject: 's',
  caption,
  interesting,
});
const log = [line(1, 100, 'thumb-8 is ready', true), line(2, 120, 'Request 7 arrives at thumb', false)];

describe('the caption of the status bar', () => {
  it('says at rest what happened at this instant, however small', () => {
    expect(captionShown({ log, nowMicros: 120, events: 9 }, false)).toBe('Request 7 arrives at thumb.');
    expect(captionShown({ log, nowMicros: 100, events: 8 }, false)).toBe('thumb-8 is ready.');
  });

  it('changes with a step of which nothing is noted', () => {
    const [ten, eleven] = [10, 11].map((events) => captionShown({ log, nowMicros: 130, events }, false));
    expect(ten).toContain('Last: thumb-8 is ready.');
    expect(ten).not.toBe(eleven);
  });

  it('keeps to what stands out while it runs', () => {
    expect(captionShown({ log, nowMicros: 120, events: 9 }, true)).toBe('thumb-8 is ready.');
  });
});

describe('the keys of the status bar', () => {
  it('are those that do something in what is shown', () => {
    const keys = (...shown: Parameters<typeof keysShown>) => keysShown(...shown).map(([key]) => key);
    expect(keys('explore', 'runs')).toEqual(['Space', ', .', '[ ]', '1–8', 'D']);
    expect(keys('timeline', 'runs')).toEqual([]);
    expect(keys('compare', 'graph')).toContain('Space');
    expect(keys('compare', 'graph')).not.toContain('1–8');
    expect(keys('compare', 'sweep')).toEqual([]);
  });
});
