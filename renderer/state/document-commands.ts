/** Commands for files and for building: open, save, undo, add, connect, move. */
import { entriesOf, idOf, setValue, technologyOf } from '../../simulations';
import { addPart, BUILD_PARTS, connectTo, focusPartForm, removeSelected } from '../build/actions';
import { text } from '../text/en';
import { say, showMode } from './acts';
import { openFile, saveScenario } from './documents';
import { selectedSandbox } from './levels';
import { openShipped, type Session } from './session';
import { canRedo, canUndo, redo, undo } from './undo';
import { command, needsRun, needsSandbox, type WindowCommand } from './window-command';
import type { Pick } from './view-store';

export const FILE: readonly WindowCommand[] = [
  command('open', 'file', 'Ctrl+O', (session) => void openFile(session)),
  command('export', 'file', 'E', ({ view }) => view.setState({ exportOpen: true }), needsRun),
  // Before the next turn the menu or the palette is still on the page.
  command('print', 'file', 'Ctrl+P', () => void setTimeout(() => window.print(), 50)),
  command('again', 'file', undefined, (session) => {
    const [first] = session.scenarios;
    if (first !== undefined) void openShipped(session, first);
  }),
  command('reset', 'file', undefined, reset, needsRun),
];

/** The scenario of the run as it was opened, without what was done to it since: a step like any other. */
function reset({ lab }: Session): void {
  const { document } = lab.store.getState();
  if (document !== null)
    void lab.open({ ...document, startAt: '0 s', goesOn: false, step: text.build.steps.reset });
}

const selectedService = ({ edit }: Session): string | null => {
  const [section, id] = edit.store.getState().selected?.split('.') ?? [];
  return section === 'components' && id !== undefined ? id : null;
};

/** The next seed is one that nobody has to think up: the same for everybody who asks once, twice, three times. */
function newSeed({ edit }: Session): void {
  edit.takeUp();
  const now = Number(edit.source['seed'] ?? 1);
  const seed = (Number.isSafeInteger(now) ? now : 1) + 1;
  edit.apply(
    text.build.steps.seed.replace('{0}', String(seed)),
    setValue(edit.source, 'seed', seed),
    edit.store.getState().selected,
  );
}

export const BUILD: readonly WindowCommand[] = [
  command('new', 'build', 'Ctrl+N', (session) => {
    session.edit.startNew(text.build.steps.fresh);
    showMode(session, 'build');
  }),
  command('save', 'build', 'Ctrl+S', (session) => void saveScenario(session)),
  command('save-as', 'build', 'Ctrl+Shift+S', (session) => void saveScenario(session, true)),
  command('undo', 'build', 'Ctrl+Z', undo, (session) => (canUndo(session) ? null : text.blocked.noUndo)),
  command('redo', 'build', 'Ctrl+Y', redo, (session) => (canRedo(session) ? null : text.blocked.noRedo)),
  command(
    'take-out',
    'build',
    undefined,
    ({ edit }) => removeSelected(edit),
    ({ edit }) => (edit.store.getState().selected === null ? text.blocked.noPart : null),
  ),
  command(
    'connect-to',
    'build',
    undefined,
    (session) => pick(session, connections(session)),
    (session) => (selectedService(session) === null ? text.blocked.noService : null),
  ),
  command('move-to', 'build', undefined, (session) => pick(session, moves(session)), needsSandbox),
  command('new-seed', 'run', undefined, newSeed, needsRun),
  ...BUILD_PARTS.map((part): WindowCommand => ({
    id: `add-${part.id}`,
    title: text.commands['add-part'].replace('{0}', part.label.toLowerCase()),
    group: 'build',
    run: (session) => {
      session.edit.takeUp();
      showMode(session, 'build');
      addPart(session.edit, part);
      focusPartForm(session.edit);
    },
  })),
];

/** Asks for one of several things where a command alone does not say which. */
function pick(session: Session, asked: Pick): void {
  if (asked.options.length === 0) say(session, `${asked.title} ${text.palette.noChoice}`);
  else session.view.setState({ pick: asked, paletteOpen: true });
}

/** What dragging a line from one service to another would do. */
function connections(session: Session): Pick {
  const { edit } = session;
  const from = selectedService(session) ?? '';
  return {
    title: text.palette.connect.replace('{0}', from),
    options: (['components', 'services'] as const).flatMap((section) =>
      entriesOf(edit.source, section)
        .map(idOf)
        .filter((to) => to !== from)
        .map((to) => ({
          id: to,
          label: to,
          detail: text.build.sections[section],
          run: () => connectTo(edit, from, to),
        })),
    ),
  };
}

/** What dragging a VM to another host would do; what cannot be moved is refused by the engine, with its reason. */
function moves(session: Session): Pick {
  const { lab } = session;
  const sandbox = selectedSandbox(session);
  const id = sandbox?.id ?? '';
  const hosts = lab.store.getState().frame?.hosts ?? [];
  const here = hosts.find((host) => host.sandboxes.some((other) => other.id === id))?.id;
  const fits = hosts.filter(
    (host) =>
      host.id !== here &&
      sandbox !== null &&
      technologyOf(sandbox.technology).tool === technologyOf(host.technology).tool,
  );
  return {
    title: text.palette.move.replace('{0}', id),
    options: fits.map((host) => ({
      id: host.id,
      label: host.id,
      detail: host.technology,
      run: () =>
        void lab
          .execute({ name: 'migrate', args: { sandbox: id, host: host.id } })
          .then((outcome) => say(session, outcome.ok ? outcome.value.text : outcome.error.message)),
    })),
  };
}
