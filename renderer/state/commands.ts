/**
 * Everything the window can do by name: one list for the palette, the keys, the native menu, the list of keys and the
 * buttons of the shell. A command that cannot run now says why.
 */
import { describeChange, describeScene, LAYER_IDS, LAYERS, WAYS } from '../../simulations';
import { text } from '../text/en';
import { focusPane, focusTerminal, say, showMode, togglePopOut, toggleProjector } from './acts';
import { chordFor } from './chords';
import { BUILD, FILE } from './document-commands';
import { followWay, zoom } from './levels';
import { changeSettings, type Session } from './session';
import { nextSpeed } from './speed';
import { sceneShown } from './supposed';
import { otherTheme, type CompareTab, type Mode, type PopPane } from './view-store';
import { command, needsRun, needsSandbox, type WindowCommand } from './window-command';

export type { WindowCommand } from './window-command';

/** In percent, as in the settings. */
export const LEAST_TEXT = 75;
export const MOST_TEXT = 200;

const mode = (id: Mode & keyof typeof text.commands, chord: string): WindowCommand =>
  command(id, 'view', chord, (session) => showMode(session, id));

const compareTab = (id: keyof typeof text.commands, tab: CompareTab): WindowCommand =>
  command(id, 'view', undefined, (session) => {
    session.view.setState({ compareTab: tab });
    showMode(session, 'compare');
  });

/** Of terminal and charts, apart from the zoom of the page. */
const textSize = (id: keyof typeof text.commands, chord: string, by: number): WindowCommand =>
  command(id, 'view', chord, (session) => {
    const now = session.view.getState().settings.textSize;
    const next = Math.max(LEAST_TEXT, Math.min(MOST_TEXT, Math.round((now + by) / 10) * 10));
    changeSettings(session, { textSize: next });
    say(session, `${text.settings.textSize}: ${next} %`);
  });

const toggle = (id: keyof typeof text.commands, key: 'pointerHalo' | 'showKeys'): WindowCommand =>
  command(id, 'view', undefined, (session) =>
    changeSettings(session, { [key]: !session.view.getState().settings[key] }),
  );

/** Out into a window of its own, or back. */
const popOut = (id: keyof typeof text.commands, pane: PopPane): WindowCommand =>
  command(id, 'view', undefined, (session) => togglePopOut(session, pane));

const VIEWS: readonly WindowCommand[] = [
  command('palette', 'view', 'Ctrl+Shift+P', ({ view }) => view.setState({ paletteOpen: true })),
  command('start', 'view', undefined, (session) => showMode(session, 'start')),
  command('settings', 'view', 'Ctrl+,', ({ view }) => view.setState({ settingsOpen: true })),
  mode('explore', 'Ctrl+1'),
  mode('timeline', 'Ctrl+2'),
  mode('compare', 'Ctrl+3'),
  mode('build', 'Ctrl+4'),
  mode('lessons', 'Ctrl+5'),
  compareTab('runs', 'runs'),
  compareTab('sweep', 'sweep'),
  compareTab('graph', 'graph'),
  command('terminal', 'view', '`', focusTerminal),
  command('inspector', 'view', 'I', ({ view }) =>
    view.setState((state) => ({ inspectorOpen: !state.inspectorOpen })),
  ),
  command('selection-timeline', 'view', 'T', (session) => showMode(session, 'timeline')),
  command('theme', 'view', undefined, (session) =>
    changeSettings(session, { theme: otherTheme(session.view.getState()) }),
  ),
  command('projector', 'view', 'F8', (session) => {
    const { projector } = session.view.getState().settings;
    toggleProjector(session);
    say(session, projector ? text.spoken.projectorOff : text.spoken.projectorOn);
  }),
  textSize('text-larger', 'Ctrl+Alt++', 10),
  textSize('text-smaller', 'Ctrl+Alt+-', -10),
  toggle('pointer-halo', 'pointerHalo'),
  toggle('show-keys', 'showKeys'),
  popOut('pop-results', 'results'),
  popOut('pop-terminal', 'terminal'),
  command('next-pane', 'view', 'F6', () => focusPane(1)),
  command('last-pane', 'view', 'Shift+F6', () => focusPane(-1)),
  command('keys', 'help', '?', ({ view }) => view.setState({ keysOpen: true })),
];

