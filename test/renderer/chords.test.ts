import { describe, expect, it } from 'vitest';
import {
  acceleratorOf,
  chordOf,
  conflictsOf,
  isPlain,
  keymapOf,
  shownChord,
} from '../../renderer/state/chords';
import { WINDOW_COMMANDS } from '../../renderer/state/commands';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe('chords', () => {
  it('name keys the same on every keyboard', () => {
    expect(press(' ')).toBe('Space');
    expect(press('d')).toBe('D');
    expect(press('D', { shiftKey: true })).toBe('Shift+D');
    expect(press('?', { shiftKey: true })).toBe('?');
    expect(press('P', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+P');
    expect(press('p', { metaKey: true, shiftKey: true })).toBe('Ctrl+Shift+P');
    expect(press('Shift', { shiftKey: true })).toBe('');
  });

  it('are plain without Control and Alt', () => {
    expect(['D', 'Space', '?', 'Shift+D'].every(isPlain)).toBe(true);
    expect(['Ctrl+O', 'Alt+1', 'F5'].some(isPlain)).toBe(false);
  });

  it('are shown as keys, and as accelerators of the menu where they leave typing alone', () => {
    expect(shownChord('Ctrl+Shift+P')).toBe('Ctrl Shift P');
    expect(acceleratorOf('Ctrl+O')).toBe('CmdOrCtrl+O');
    expect(acceleratorOf('E')).toBe('');
  });
});

describe('the keys of the window', () => {
  it('have no conflict as shipped', () => {
    expect([...conflictsOf(WINDOW_COMMANDS, {})]).toEqual([]);
  });

  it('follow a person: another key, no key, and conflicts that are shown', () => {
    expect(keymapOf(WINDOW_COMMANDS, { describe: 'Q' }).get('Q')).toBe('describe');
    expect(keymapOf(WINDOW_COMMANDS, { describe: '' }).get('D')).toBeUndefined();
    expect(conflictsOf(WINDOW_COMMANDS, { describe: 'P' }).get('P')).toEqual(['patterns', 'describe']);
  });

  it('give every command a name that is its own', () => {
    const ids = WINDOW_COMMANDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const titles = WINDOW_COMMANDS.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
