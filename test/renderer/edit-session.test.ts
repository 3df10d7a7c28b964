import { beforeEach, describe, expect, it } from 'vitest';
import { addPart, BUILD_PARTS, connectTo, removeSelected } from '../../renderer/build/actions';
import { fieldsOf, issuePath, readField, shownValue } from '../../renderer/build/part-fields';
import type { EngineClient, OpenRequest } from '../../renderer/engine/engine-client';
import { EditSession } from '../../renderer/state/edit-session';
import { LabSession } from '../../renderer/state/lab-session';
import { entriesOf, setValue } from '../../simulations';
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