const STAGE: readonly WindowCommand[] = [
  command('rendering', 'stage', 'V', (session) => {
    const { rendering } = session.view.getState().settings;
    keepStageFocus(() => changeSettings(session, { rendering: NEXT_RENDERING[rendering] }));
  }),
  command('stage-3d', 'stage', undefined, (session) => changeSettings(session, { rendering: '3d' })),
  command('stage-2d', 'stage', undefined, (session) => changeSettings(session, { rendering: '2d' })),
  command('stage-flat', 'stage', undefined, (session) => changeSettings(session, { rendering: 'flat' })),
  command('patterns', 'stage', 'P', (session) =>
    changeSettings(session, { patterns: !session.view.getState().settings.patterns }),
  ),
  command('labels', 'stage', undefined, (session) =>
    changeSettings(session, { labels: !session.view.getState().settings.labels }),
  ),
  command(
    'describe',
    'stage',
    'D',
    (session) => {
      const scene = sceneShown(session);
      if (scene !== null) say(session, describeScene(scene));
    },
    needsRun,
  ),
  command(
    'describe-change',
    'stage',
    'Shift+D',
    (session) => {
      const scene = sceneShown(session);
      if (scene === null) return;
      const { described } = session.view.getState();
      const change = described === null ? describeScene(scene) : describeChange(described, scene);
      session.view.setState({ described: scene });
      say(session, change === '' ? text.spoken.noChange : change);
    },
    needsRun,
  ),
  command('zoom-in', 'stage', '+', (session) => zoom(session, 1), needsRun),
  command('zoom-out', 'stage', '-', (session) => zoom(session, -1), needsRun),
  ...WAYS.map((way): WindowCommand =>
    command(`way-${way}`, 'stage', undefined, (session) => followWay(session, way), needsSandbox),
  ),
  command('curtain', 'stage', 'C', ({ view }) => view.setState((state) => ({ curtainUp: !state.curtainUp }))),
  ...[null, ...LAYER_IDS].map((layer, i): WindowCommand => ({
    id: `peel-${i}`,
    title: layer === null ? text.commands.unpeel : `${text.commands.peel}: ${LAYERS[layer].name}`,
    group: 'stage',
    ...(i <= 8 && { chord: String(i) }),
    run: ({ view }) => view.setState({ peeled: layer }),
  })),
];

const RUN: readonly WindowCommand[] = [
  command('play', 'run', 'Space', ({ lab }) => lab.toggle(), needsRun),
  command('step-back', 'run', ',', ({ lab, view }) => lab.step(-1, view.getState().stepSize), needsRun),
  command('step-forward', 'run', '.', ({ lab, view }) => lab.step(1, view.getState().stepSize), needsRun),
  command('leap-back', 'run', '<', ({ lab }) => lab.step(-1, 'interesting'), needsRun),
  command('leap-forward', 'run', '>', ({ lab }) => lab.step(1, 'interesting'), needsRun),
  command('tick-back', 'run', 'Alt+,', ({ lab }) => lab.step(-1, 'fixed'), needsRun),
  command('tick-forward', 'run', 'Alt+.', ({ lab }) => lab.step(1, 'fixed'), needsRun),
  command('slower', 'run', '[', ({ lab }) => lab.setSpeed(nextSpeed(lab.store.getState().speed, -1))),
  command('faster', 'run', ']', ({ lab }) => lab.setSpeed(nextSpeed(lab.store.getState().speed, 1))),
  command('fork', 'run', 'Ctrl+Shift+F', ({ lab }) => void lab.fork(), needsRun),
  command('slow-at-events', 'run', undefined, (session) => {
    const { slowAtEvents } = session.view.getState().settings;
    changeSettings(session, { slowAtEvents: !slowAtEvents });
    session.lab.setSlowAtEvents(!slowAtEvents);
  }),
  command('to-start', 'run', 'Home', ({ lab }) => lab.seek(0), needsRun),
  command(
    'to-end',
    'run',
    'End',
    ({ lab }) => lab.seek(lab.store.getState().frame?.durationMicros ?? 0),
    needsRun,
  ),
];

const STAGE_FOCUS = '.stage-canvas, .flat-stage';

/** One rendering gives way to another: whoever was on the stage is on the stage still. */
function keepStageFocus(change: () => void): void {
  const there = document.activeElement?.matches(STAGE_FOCUS) === true;
  change();
  if (there)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`.stage :is(${STAGE_FOCUS})`)?.focus());
}

const NEXT_RENDERING = { '3d': '2d', '2d': 'flat', flat: '3d' } as const;

export const WINDOW_COMMANDS: readonly WindowCommand[] = [...FILE, ...BUILD, ...VIEWS, ...STAGE, ...RUN];

const BY_ID: ReadonlyMap<string, WindowCommand> = new Map(
  WINDOW_COMMANDS.map((entry) => [entry.id, entry] as const),
);

export const commandOf = (id: string): WindowCommand | undefined => BY_ID.get(id);

/** The chord of a command as a person has it now. */
export function chordIn(session: Session, id: string): string {
  const found = BY_ID.get(id);
  return found === undefined ? '' : chordFor(found, session.view.getState().settings.keys);
}

/** One way in for keys, menu items, the palette and buttons of the shell: runs a command, or says why not. */
export function carryOut(session: Session, id: string): void {
  const found = BY_ID.get(id);
  if (found === undefined) return;
  const reason = found.blocked?.(session) ?? null;
  if (reason === null) found.run(session);
  else say(session, `${found.title}: ${reason}`);
}
