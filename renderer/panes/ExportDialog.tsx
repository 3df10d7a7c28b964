/** Export of the architecture figure: what is seen here is what is written. */
import { Dialog } from 'radix-ui';
import { useMemo, useState, type ReactNode } from 'react';
import {
  drawArchitecture,
  describeScene,
  EXPORT_FORMATS,
  sceneOf,
  VARIANTS,
  type Frame,
  type Variant,
} from '../../simulations';
import { Segmented } from '../parts/controls';
import { Picture } from '../parts/Picture';
import { rasterise } from '../parts/rasterise';
import { useLab, useSession, useView } from '../state/session';

export function ExportDialog(): ReactNode {
  const { view } = useSession();
  const open = useView((state) => state.exportOpen);
  const frame = useLab((lab) => lab.frame);
  return (
    <Dialog.Root open={open && frame !== null} onOpenChange={(exportOpen) => view.setState({ exportOpen })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content className="dialog export-dialog" aria-describedby={undefined}>
          <Dialog.Title>Export the architecture figure</Dialog.Title>
          {frame !== null && <ExportForm frame={frame} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Format = 'svg' | 'png';
type Scale = '1' | '2' | '3' | '4';

/** The figure is of the instant at which the dialog was opened; the run may go on. */
function ExportForm({ frame: current }: { readonly frame: Frame }): ReactNode {
  const { bridge } = useSession();
  const [frame] = useState(current);
  const [format, setFormat] = useState<Format>('svg');
  const [scale, setScale] = useState<Scale>('2');
  const [variant, setVariant] = useState<Variant>('light');
  const [shown, setShown] = useState({ patterns: true, legend: true, sources: true });
  const [title, setTitle] = useState(frame.title);
  const [description, setDescription] = useState(() => describeScene(sceneOf(frame)));
  const [answer, setAnswer] = useState('');
  const drawing = useMemo(
    () =>
      drawArchitecture(frame, {
        variant,
        ...shown,
        title: title.trim() || frame.title,
        description: description.trim() || describeScene(sceneOf(frame)),
      }),
    [frame, variant, shown, title, description],
  );

  const save = async (): Promise<void> => {
    setAnswer('Saving…');
    const writer = EXPORT_FORMATS.find((candidate) => candidate.id === format);
    if (writer === undefined) return;
    try {
      const written = await writer.write(drawing, { rasterise, scale: Number(scale) });
      const content = typeof written === 'string' ? written : new Uint8Array(written);
      const saved = await bridge.saveExport({
        suggestedName: `${fileName(drawing.title)}.${writer.extension}`,
        format,
        content,
      });
      setAnswer(
        saved.kind === 'saved' ? `Saved as ${saved.name}.` : saved.kind === 'cancelled' ? '' : saved.message,
      );
    } catch (error) {
      setAnswer(error instanceof Error ? error.message : String(error));
    }
  };
  const toggle = (name: keyof typeof shown): void =>
    setShown((before) => ({ ...before, [name]: !before[name] }));

  return (
    <div className="export-form">
      <Picture className="export-preview" drawing={drawing} />
      <div className="export-fields">
        <Field label="Format">
          <Segmented
            label="Format"
            value={format}
            onChange={setFormat}
            options={EXPORT_FORMATS.map((f) => ({ value: f.id as Format, label: f.label }))}
          />
        </Field>
        {format === 'png' && (
          <Field label="Size">
            <Segmented
              label="Size"
              value={scale}
              onChange={setScale}
              options={(['1', '2', '3', '4'] as const).map((s) => ({ value: s, label: `${s} ×` }))}
            />
          </Field>
        )}
        <Field label="Variant">
          <Segmented
            label="Variant"
            value={variant}
            onChange={setVariant}
            options={VARIANTS.map((v) => ({ value: v, label: v }))}
          />
        </Field>
        <Field label="Show">
          <div className="segmented" role="group" aria-label="Show">
            {(['patterns', 'legend', 'sources'] as const).map((name) => (
              <button key={name} type="button" aria-pressed={shown[name]} onClick={() => toggle(name)}>
                {name}
              </button>
            ))}
          </div>
        </Field>
        <label className="field">
          <span>Title</span>
          <input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <label className="field">
          <span>Description, for those who do not see it</span>
          <textarea
            value={description}
            rows={4}
            maxLength={2000}
            onChange={(event) => setDescription(event.target.value)}
          />
        </label>
        <p className="quiet">
          {drawing.provenance}. PDF, PowerPoint and other formats are not available yet: SVG and PNG are.
        </p>
        <div className="row">
          <button type="button" className="button is-primary" onClick={() => void save()}>
            Save {format.toUpperCase()}…
          </button>
          <Dialog.Close className="button">Close</Dialog.Close>
        </div>
        <p role="status">{answer}</p>
      </div>
    </div>
  );
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="field">
      <span>{label}</span>
      {children}
    </div>
  );
}

const fileName = (title: string): string => {
  const plain = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'strata-figure' : plain.slice(0, 80);
};
