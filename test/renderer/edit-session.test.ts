import { beforeEach, describe, expect, it } from 'vitest';
import { addPart, BUILD_PARTS, connectTo, removeSelected } from '../../renderer/build/actions';
import { fieldsOf, issuePath, readField, shownValue } from '../../renderer/build/part-fields';
import type { EngineClient, OpenRequest } from '../../renderer/engine/engine-client';
import { EditSession } from '../../renderer/state/edit-session';
import { LabSession } from '../../renderer/state/lab-session';
import { historyKey, readHistory, writeHistory } from '../../renderer/state/kept-history';
import { ENGINE_VERSION, entriesOf, setValue } from '../../simulations';
import { sampleFrame } from '../helpers/sample-frame';
import { shippedText } from '../helpers/scenarios';

let opened: OpenRequest[];
let edit: EditSession;
let lab: LabSession;

beforeEach(() => {
  opened = [];
  const client = {
    open: (_lab: string, request: OpenRequest) => {
      opened.push(request);
      return Promise.resolve({ ok: true, value: null });
    },
  } as unknown as EngineClient;
  lab = new LabSession(client, 'explore');
  edit = new EditSession(lab);
  edit.startNew('New');
});

const names = () => edit.store.getState().history.map(({ name }) => name);
const part = (id: string) => BUILD_PARTS.find((candidate) => candidate.id === id)!;

describe('the history of edits', () => {
  it('names every step, goes back and forth, and forgets what was undone when something else is done', () => {
    addPart(edit, part('containers'));
    addPart(edit, part('service'));
    const { source } = edit;
    edit.undo();
    expect(entriesOf(edit.source, 'components')).toHaveLength(1);
    edit.redo();
    expect(edit.source).toBe(source);
    edit.goTo(1);
    addPart(edit, part('workload'));
    expect(edit.store.getState().history.map(({ name }) => name)).toEqual([
      'New',
      'Add containers',
      'Add traffic',
    ]);
  });

  it('takes typing into one field as one step, and comes back to what was selected', () => {
    addPart(edit, part('containers'));
    const { selected } = edit.store.getState();
    for (const title of ['M', 'Mi', 'Mine'])
      edit.apply(`Set title to ${title}`, setValue(edit.source, 'title', title), selected, 'title');
    expect(edit.store.getState().history).toHaveLength(3);
    edit.undo();
    expect(edit.source['title']).toBe('New');
    expect(edit.store.getState().selected).toBe('deployments.containers');
  });

  it('holds hundreds of steps', () => {
    addPart(edit, part('containers'));
    for (let n = 1; n <= 300; n++)
      edit.apply(`seed ${n}`, setValue(edit.source, 'seed', n), null, `seed-${n}`);
    expect(edit.store.getState().history.length).toBeGreaterThanOrEqual(300);
    edit.goTo(0);
    expect(edit.source['deployments']).toBeUndefined();
  });

  it('removes with a name, and a step that changes nothing is none', () => {
    addPart(edit, part('containers'));
    edit.select('components.service');
    removeSelected(edit);
    expect(edit.store.getState().history.at(-1)!.name).toBe('Take out service');
    const { length } = edit.store.getState().history;
    removeSelected(edit);
    expect(edit.store.getState().history).toHaveLength(length);
  });
});

describe('an opening that takes its time', () => {
  /** Answers by hand, in the order in which they were asked for. */
  const slowly = () => {
    const waiting: (() => void)[] = [];
    const client = {
      open: () => new Promise((resolve) => waiting.push(() => resolve({ ok: true, value: null }))),
    } as unknown as EngineClient;
    const slow = new LabSession(client, 'explore');
    return { slow, session: new EditSession(slow), waiting };
  };

  it('does not bring back an earlier state of what is being built', async () => {
    const { session, waiting } = slowly();
    session.startNew('New');
    addPart(session, part('containers'));
    const first = session.openNow();
    addPart(session, part('service'));
    const second = session.openNow();
    waiting[0]!();
    await first;
    session.takeUp();
    expect(entriesOf(session.source, 'components')).toHaveLength(2);
    waiting[1]!();
    await second;
    session.takeUp();
    expect(session.store.getState().history.map(({ name }) => name)).toEqual([
      'New',
      'Add containers',
      'Add service',
    ]);
  });

  it('does not put what was on its way before in the place of a new scenario', async () => {
    const { slow, session, waiting } = slowly();
    const shipped = slow.open({ name: 'three-ways', text: shippedText('three-ways') });
    session.startNew('New');
    waiting[0]!();
    await shipped;
    session.takeUp();
    expect(session.source['title']).toBe('New');
  });
});

