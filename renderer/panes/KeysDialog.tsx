/** Every key: shown, searched, changed. Keys that two commands claim are marked. */
import { Dialog } from 'radix-ui';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { areaOf, type Area } from '../state/areas';
import { chordFor, chordOf, conflictsOf, shownChord } from '../state/chords';
import { WINDOW_COMMANDS, type WindowCommand } from '../state/commands';
import { changeSettings, useSession, useView } from '../state/session';
import { text } from '../text/en';

export function KeysDialog(): ReactNode {
  const { view } = useSession();
  const open = useView((state) => state.keysOpen);
  return (
    <Dialog.Root open={open} onOpenChange={(keysOpen) => view.setState({ keysOpen })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content className="dialog is-keys" aria-describedby={undefined}>
          <Dialog.Title>{text.keysDialog.title}</Dialog.Title>
          <KeysHere />
          <KeyTable />
          <Dialog.Close className="button">{text.close}</Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** What had the focus when the list was asked for: its own keys come first. */
function KeysHere(): ReactNode {
  const [area] = useState<Area>(() => areaOf(document.activeElement));
  const { name, keys } = text.areas[area];
  return (
    <section className="keys-here" aria-label={name}>
      <h3>{name}</h3>
      <dl>
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <h3>{text.keysDialog.everywhere}</h3>
    </section>
  );
}

export function KeyTable(): ReactNode {
  const session = useSession();
  const overrides = useView((view) => view.settings.keys);
  const [wanted, setWanted] = useState('');
  const [changing, setChanging] = useState<string | null>(null);
  const conflicts = conflictsOf(WINDOW_COMMANDS, overrides);
  const choose = (command: WindowCommand, chord: string | null): void => {
    const { [command.id]: _old, ...rest } = overrides;
    changeSettings(session, { keys: chord === null ? rest : { ...rest, [command.id]: chord } });
    setChanging(null);
  };
  const listen = (command: WindowCommand, event: KeyboardEvent): void => {
    const chord = chordOf(event);
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') setChanging(null);
    else if (event.key === 'Backspace') choose(command, '');
    else if (chord !== '') choose(command, chord);
  };
  const shown = WINDOW_COMMANDS.filter((command) =>
    `${command.title} ${chordFor(command, overrides)}`.toLowerCase().includes(wanted.toLowerCase()),
  );
  return (
    <>
      <input
        className="input"
        type="search"
        aria-label={text.keysDialog.search}
        placeholder={text.keysDialog.search}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <p className="quiet">{text.keysDialog.note}</p>
      <div className="keys-scroll" tabIndex={0} role="group" aria-label={text.keysDialog.title}>
        <ul className="keys-list">
          {shown.map((command) => {
            const chord = chordFor(command, overrides);
            const others = (conflicts.get(chord) ?? []).filter((id) => id !== command.id);
            return (
              <li key={command.id}>
                <span>{command.title}</span>
                {others.length > 0 && (
                  <span className="keys-conflict">
                    {text.keysDialog.alsoFor.replace(
                      '{0}',
                      WINDOW_COMMANDS.find(({ id }) => id === others[0])?.title ?? '',
                    )}
                  </span>
                )}
                <button
                  type="button"
                  className={changing === command.id ? 'key-button is-listening' : 'key-button'}
                  aria-label={`${command.title}: ${chord === '' ? text.keysDialog.none : shownChord(chord)}. ${text.keysDialog.change}`}
                  onClick={() => setChanging(command.id)}
                  onBlur={() => setChanging((now) => (now === command.id ? null : now))}
                  onKeyDown={(event) => changing === command.id && listen(command, event)}
                >
                  {changing === command.id ? (
                    text.keysDialog.press
                  ) : (
                    <kbd>{chord === '' ? text.keysDialog.none : shownChord(chord)}</kbd>
                  )}
                </button>
                {overrides[command.id] !== undefined && (
                  <button
                    type="button"
                    className="key-reset"
                    aria-label={`${text.keysDialog.reset}: ${command.title}`}
                    onClick={() => choose(command, null)}
                  >
                    {text.keysDialog.reset}
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}
