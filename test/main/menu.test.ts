import { describe, expect, it } from 'vitest';
import { MENU_COMMANDS } from '../../main/bridge';
import { MENUS } from '../../main/menu-items';
import { WINDOW_COMMANDS } from '../../renderer/state/commands';

const items = MENUS.flat().flatMap((entry) => (entry.kind === 'command' ? [entry] : []));

describe('the native menu', () => {
  it('has an item for every command that it may send, each once', () => {
    const sent = items.map(({ command }) => command);
    expect(new Set(sent).size).toBe(sent.length);
    expect([...MENU_COMMANDS].toSorted()).toEqual(sent.toSorted());
  });

  it('shows the keys that the window has', () => {
    for (const { command, chord } of items) {
      const own = WINDOW_COMMANDS.find(({ id }) => id === command);
      expect(own, command).toBeDefined();
      expect(chord ?? '', command).toBe(own?.chord ?? '');
    }
  });

  it('has a letter of its own for each item of a menu', () => {
    for (const menu of MENUS) {
      const letters = menu.flatMap((entry) =>
        entry.kind === 'command' ? [/&(.)/.exec(entry.label)?.[1]?.toLowerCase() ?? entry.label] : [],
      );
      expect(new Set(letters).size, letters.join(' ')).toBe(letters.length);
    }
  });
});