describe('scenarios that are opened one after the other', () => {
  const open = (name: string): Promise<boolean> =>
    lab.open({ name: `${name}.json`, text: shippedText(name) });

  it('are steps of one history: undoing brings the one before back, with what was selected', async () => {
    await open('three-ways');
    edit.takeUp();
    edit.select('components.web');
    addPart(edit, part('service'));
    await open('hot-search');
    expect(edit.depth).toBe(3);
    edit.undo();
    expect(names()).toEqual(['New', 'Open three-ways.json', 'Add service', 'Open hot-search.json']);
    expect(entriesOf(edit.source, 'components').map((entry) => entry['id'])).toContain('thumb');
    expect(edit.store.getState()).toMatchObject({
      selected: 'components.service',
      fileName: 'three-ways.json',
    });
    edit.redo();
    expect(entriesOf(edit.source, 'components')).toHaveLength(7);
  });

  it('keep the look of the window: a step that is gone back to is shown as it was left', async () => {
    const looks = { selection: 'web-1' as string | null, level: 'sandbox' as const };
    const shown: unknown[] = [];
    const session = new EditSession(lab, { take: () => ({ ...looks }), show: (mark) => shown.push(mark) });
    await open('three-ways');
    session.takeUp();
    addPart(session, part('service'));
    looks.selection = null;
    session.undo();
    expect(shown).toEqual([{ selection: 'web-1', level: 'sandbox' }]);
  });

  it('are left as they were even where nobody has looked at the history in between', async () => {
    const shown: unknown[] = [];
    const session = new EditSession(lab, {
      take: () => ({ selection: 'web-1', level: 'hosts' }),
      show: (mark) => shown.push(mark),
    });
    await open('three-ways');
    lab.store.setState({ frame: { ...sampleFrame(), nowMicros: 30_000_000 } });
    await open('hot-search');
    lab.store.setState({ frame: { ...sampleFrame(), nowMicros: 9_000_000 } });
    expect(session.depth).toBe(1);
    session.undo();
    await session.openNow();
    expect(shown).toEqual([{ selection: 'web-1', level: 'hosts' }]);
    expect(opened.at(-1)).toMatchObject({ name: 'three-ways.json', startAt: '30000000 us' });
    session.redo();
    await session.openNow();
    expect(opened.at(-1)).toMatchObject({ name: 'hot-search.json', startAt: '9000000 us' });
  });

  it('start at their own instant; an edit goes on at the one that is shown', async () => {
    await open('hot-search');
    edit.takeUp();
    lab.store.setState({ frame: { ...sampleFrame(), nowMicros: 24_000_000 } });
    addPart(edit, part('service'));
    await edit.openNow();
    expect(opened.at(-1)!).toMatchObject({ goesOn: true });
    edit.startNew('Another');
    addPart(edit, part('containers'));
    await edit.openNow();
    expect(opened.at(-1)!.startAt).toBeUndefined();
    expect(opened.at(-1)!.goesOn).toBeUndefined();
    edit.goTo(2);
    await edit.openNow();
    expect(opened.at(-1)!.startAt).toBe('24000000 us');
  });
});

describe('a file that is saved', () => {
  it('says which model it was made with, and opens again as the same scenario with its steps', async () => {
    addPart(edit, part('containers'));
    for (let n = 1; n <= 220; n++)
      edit.apply(`seed ${n}`, setValue(edit.source, 'seed', n), null, `seed-${n}`);
    const { savedText } = edit;
    expect(JSON.parse(savedText).madeWith).toBe(ENGINE_VERSION);
    const kept = readHistory(writeHistory(edit.kept));
    expect(kept).toHaveLength(222);

    const again = new EditSession(lab);
    await lab.open({ name: 'mine.json', text: savedText });
    again.restore(kept);
    expect(again.store.getState().history).toHaveLength(222);
    expect(again.source['seed']).toBe(220);
    again.goTo(1);
    expect(again.source['seed']).toBe(1);
    expect(entriesOf(again.source, 'deployments')).toHaveLength(1);
  });

  it('finds its steps by what it says, and none where it was changed', () => {
    addPart(edit, part('containers'));
    const key = historyKey(edit.savedText);
    expect(key).toMatch(/^[0-9a-f]{16}$/);
    expect(historyKey(edit.savedText.replace('"seed": 1', '"seed": 2'))).not.toBe(key);
    expect(readHistory('[{"name": 1}]')).toEqual([]);
    expect(readHistory('not JSON')).toEqual([]);
  });

  it('belongs to its file from then on', () => {
    addPart(edit, part('containers'));
    expect(edit.file).toBeNull();
    edit.noteSaved('mine.scenario.json', '0123456789abcdef');
    edit.undo();
    expect(edit.file).toBe('0123456789abcdef');
    expect(edit.store.getState().fileName).toBe('mine.scenario.json');
  });
});

describe('what runs', () => {
  it('is opened; what does not run leaves the lab alone', async () => {
    expect(await edit.openNow()).toBe(false);
    expect(opened).toEqual([]);
    addPart(edit, part('containers'));
    expect(await edit.openNow()).toBe(true);
    expect(JSON.parse(opened[0]!.text).deployments).toHaveLength(1);
  });

  it('is taken up from the file that is open, once', async () => {
    await lab.open({ name: 'x.json', text: shippedText('hot-search') });
    edit.takeUp();
    expect(entriesOf(edit.source, 'components')).toHaveLength(7);
    connectTo(edit, 'media', 'database');
    await edit.openNow();
    edit.takeUp();
    expect(names()).toEqual(['New', 'Open x.json', 'media calls database']);
  });
});

describe('fields of parts', () => {
  it('write back what they show, for every part of a shipped scenario', async () => {
    for (const name of ['hot-search', 'three-ways']) {
      await lab.open({ name, text: shippedText(name) });
      edit.takeUp();
      const { source } = edit;
      for (const section of [
        'hosts',
        'components',
        'functions',
        'deployments',
        'routes',
        'workloads',
      ] as const)
        for (const entry of entriesOf(source, section))
          for (const field of fieldsOf(source, `${section}.${String(entry['id'])}`)) {
            if (field.kind === 'hosts') continue;
            const written = setValue(source, field.path, readField(field, shownValue(source, field)));
            expect(written).toEqual(source);
          }
    }
  });

  it('are found for an issue by the id of their part', () => {
    addPart(edit, part('containers'));
    expect(issuePath(edit.source, 'components.0.serviceTime')).toBe('components.service.serviceTime');
    expect(issuePath(edit.source, 'title')).toBe('title');
  });
});
