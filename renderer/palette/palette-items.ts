/** What the palette offers: commands, scenarios, lessons, objects of the run, and the line itself as a command. */
import { parseLine, SERVICE_WORDS, serviceId, triggerId, type Frame } from '../../simulations';
import { showMode } from '../state/acts';
import type { Settings } from '../../main/bridge';
import { shownChord } from '../state/chords';
import { carryOut, chordIn, WINDOW_COMMANDS } from '../state/commands';
import type { ListedLesson } from '../state/lessons';
import { changeSettings, openShipped, select, type Session } from '../state/session';
import { text } from '../text/en';

export interface PaletteItem {
  readonly id: string;
  readonly group: keyof typeof text.groups;
  readonly title: string;
  readonly detail: string;
  readonly keys: string;
  /** Why it cannot run now; '' when it can. */
  readonly reason: string;
  readonly run: () => void;
}

const MOST_OBJECTS = 60;

export function paletteItems(
  session: Session,
  query: string,
  lessons: readonly ListedLesson[],
): readonly PaletteItem[] {
  const { pick } = session.view.getState();
  if (pick !== null)
    return pick.options.map(({ id, label, detail, run }) => ({
      id: `pick/${id}`,
      group: 'pick',
      title: label,
      detail,
      keys: '',
      reason: '',
      run,
    }));
  const all = [
    ...commandItems(session),
    ...scenarioItems(session),
    ...lessonItems(session, lessons),
    ...settingItems(session),
    ...objectItems(session, query),
  ];
  const recent = session.view.getState().settings.recentCommands;
  const last =
    query === ''
      ? recent
          .flatMap((id) => all.find((item) => item.id === id) ?? [])
          .slice(0, 5)
          .map((item): PaletteItem => ({ ...item, group: 'recent' }))
      : [];
  const first = new Set(last.map((item) => item.id));
  return [...last, ...all.filter((item) => !first.has(item.id)), ...typedItem(session, query)];
}

function commandItems(session: Session): readonly PaletteItem[] {
  return WINDOW_COMMANDS.filter((command) => command.id !== 'palette').map((command) => ({
    id: command.id,
    group: command.group,
    title: command.title,
    detail: '',
    keys: shownChord(chordIn(session, command.id)),
    reason: command.blocked?.(session) ?? '',
    run: () => carryOut(session, command.id),
  }));
}

function scenarioItems(session: Session): readonly PaletteItem[] {
  return session.scenarios.map((scenario) => ({
    id: `scenario/${scenario.id}`,
    group: 'scenarios',
    title: scenario.title,
    detail: scenario.summary,
    keys: '',
    reason: '',
    run: () => void openShipped(session, scenario),
  }));
}

function lessonItems(session: Session, lessons: readonly ListedLesson[]): readonly PaletteItem[] {
  return lessons.map(({ id, title, number, minutes }) => ({
    id: `lesson/${id}`,
    group: 'lessons',
    title: `${text.title.lesson} ${number}: ${title}`,
    detail: text.start.minutes.replace('{0}', String(minutes)),
    keys: '',
    reason: '',
    run: () => showMode(session, 'lessons'),
  }));
}

/** Every setting that is one of a few: choosing it here changes it. */
function settingItems(session: Session): readonly PaletteItem[] {
  const { settings } = session.view.getState();
  const t = text.settings;
  const one = <K extends keyof Settings>(
    key: K,
    label: string,
    names: readonly (readonly [value: Settings[K], name: string])[],
  ): readonly PaletteItem[] =>
    names.map(([value, name]) => ({
      id: `setting/${key}/${String(value)}`,
      group: 'settings',
      title: `${label}: ${name}`,
      detail: text.palette.setting.replace(
        '{0}',
        names.find(([now]) => now === settings[key])?.[1] ?? String(settings[key]),
      ),
      keys: '',
      reason: '',
      run: () => changeSettings(session, { [key]: value }),
    }));
  const named = <V extends string>(names: Readonly<Record<V, string>>) =>
    Object.entries<string>(names) as unknown as readonly (readonly [V, string])[];
  const switched = [
    [true, text.palette.on],
    [false, text.palette.off],
  ] as const;
  return [
    ...one('theme', t.theme, named(t.themes)),
    ...one('contrast', t.contrast, named(t.contrasts)),
    ...one('motion', t.motion, named(t.motions)),
    ...one('startWith', t.startWith, named(t.starts)),
    ...one('wording', text.terminal.wording, named(text.terminal.wordings)),
    ...one('labels', t.labels, switched),
    ...one('patterns', t.patterns, switched),
    ...one('singleKeys', t.singleKeys, switched),
    ...one('announce', t.announce, switched),
    ...one('pointerHalo', t.pointerHalo, switched),
    ...one('showKeys', t.showKeys, switched),
  ];
}

/** Hosts, sandboxes and components; of very many only those that are asked for by name. */
function objectItems(session: Session, query: string): readonly PaletteItem[] {
  const { frame } = session.lab.store.getState();
  if (frame === null) return [];
  const wanted = query.trim().toLowerCase();
  return namesOf(frame)
    .filter(({ name }) => wanted === '' || name.toLowerCase().includes(wanted))
    .slice(0, MOST_OBJECTS)
    .map(({ id, name, detail }) => ({
      id: `object/${id}`,
      group: 'objects',
      title: name,
      detail,
      keys: '',
      reason: '',
      run: () => {
        carryOut(session, 'explore');
        select(session, id);
      },
    }));
}

interface NamedObject {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

function namesOf(frame: Frame): readonly NamedObject[] {
  const own = (id: string, detail: string): NamedObject => ({ id, name: id, detail });
  const beside = [
    ...frame.services.map(({ id, deployment, label, kind }) => ({
      id: serviceId(deployment, id),
      name: label,
      detail: `${SERVICE_WORDS[kind]}, ${deployment}`,
    })),
    ...frame.triggers.map(({ id, deployment, label, functionId }) => ({
      id: triggerId(deployment, id),
      name: label,
      detail: `→ ${functionId}, ${deployment}`,
    })),
  ];
  const objects = frame.hosts.flatMap((host) => [
    own(host.id, `${text.palette.host}, ${host.technology}`),
    ...host.sandboxes.map((sandbox) => own(sandbox.id, `${sandbox.state}, ${host.id}`)),
  ]);
  return [...objects, ...beside];
}

/** The line itself, where it is a command of the lab. */
function typedItem(session: Session, query: string): readonly PaletteItem[] {
  const parsed = parseLine(query.trim());
  if (query.trim() === '' || !parsed.ok) return [];
  return [
    {
      id: 'typed',
      group: 'typed',
      title: query.trim(),
      detail: text.palette.typed,
      keys: '',
      reason: session.lab.store.getState().frame === null ? text.blocked.noRun : '',
      run: () => void session.lab.execute(parsed.value),
    },
  ];
}
