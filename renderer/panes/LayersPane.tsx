/** The legend, which peels layers, and the knobs of the scenario. */
import { SlidersHorizontal } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { LAYERS, LAYER_IDS, type Frame, type LayerId } from '../../simulations';
import { LayerSign, LayerSwatch, WasteSwatch } from '../parts/layers';
import { layerFormula } from '../parts/formulas';
import { Why } from '../parts/Provenance';
import { useLab, useSession, useView } from '../state/session';
import { text } from '../text/en';
import { Knobs } from './Knobs';

export function LayersPane(): ReactNode {
  return (
    <section className="layers-pane panel" aria-label={text.layers.heading} data-pane>
      <Legend />
    </section>
  );
}

/** In a narrow window: the swatches alone still peel; everything else opens beside them. */
export function FoldedLegend(): ReactNode {
  const session = useSession();
  const peeled = useView((view) => view.peeled);
  return (
    <section className="layers-folded panel" aria-label={text.layers.heading} data-pane>
      <Popover.Root>
        <Popover.Trigger className="icon-button" aria-label={text.layers.unfold} title={text.layers.unfold}>
          <SlidersHorizontal size={15} aria-hidden="true" />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className="popover is-legend"
            side="right"
            align="start"
            sideOffset={6}
            collisionPadding={8}
          >
            <Legend />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      {LAYER_IDS.toReversed().map((layer) => (
        <button
          key={layer}
          type="button"
          className="layer-folded"
          aria-pressed={peeled === layer}
          aria-label={`${text.layers.peel}: ${LAYERS[layer].name}`}
          title={LAYERS[layer].name}
          onClick={() => session.view.setState({ peeled: peeled === layer ? null : layer })}
        >
          <LayerSwatch layer={layer} letters />
        </button>
      ))}
    </section>
  );
}

function Legend(): ReactNode {
  const session = useSession();
  const frame = useLab((lab) => lab.frame);
  const peeled = useView((view) => view.peeled);
  const bytes = sumOwners(frame);
  return (
    <>
      <h2 className="pane-heading">
        {text.layers.heading} <span className="unit">{text.layers.unit}</span>
      </h2>
      <ul className="layer-list">
        {LAYER_IDS.toReversed().map((layer) => (
          <li key={layer} className="layer-line">
            <button
              type="button"
              className="layer-row"
              aria-pressed={peeled === layer}
              aria-keyshortcuts={String(LAYER_IDS.indexOf(layer) + 1)}
              title={`${text.layers.peel} (${LAYER_IDS.indexOf(layer) + 1})`}
              onClick={() => session.view.setState({ peeled: peeled === layer ? null : layer })}
            >
              <LayerSwatch layer={layer} letters />
              <LayerSign layer={layer} size={13} />
              <span>{LAYERS[layer].name}</span>
            </button>
            <Amount
              owner={layer}
              name={LAYERS[layer].name}
              frame={frame}
              amount={amountOf(layer, bytes, frame)}
            />
          </li>
        ))}
        <li className="layer-line">
          <span className="layer-row is-plain">
            <WasteSwatch />
            <span />
            <span>{text.layers.reserved}</span>
          </span>
          <Amount
            owner="reserved"
            name={text.layers.reserved}
            frame={frame}
            amount={gib(bytes.get('reserved') ?? 0)}
          />
        </li>
      </ul>
      <h2 className="pane-heading is-second">
        {text.load.heading} <SlidersHorizontal size={13} aria-hidden="true" />
      </h2>
      <Knobs />
      <div className="scale-key">
        <svg width="20" height="46" aria-hidden="true">
          <path
            d="M.5 6 10 .5 19.5 6 10 11.5z"
            style={{ fill: 'var(--ap)', stroke: 'var(--ap-edge)' }}
            strokeWidth=".8"
          />
          <path
            d="M.5 6V39L10 44.5V11.5z"
            style={{ fill: 'var(--ap-left)', stroke: 'var(--ap-edge)' }}
            strokeWidth=".8"
          />
          <path
            d="M19.5 6V39L10 44.5V11.5z"
            style={{ fill: 'var(--ap-right)', stroke: 'var(--ap-edge)' }}
            strokeWidth=".8"
          />
        </svg>
        <p>{scaleText(frame)}</p>
      </div>
    </>
  );
}

/** What a layer takes on all hosts: the number opens its sum. */
function Amount({
  owner,
  name,
  frame,
  amount,
}: {
  readonly owner: LayerId | 'reserved';
  readonly name: string;
  readonly frame: Frame | null;
  readonly amount: string;
}): ReactNode {
  if (frame === null) return <span className="amount">{amount}</span>;
  return (
    <Why
      what={name}
      value={`${amount} ${text.layers.unit}`}
      basis={{ kind: 'computed' }}
      formula={layerFormula(owner, frame.hosts)}
    >
      <span className="amount">{amount}</span>
    </Why>
  );
}

const gib = (bytes: number): string =>
  bytes === 0 ? '0' : bytes < 0.05 * 1024 ** 3 ? '< 0.1' : (bytes / 1024 ** 3).toFixed(1);

/** Hardware counts with its whole memory: it carries all the others. */
function amountOf(layer: LayerId, bytes: ReadonlyMap<string, number>, frame: Frame | null): string {
  if (layer === 'hw')
    return String(
      Math.round((frame?.hosts.reduce((sum, host) => sum + host.memoryBytes, 0) ?? 0) / 1024 ** 3),
    );
  return gib(bytes.get(layer) ?? 0);
}

function sumOwners(frame: Frame | null): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const host of frame?.hosts ?? [])
    for (const { owner, bytes } of host.memoryByOwner) sums.set(owner, (sums.get(owner) ?? 0) + bytes);
  return sums;
}

function scaleText(frame: Frame | null): string {
  const code = frame?.hosts
    .flatMap((host) => host.sandboxes)[0]
    ?.memory.find((slice) => slice.layer === 'ap');
  const amount = code === undefined ? 150 : Math.round(code.bytes / 1024 ** 2);
  return text.layers.scale
    .replace('150 MiB', `${amount} MiB`)
    .replace('all three', (frame?.hosts.length ?? 3) > 1 ? 'every stack' : 'every sandbox');
}
