import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../main/bridge';
import { commandOfKey } from '../../renderer/state/keys';

class InDialog {
  closest(selector: string): object | null {
    return selector.includes('[role="dialog"]') ? this : null;
  }
}

beforeAll(() => void Object.assign(globalThis, { HTMLElement: InDialog }));

const press = (key: string, target: unknown): string | undefined =>
  commandOfKey(
    {
      key,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      target,
      defaultPrevented: false,
    } as never,
    DEFAULT_SETTINGS,
  );

describe('keys while a dialog is open', () => {
  it('belong to it, except the one that changes the size of everything', () => {
    expect(press('F8', new InDialog())).toBe('projector');
    expect(press('F6', new InDialog())).toBeUndefined();
    expect(press('e', new InDialog())).toBeUndefined();
    expect(press('e', null)).toBe('export');
  });
});

describe('keys while the terminal has the focus', () => {
  const terminal = Object.assign(new InDialog(), {
    closest: (selector: string): object | null => (selector.includes('.xterm') ? terminal : null),
  });
  it('are its own, but for those that lead out of it', () => {
    for (const key of ['e', 'p', 'Escape', 'Home', '`']) expect(press(key, terminal), key).toBeUndefined();
    expect(press('F6', terminal)).toBe('next-pane');
    expect(press('F8', terminal)).toBe('projector');
  });
});
