import type { ReactNode } from 'react';
import { GIB, LAYER_IDS, LAYERS, type HostFrame, type LayerId } from '../../../simulations';
import { patternUrl } from '../../parts/layers';
import { Why } from '../../parts/Provenance';
import { text } from '../../text/en';

export interface Memory {
  readonly layers: readonly { readonly layer: LayerId; readonly gib: number }[];
  readonly usedGib: number;
  readonly reservedGib: number;
}

/** Memory of some hosts by the layer that owns it. Pure. */
export function memoryOf(hosts: readonly HostFrame[]): Memory {
  const gibOf = (owner: string): number =>
    hosts.reduce(
      (sum, host) => sum + (host.memoryByOwner.find((entry) => entry.owner === owner)?.bytes ?? 0),
      0,
    ) / GIB;
  const layers = LAYER_IDS.map((layer) => ({ layer, gib: gibOf(layer) })).filter(({ gib }) => gib > 0);
  return { layers, usedGib: layers.reduce((sum, { gib }) => sum + gib, 0), reservedGib: gibOf('reserved') };
}

/** Every stack of the stage laid flat, on one scale for all rows; what is held but not touched is hatched. */
export function RamBar({
  memory,
  scaleGib,
  width,
  narrow,
}: {
  readonly memory: Memory;
  readonly scaleGib: number;
  readonly width: number;
  /** Fewer words and no mark, where there is little room: the words open what the mark would say. */
  readonly narrow: boolean;
}): ReactNode {
  const words = (
    <>
      <span>{`${memory.usedGib.toFixed(1)} ${text.results.used}`}</span>{' '}
      <b>{`${memory.reservedGib.toFixed(1)} ${narrow ? text.results.unused : text.results.reserved}`}</b>
    </>
  );
  const toX = (gib: number): number => (gib / scaleGib) * (width - 2);
  const starts = memory.layers.map((_, i) =>
    memory.layers.slice(0, i).reduce((sum, { gib }) => sum + gib, 0),
  );
  return (
    <div className="ram">
      <svg width={width} height="14" aria-hidden="true">
        {memory.layers.map(({ layer, gib }, i) => (
          <g key={layer}>
            <rect
              x={toX(starts[i] ?? 0) + 0.5}
              y="1"
              width={toX(gib)}
              height="12"
              style={{ fill: `var(--${layer})`, stroke: `var(--${layer}-edge)` }}
              strokeWidth=".6"
            />
            {layer !== 'ap' && toX(gib) > 6 && (
              <rect
                x={toX(starts[i] ?? 0) + 0.5}
                y="1"
                width={toX(gib)}
                height="12"
                fill={patternUrl(layer, 'flat')}
                opacity="var(--pattern-bar)"
              />
            )}
          </g>
        ))}
        <rect
          x={toX(memory.usedGib) + 0.5}
          y="1.4"
          width={Math.max(0.5, toX(memory.reservedGib))}
          height="11.2"
          fill="url(#pattern-waste)"
          style={{ stroke: 'var(--ghost-line)' }}
          strokeWidth=".8"
          strokeDasharray="3 2"
        />
      </svg>
      <p>
        {!narrow && words}
        <Why
          what={text.results.ram}
          value={`${memory.usedGib.toFixed(1)} ${text.results.used}, ${memory.reservedGib.toFixed(1)} ${text.results.reserved}`}
          basis={{ kind: 'computed' }}
          formula={`${memory.layers.map(({ layer, gib }) => `${LAYERS[layer].name} ${gib.toFixed(2)}`).join(' + ')} = ${memory.usedGib.toFixed(2)} GiB`}
        >
          {narrow ? words : undefined}
        </Why>
      </p>
    </div>
  );
}
