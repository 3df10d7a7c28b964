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
import { text } from '../text/en';

export function ExportDialog(): ReactNode {
  const { view } = useSession();
  const open = useView((state) => state.exportOpen);
  const frame = useLab((lab) => lab.frame);
  return (
    <Dialog.Root open={open && frame !== null} onOpenChange={(exportOpen) => view.setState({ exportOpen })}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content className="dialog export-dialog" aria-describedby={undefined}>
          <Dialog.Title>{text.exporting.title}</Dialog.Title>
          {frame !== null && <ExportForm frame={frame} />}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Format = 'svg' | 'png';
const ALL_SHOWN = { patterns: true, legend: true, sources: true };
type Scale = '1' | '2' | '3' | '4';

/** The figure is of the instant at which the dialog was opened; the run may go on. */
function ExportForm({ frame: current }: { readonly frame: Frame }): ReactNode {
  const { bridge } = useSession();
  const [frame] = useState(current);
  const [format, setFormat] = useState<Format>('svg');
  const [scale, setScale] = useState<Scale>('2');
  const [variant, setVariant] = useState<Variant>('light');
  const [shown, setShown] = useState(ALL_SHOWN);
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
    setAnswer(text.exporting.saving);
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
        saved.kind === 'saved'
          ? text.exporting.saved(saved.name)
          : saved.kind === 'cancelled'
            ? ''
            : saved.message,
      );
    } catch (error) {
      setAnswer(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="export-form">
      <Picture className="export-preview" drawing={drawing} />
      <div className="export-fields">
        <Field label={text.exporting.format}>
          <Segmented
            label={text.exporting.format}
            value={format}
            onChange={setFormat}
            options={EXPORT_FORMATS.map((f) => ({ value: f.id as Format, label: f.label }))}
          />
        </Field>
        {format === 'png' && (
          <Field label={text.exporting.size}>
            <Segmented
              label={text.exporting.size}
              value={scale}
              onChange={setScale}
              options={(['1', '2', '3', '4'] as const).map((s) => ({
                value: s,
                label: text.exporting.times(s),
              }))}
            />
          </Field>
        )}
        <Field label={text.exporting.variant}>
          <Segmented
            label={text.exporting.variant}
            value={variant}
            onChange={setVariant}
            options={VARIANTS.map((v) => ({ value: v, label: text.exporting.variants[v] ?? v }))}
          />
        </Field>
        <Field label={text.exporting.show}>
          <div className="segmented" role="group" aria-label={text.exporting.show}>
            {(['patterns', 'legend', 'sources'] as const).map((name) => (
              <button
                key={name}
                type="button"
                aria-pressed={shown[name]}
                onClick={() => setShown((before) => ({ ...before, [name]: !before[name] }))}
              >
                {text.exporting.shows[name]}
              </button>
            ))}
          </div>
        </Field>
        <Words title={title} onTitle={setTitle} description={description} onDescription={setDescription} />
        <p className="quiet">{text.exporting.provenance(drawing.provenance)}</p>
        <div className="row">
          <button type="button" className="button is-primary" onClick={() => void save()}>
            {text.exporting.save(format.toUpperCase())}
          </button>
          <Dialog.Close className="button">{text.close}</Dialog.Close>
        </div>
        <p role="status">{answer}</p>
      </div>
    </div>
  );
}

/** What the figure is called, and what it says to those who do not see it. */
function Words({
  title,
  onTitle,
  description,
  onDescription,
}: {
  readonly title: string;
  readonly onTitle: (title: string) => void;
  readonly description: string;
  readonly onDescription: (description: string) => void;
}): ReactNode {
  return (
    <>
      <label className="field">
        <span>{text.exporting.figureTitle}</span>
        <input value={title} maxLength={200} onChange={(event) => onTitle(event.target.value)} />
      </label>
      <label className="field">
        <span>{text.exporting.description}</span>
        <textarea
          value={description}
          rows={4}
          maxLength={2000}
          onChange={(event) => onDescription(event.target.value)}
        />
      </label>
    </>
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
