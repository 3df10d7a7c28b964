import { describe, expect, it, vi } from 'vitest';
import { focusTerminal, showMode } from '../../renderer/state/acts';
import { carryOut } from '../../renderer/state/commands';
import { nextSpeed, roundSpeed, speedText } from '../../renderer/state/speed';
import { createViewStore, otherTheme, themeOf } from '../../renderer/state/view-store';
import { LabSession } from '../../renderer/state/lab-session';
import { beginAfresh, type Session } from '../../renderer/state/session';
import type { EngineClient } from '../../renderer/engine/engine-client';
import { DEFAULT_SETTINGS } from '../../main/bridge';

describe('speeds', () => {
  it('go in steps of 1, 2 and 5 over the whole scale', () => {
    const up = [0.001];
    while (up.length < 19) up.push(nextSpeed(up.at(-1)!, 1));
    expect(up.map((speed) => Number(speed.toPrecision(3)))).toEqual([
      0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000,
    ]);
    expect(nextSpeed(1, -1)).toBeCloseTo(0.5);
  });

  it('snap to the nearest step of a log scale', () => {
    expect(
      [0.0013, 0.04, 1.2, 3, 6, 8, 740].map((speed) => Number(roundSpeed(speed).toPrecision(3))),
    ).toEqual([0.001, 0.05, 1, 2, 5, 10, 500]);
  });

  it('are written as people say them', () => {
    expect([0.001, 0.05, 0.5, 1, 2, 212.4, 1000].map(speedText)).toEqual([
      '1/1000 ×',
      '1/20 ×',
      '1/2 ×',
      '1 ×',
      '2 ×',
      '212 ×',
      '1000 ×',
    ]);
  });
});

describe('the theme', () => {
  it('follows the system until a person chooses', () => {
    const view = createViewStore(DEFAULT_SETTINGS, 'light');
    expect(themeOf(view.getState())).toBe('light');
    view.setState({ systemTheme: 'dark' });
    expect(themeOf(view.getState())).toBe('dark');
    view.setState({ settings: { ...DEFAULT_SETTINGS, theme: 'light' } });
    expect(themeOf(view.getState())).toBe('light');
  });

  it('follows the system again when it is switched twice', () => {
    const view = createViewStore(DEFAULT_SETTINGS, 'light');
    const turn = () =>
      view.setState((state) => ({ settings: { ...state.settings, theme: otherTheme(state) } }));
    turn();
    expect(view.getState().settings.theme).toBe('dark');
    turn();
    expect(view.getState().settings.theme).toBe('system');
  });
});

describe('another scenario', () => {
  it('begins with all layers, the hosts and the pace of the clock, whatever was looked at before', () => {
    const view = createViewStore({ ...DEFAULT_SETTINGS, rendering: '2d' }, 'light');
    const lab = new LabSession({} as EngineClient, 'explore');
    view.setState({ selection: 'web-1', peeled: 'fn', level: 'sandbox', curtainUp: true });
    lab.store.setState({ speed: 20 });
    beginAfresh({ lab, view });
    expect(view.getState()).toMatchObject({
      selection: null,
      peeled: null,
      level: 'hosts',
      curtainUp: false,
    });
    expect(lab.store.getState().speed).toBe(1);
    expect(view.getState().settings.rendering).toBe('2d');
  });
});

/** A page in which the input of a terminal comes and goes; pictures are drawn when it comes. */
function pageWithTerminal() {
  const page = {
    activeElement: null as object | null,
    querySelector: (): object | null => input,
  };
  const made = { focus: () => (page.activeElement = made), closest: () => made };
  let input: object | null = null;
  let waiting: (() => void)[] = [];
  const keys = new EventTarget();
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', keys);
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => waiting.push(run));
  return {
    hasFocus: () => page.activeElement === made,
    drawTerminal: () => {
      input = made;
      const due = waiting;
      waiting = [];
      for (const run of due) run();
    },
    removeTerminal: () => {
      input = null;
      page.activeElement = null;
    },
    /** Says whether the key was taken before the window's own keys could see it. */
    press: (key: string, more: object = {}): boolean => {
      const plain = { key, ctrlKey: false, altKey: false, metaKey: false };
      const event = Object.assign(new Event('keydown', { cancelable: true }), { ...plain, ...more });
      keys.dispatchEvent(event);
      return event.defaultPrevented;
    },
  };
}

describe('projector mode', () => {
  const windowOf = () => {
    const view = createViewStore(DEFAULT_SETTINGS, 'light');
    const session = { view, bridge: { setSettings: () => Promise.resolve() } } as unknown as Session;
    return { view, session };
  };

  it('begins with nothing over the picture', () => {
    vi.stubGlobal('document', { activeElement: null });
    const { view, session } = windowOf();
    view.setState({ inspectorOpen: true });
    carryOut(session, 'projector');
    expect(view.getState().settings.projector).toBe(true);
    expect(view.getState().inspectorOpen).toBe(false);
    vi.unstubAllGlobals();
  });

  it('is left for the terminal, which it does not have', () => {
    const page = pageWithTerminal();
    const { view, session } = windowOf();
    carryOut(session, 'projector');
    focusTerminal(session);
    page.drawTerminal();
    expect(view.getState().settings.projector).toBe(false);
    expect(page.hasFocus()).toBe(true);
    vi.unstubAllGlobals();
  });

  it('gives the keys back to whoever was typing in the terminal, and loses none until it is drawn', () => {
    const page = pageWithTerminal();
    const { view, session } = windowOf();
    page.drawTerminal();
    focusTerminal(session);
    carryOut(session, 'projector');
    page.removeTerminal();
    carryOut(session, 'projector');
    expect(view.getState().settings.projector).toBe(false);
    // Letters that are shortcuts of the window, before there is a terminal: p, Enter, a capital, an arrow.
    expect(['p', 'Enter', 'I', 'ArrowUp'].map((key) => page.press(key))).toEqual([true, true, true, false]);
    expect(page.press('p', { ctrlKey: true })).toBe(false);
    page.drawTerminal();
    expect(view.getState().typedAhead).toEqual(['p', '\r', 'I']);
    expect(page.press('p')).toBe(false);
    // Whoever looked at the picture goes back to the picture.
    view.setState({ typedAhead: [] });
    page.removeTerminal();
    carryOut(session, 'projector');
    carryOut(session, 'projector');
    page.drawTerminal();
    expect(page.hasFocus()).toBe(false);
    vi.unstubAllGlobals();
  });
});

describe('what was said', () => {
  it('is not left lying over the next view', () => {
    const view = createViewStore(DEFAULT_SETTINGS, 'light');
    view.setState({ spoken: 'Three hosts', mode: 'explore' });
    showMode({ view } as Session, 'explore');
    expect(view.getState().spoken).toBe('Three hosts');
    showMode({ view } as Session, 'timeline');
    expect(view.getState().spoken).toBe('');
  });
});
