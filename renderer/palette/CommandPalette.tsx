/** Every command, scenario and object by name: fuzzy, the latest first, with its key, and why it cannot run. */
import { Command, defaultFilter } from 'cmdk';
import { Dialog } from 'radix-ui';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { say } from '../state/acts';
import type { ListedLesson } from '../state/lessons';
import { changeSettings, useSession, useView } from '../state/session';
import { text } from '../text/en';
import { paletteItems, type PaletteItem } from './palette-items';

const MOST_RECENT = 20;

export function CommandPalette(): ReactNode {
  const { view } = useSession();
  const open = useView((state) => state.paletteOpen);
  const pick = useView((state) => state.pick);
  return (
    <Dialog.Root open={open} onOpenChange={(paletteOpen) => view.setState({ paletteOpen, pick: null })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content className="palette" aria-describedby={undefined}>
          <Dialog.Title className="visually-hidden">{pick?.title ?? text.palette.title}</Dialog.Title>
          <Palette />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette(): ReactNode {
  const session = useSession();
  const pick = useView((state) => state.pick);
  const [query, setQuery] = useState('');
  const [lessons, setLessons] = useState<readonly ListedLesson[]>([]);
  useEffect(() => {
    let gone = false;
    void import('../state/lessons')
      .then(({ readLessons }) => readLessons())
      .then((read) => !gone && setLessons(read));
    return () => {
      gone = true;
    };
  }, []);
  const items = useMemo(
    () => found(paletteItems(session, query, lessons), query.trim()),
    [session, query, lessons],
  );
  const [marked, setMarked] = useState(items[0]?.id ?? '');
  const search = (text: string): void => {
    setQuery(text);
    // The best match is marked at once: Enter right after the last letter means it.
    setMarked(found(paletteItems(session, text, lessons), text.trim())[0]?.id ?? '');
  };
  const groups = query.trim() === '' ? [...new Set(items.map((item) => item.group))] : [null];
  const choose = (item: PaletteItem): void => {
    session.view.setState({ paletteOpen: false, pick: null });
    if (item.reason !== '') {
      say(session, `${item.title}: ${item.reason}`);
      return;
    }
    const { recentCommands } = session.view.getState().settings;
    const recent = [item.id, ...recentCommands.filter((id) => id !== item.id)].slice(0, MOST_RECENT);
    if (item.group !== 'typed' && item.group !== 'pick') changeSettings(session, { recentCommands: recent });
    // After the dialog has given the focus back: a command may take it.
    requestAnimationFrame(item.run);
  };
  return (
    <Command label={text.palette.title} loop shouldFilter={false} value={marked} onValueChange={setMarked}>
      <Command.Input
        autoFocus
        className="palette-input"
        placeholder={pick?.title ?? text.palette.placeholder}
        value={query}
        onValueChange={search}
      />
      <Command.List className="palette-list" tabIndex={0} label={text.palette.title}>
        <Command.Empty className="palette-empty">{text.palette.nothing}</Command.Empty>
        {groups.map((group) => (
          <Command.Group key={group} heading={group === null ? undefined : text.groups[group]}>
            {items
              .filter((item) => group === null || item.group === group)
              .map((item) => (
                <Row key={item.id} item={item} onChoose={() => choose(item)} />
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

/** What begins with the query comes before a line that could be typed, and that before what only resembles it. */
function scoreOf(item: PaletteItem, query: string): number {
  if (item.group === 'typed') return 2;
  return item.title.toLowerCase().startsWith(query.toLowerCase())
    ? 3
    : defaultFilter(item.title, query, [item.detail]);
}

/** The best matches first; without a query, all in their order. */
function found(items: readonly PaletteItem[], query: string): readonly PaletteItem[] {
  if (query === '') return items;
  return items
    .map((item) => ({ item, score: scoreOf(item, query) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function Row({ item, onChoose }: { readonly item: PaletteItem; readonly onChoose: () => void }): ReactNode {
  const blocked = item.reason !== '';
  return (
    <Command.Item
      value={item.id}
      className={blocked ? 'palette-item is-blocked' : 'palette-item'}
      onSelect={onChoose}
    >
      <b>{item.title}</b>
      <span className="palette-detail">{blocked ? item.reason : item.detail}</span>
      {item.keys !== '' && <kbd>{item.keys}</kbd>}
    </Command.Item>
  );
}
