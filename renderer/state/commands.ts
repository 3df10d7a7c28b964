/**
 * Everything the window can do by name: one list for the palette, the keys, the native menu, the list of keys and the
 * buttons of the shell. A command that cannot run now says why.
 */
import { describeChange, describeScene, LAYER_IDS, LAYERS, WAYS } from '../../simulations';
import { text } from '../text/en';
import { chordFor, type Bound } from './chords';
import { addPart, BUILD_PARTS, focusPartForm, removeSelected } from '../build/actions';
import { focusPane, focusTerminal, saveScenario, say, showMode } from './acts';
import { followWay, selectedSandbox, zoom } from './levels';
import { changeSettings, openFile, openShipped, type Session } from './session';
import { nextSpeed } from './speed';
import { sceneShown } from './supposed';
import { otherTheme, type CompareTab, type Mode } from './view-store';

export type CommandGroup = keyof typeof text.groups;

export interface WindowCommand extends Bound {
  readonly id: string;
  readonly title: string;
  readonly group: CommandGroup;
  readonly run: (session: Session) => void;
  /** Why it cannot run now; null when it can. */
  readonly blocked?: (session: Session) => string | null;
}

const needsRun = ({ lab }: Session): string | null =>
  lab.store.getState().frame === null ? text.blocked.noRun : null;

const needsSandbox = (session: Session): string | null =>
  selectedSandbox(session) === null ? text.blocked.noSandbox : null;

const command = (
  id: keyof typeof text.commands,
  group: CommandGroup,
  chord: string | undefined,
  run: (session: Session) => void,
  blocked?: (session: Session) => string | null,
): WindowCommand => ({
  id,
  title: text.commands[id],
  group,
  run,
  ...(chord !== undefined && { chord }),
  ...(blocked !== undefined && { blocked }),
});

const mode = (id: Mode & keyof typeof text.commands, chord: string): WindowCommand =>
  command(id, 'view', chord, (session) => showMode(session, id));

const compareTab = (id: keyof typeof text.commands, tab: CompareTab): WindowCommand =>
  command(id, 'view', undefined, (session) => {
    session.view.setState({ compareTab: tab });
    showMode(session, 'compare');
  });

const FILE: readonly WindowCommand[] = [
  command('open', 'file', 'Ctrl+O', (session) => void openFile(session)),
  command('export', 'file', 'E', ({ view }) => view.setState({ exportOpen: true }), needsRun),
  command('again', 'file', undefined, (session) => {
    const [first] = session.scenarios;
    if (first !== undefined) void openShipped(session, first);
  }),
];

const BUILD: readonly WindowCommand[] = [
  command('new', 'build', 'Ctrl+N', (session) => {
    session.edit.startNew(text.build.steps.fresh);
    showMode(session, 'build');
  }),
  command('save', 'build', 'Ctrl+S', (session) => void saveScenario(session)),
  command(
    'undo',
    'build',
    'Ctrl+Z',
    ({ edit }) => edit.undo(),
    ({ edit }) => (edit.store.getState().at === 0 ? text.blocked.noUndo : null),
  ),
  command(
    'redo',
    'build',
    'Ctrl+Y',
    ({ edit }) => edit.redo(),
    ({ edit }) => {
      const { at, history } = edit.store.getState();
      return at >= history.length - 1 ? text.blocked.noRedo : null;
    },
  ),
  command(
    'take-out',
    'build',
    undefined,
    ({ edit }) => removeSelected(edit),
    ({ edit }) => (edit.store.getState().selected === null ? text.blocked.noPart : null),
  ),
  ...BUILD_PARTS.map((part): WindowCommand => ({
    id: `add-${part.id}`,
    title: text.commands['add-part'].replace('{0}', part.label.toLowerCase()),
    group: 'build',
    run: (session) => {
      showMode(session, 'build');
      void session.edit.takeUp(text.build.steps.begin).then(() => {
        addPart(session.edit, part);
        focusPartForm(session.edit);
      });
    },
  })),
];

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
    changeSettings(session, { projector: !projector });
    say(session, projector ? text.spoken.projectorOff : text.spoken.projectorOn);
  }),
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
