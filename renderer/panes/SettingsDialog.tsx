/** Preferences, kept as soon as they are changed. */
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import type { Settings } from '../../main/bridge';
import { Segmented, Slider } from '../parts/controls';
import { Check } from '../parts/fields';
import { LEAST_TEXT, MOST_TEXT } from '../state/commands';
import { changeSettings, useSession, useView } from '../state/session';
import { text } from '../text/en';

export function SettingsDialog(): ReactNode {
  const { view } = useSession();
  const open = useView((state) => state.settingsOpen);
  return (
    <Dialog.Root open={open} onOpenChange={(settingsOpen) => view.setState({ settingsOpen })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content className="dialog is-settings" aria-describedby={undefined}>
          <Dialog.Title>{text.settings.title}</Dialog.Title>
          <SettingsForm />
          <div className="row">
            <button
              type="button"
              className="button"
              onClick={() => view.setState({ settingsOpen: false, keysOpen: true })}
            >
              {text.settings.keys}
            </button>
            <Dialog.Close className="button">{text.close}</Dialog.Close>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function SettingsForm(): ReactNode {
  const session = useSession();
  const settings = useView((view) => view.settings);
  const change = (changed: Partial<Settings>): void => changeSettings(session, changed);
  const t = text.settings;
  return (
    <div className="settings-form">
      <Choice
        label={t.theme}
        names={t.themes}
        value={settings.theme}
        onChange={(theme) => change({ theme })}
      />
      <Choice
        label={t.contrast}
        names={t.contrasts}
        value={settings.contrast}
        onChange={(contrast) => change({ contrast })}
      />
      <Choice
        label={t.motion}
        names={t.motions}
        value={settings.motion}
        onChange={(motion) => change({ motion })}
      />
      <Choice
        label={t.startWith}
        names={t.starts}
        value={settings.startWith}
        onChange={(startWith) => change({ startWith })}
      />
      <Choice
        label={t.stage}
        names={text.stage.renderings}
        value={settings.rendering}
        onChange={(rendering) => change({ rendering })}
      />
      <Slider
        label={t.textSize}
        shown={`${settings.textSize} %`}
        steps={(MOST_TEXT - LEAST_TEXT) / 5}
        fraction={(settings.textSize - LEAST_TEXT) / (MOST_TEXT - LEAST_TEXT)}
        onChange={(fraction) =>
          change({ textSize: Math.round(LEAST_TEXT + fraction * (MOST_TEXT - LEAST_TEXT)) })
        }
      />
      <Check label={t.labels} checked={settings.labels} onChange={(labels) => change({ labels })} />
      <Check label={t.patterns} checked={settings.patterns} onChange={(patterns) => change({ patterns })} />
      <Check
        label={t.slowAtEvents}
        checked={settings.slowAtEvents}
        onChange={(slowAtEvents) => {
          change({ slowAtEvents });
          session.lab.setSlowAtEvents(slowAtEvents);
        }}
      />
      <Check
        label={t.singleKeys}
        checked={settings.singleKeys}
        onChange={(singleKeys) => change({ singleKeys })}
      />
      <Check
        label={t.pointerHalo}
        checked={settings.pointerHalo}
        onChange={(pointerHalo) => change({ pointerHalo })}
      />
      <Check label={t.showKeys} checked={settings.showKeys} onChange={(showKeys) => change({ showKeys })} />
      <Check label={t.announce} checked={settings.announce} onChange={(announce) => change({ announce })} />
    </div>
  );
}

function Choice<T extends string>({
  label,
  names,
  value,
  onChange,
}: {
  readonly label: string;
  readonly names: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}): ReactNode {
  return (
    <div className="settings-row">
      <span aria-hidden="true">{label}</span>
      <Segmented
        label={label}
        value={value}
        onChange={onChange}
        options={(Object.keys(names) as T[]).map((id) => ({ value: id, label: names[id] }))}
      />
    </div>
  );
}
