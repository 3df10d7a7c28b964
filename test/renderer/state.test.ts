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

describe('projector mode', () => {
  const windowOf = () => {
    const view = createViewStore(DEFAULT_SETTINGS, 'light');
    const session = { view, bridge: { setSettings: () => Promise.resolve() } } as unknown as Session;
    return { view, session };
  };

  it('begins with nothing over the picture', () => {
    const { view, session } = windowOf();
    view.setState({ inspectorOpen: true });
    carryOut(session, 'projector');
    expect(view.getState().settings.projector).toBe(true);
    expect(view.getState().inspectorOpen).toBe(false);
  });

  it('is left for the terminal, which it does not have', () => {
    vi.stubGlobal('document', { querySelector: () => ({ focus: () => undefined }) });
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => run());
    const { view, session } = windowOf();
    carryOut(session, 'projector');
    focusTerminal(session);
    expect(view.getState().settings.projector).toBe(false);
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
