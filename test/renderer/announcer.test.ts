import { expect, it } from 'vitest';
import { nextSentence } from '../../renderer/state/announcer';
import type { EventLine } from '../../simulations';

const line = (sequence: number, caption: string, interesting = true): EventLine => ({
  sequence,
  atMicros: sequence,
  deployment: 'd',
  subject: 's',
  caption,
  interesting,
});
const log = [
  line(1, 'old'),
  line(2, 'thumb-1 starts cold'),
  line(3, 'Request 7 arrives', false),
  line(4, 'thumb-1 is ready'),
];
const slow = { speed: 1, playing: true, nowMs: 10_000 };

it('merges what is new into one sentence', () => {
  expect(nextSentence(log, { sequence: 1, atMs: 0 }, slow)).toEqual({
    sequence: 4,
    atMs: 10_000,
    sentence: 'thumb-1 is ready. And 1 more.',
  });
});

it('says at most one sentence in three seconds, and nothing twice', () => {
  expect(nextSentence(log, { sequence: 1, atMs: 7_500 }, slow)).toBeNull();
  expect(nextSentence(log, { sequence: 4, atMs: 0 }, slow)).toBeNull();
});

it('is silent when the run is too fast to follow, not when it is paused', () => {
  expect(nextSentence(log, { sequence: 1, atMs: 0 }, { ...slow, speed: 100 })).toBeNull();
  expect(nextSentence(log, { sequence: 1, atMs: 0 }, { ...slow, speed: 100, playing: false })).not.toBeNull();
});
