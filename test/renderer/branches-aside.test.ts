import { beforeEach, describe, expect, it } from 'vitest';
import type { EngineClient, LabListener, OpenRequest } from '../../renderer/engine/engine-client';
import { LabSession } from '../../renderer/state/lab-session';
import { shippedText } from '../helpers/scenarios';

let lab: LabSession;
let closed: string[];
let listener: LabListener;

const document: OpenRequest = { name: 'a.scenario.json', text: shippedText('hot-search') };
const edited = (seed: number): OpenRequest => ({
  ...document,
  text: document.text.replace('"seed": 11', `"seed": ${seed}`),
  goesOn: true,
});
const parked = (): readonly string[] => lab.store.getState().parked.map(({ id }) => id);
const branch = (kept: string): void =>
  listener.onBranched?.({
    type: 'branched',
    lab: 'explore',
    kept,
    atMicros: 42e6,
    command: 'scale search 3',
  });

beforeEach(async () => {
  closed = [];
  const client = {
    open: (_lab: string, _request: OpenRequest, given: LabListener) => {
      listener = given;
      return Promise.resolve({ ok: true, value: null });
    },
    close: (id: string) => void closed.push(id),
    fork: () => Promise.resolve(42e6),
  } as unknown as EngineClient;
  lab = new LabSession(client, 'explore');
  await lab.open(document);
});

describe('branches while the scenario is edited', () => {
  it('are kept beside, and come back when the edit is undone', async () => {
    branch('explore/kept-1');
    branch('explore/kept-2');
    await lab.open(edited(12));
    expect(closed).toEqual([]);
    expect(parked()).toEqual([]);
    expect(lab.store.getState().aside).toBe(2);
    // Undone: the same scenario, written anew.
    await lab.open({ ...edited(11), text: JSON.stringify(JSON.parse(withoutComments(document.text))) });
    expect(parked()).toEqual(['explore/kept-1', 'explore/kept-2']);
    expect(lab.store.getState().aside).toBe(0);
  });

  it('of the edited version wait likewise while the one before is shown', async () => {
    branch('explore/kept-1');
    await lab.open(edited(12));
    branch('explore/kept-2');
    await lab.open(edited(11));
    expect(parked()).toEqual(['explore/kept-1']);
    expect(lab.store.getState().aside).toBe(1);
    await lab.open(edited(12));
    expect(parked()).toEqual(['explore/kept-2']);
    expect(closed).toEqual([]);
  });

  it('are closed when another scenario is opened', async () => {
    branch('explore/kept-1');
    await lab.open(edited(12));
    branch('explore/kept-2');
    await lab.open({ name: 'b.scenario.json', text: shippedText('three-ways') });
    expect(closed.toSorted()).toEqual(['explore/kept-1', 'explore/kept-2']);
    expect(lab.store.getState().aside).toBe(0);
  });

  it('are not more than can be kept: the oldest are closed', async () => {
    for (let n = 1; n <= 20; n++) branch(`explore/kept-${n}`);
    await lab.open(edited(12));
    expect(lab.store.getState().aside).toBe(12);
    expect(closed).toEqual(Array.from({ length: 8 }, (_, i) => `explore/kept-${i + 1}`));
  });

  it('are named in plain words, a fork by its instant', async () => {
    branch('explore/kept-1');
    expect(lab.store.getState().branch.name).toBe('scaled search to 3 at 00:00:42');
    await lab.fork();
    expect(lab.store.getState().branch.name).toBe('forked at 00:00:42');
    await lab.fork();
    expect(lab.store.getState().branch.name).toBe('forked at 00:00:42 (2)');
  });
});

const withoutComments = (text: string): string => text.replace(/^\s*\/\/.*$/gm, '');
