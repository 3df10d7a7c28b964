/** Signs, swatches and pattern definitions of the layers, drawn from the same data as every export. */
import type { ReactNode } from 'react';
import {
  LAYERS,
  LAYER_IDS,
  PATTERNS,
  SIGNS,
  WASTE_TILE,
  type LayerId,
  type PatternTile,
} from '../../simulations';

/** How a pattern lies on the faces of an isometric block. */
const FACES = {
  flat: '',
  top: 'matrix(.866 .5 -.866 .5 0 0)',
  left: 'matrix(.866 .5 0 1 0 0)',
  right: 'matrix(.866 -.5 0 1 0 0)',
} as const;
export type Face = keyof typeof FACES;

export function LayerSign({
  layer,
  size = 14,
  tint,
}: {
  readonly layer: LayerId;
  readonly size?: number;
  readonly tint?: boolean;
}): ReactNode {
  const sign = SIGNS[layer];
  return (
    <svg
      className="sign"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      style={tint === true ? { color: `var(--${layer}-text)` } : undefined}
    >
      <path d={sign.stroke} fill="none" stroke="currentColor" strokeWidth="1.4" />
      {sign.heavy !== undefined && <path d={sign.heavy} stroke="currentColor" strokeWidth="2.6" />}
      {sign.fill !== '' && <path d={sign.fill} fill="currentColor" />}
    </svg>
  );
}

function Tile({
  id,
  tile,
  transform,
  ink,
}: {
  readonly id: string;
  readonly tile: PatternTile;
  readonly transform: string;
  readonly ink: string;
}): ReactNode {
  return (
    <pattern
      id={id}
      width={tile.width}
      height={tile.height}
      patternUnits="userSpaceOnUse"
      {...(transform !== '' && { patternTransform: transform })}
    >
      {tile.strokes.map((stroke) => (
        <path
          key={stroke.path}
          d={stroke.path}
          style={{ stroke: ink }}
          strokeWidth={stroke.width}
          fill="none"
        />
      ))}
      {tile.dots.map(([x, y, r]) => (
        <circle key={`${x},${y}`} cx={x} cy={y} r={r} style={{ fill: ink }} />
      ))}
    </pattern>
  );
}

/** Once a page: every pattern on every face, referred to by `patternUrl`. */
export function PatternDefs(): ReactNode {
  return (
    <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
      <defs>
        {LAYER_IDS.flatMap((layer) => {
          const tile = PATTERNS[layer];
          if (tile === null) return [];
          return (Object.keys(FACES) as Face[]).map((face) => (
            <Tile
              key={`${layer}-${face}`}
              id={`pattern-${layer}-${face}`}
              tile={tile}
              transform={FACES[face]}
              ink={`var(--${layer}-on)`}
            />
          ));
        })}
        <Tile id="pattern-waste" tile={WASTE_TILE} transform="" ink="var(--ghost-line)" />
        <Tile
          id="pattern-future"
          tile={{ ...WASTE_TILE, strokes: WASTE_TILE.strokes }}
          transform=""
          ink="var(--rule-2)"
        />
      </defs>
    </svg>
  );
}

export const patternUrl = (layer: LayerId, face: Face): string => `url(#pattern-${layer}-${face})`;

/** Colour and pattern of a layer, with its letters on request. */
export function LayerSwatch({
  layer,
  width = 26,
  height = 16,
  letters = false,
}: {
  readonly layer: LayerId;
  readonly width?: number;
  readonly height?: number;
  readonly letters?: boolean;
}): ReactNode {
  const box = { x: 0.5, y: 0.5, width: width - 1, height: height - 1 };
  return (
    <svg className="swatch" width={width} height={height} aria-hidden="true">
      <rect {...box} style={{ fill: `var(--${layer})`, stroke: `var(--${layer}-edge)` }} />
      {PATTERNS[layer] !== null && (
        <rect {...box} fill={patternUrl(layer, 'flat')} opacity="var(--pattern-swatch)" />
      )}
      {letters && (
        <text
          x={width / 2}
          y={height / 2 + 3.9}
          textAnchor="middle"
          className="swatch-letters"
          style={{ fill: `var(--${layer}-on)`, stroke: `var(--${layer})` }}
        >
          {LAYERS[layer].letters}
        </text>
      )}
    </svg>
  );
}

export function WasteSwatch({
  width = 26,
  height = 16,
}: {
  readonly width?: number;
  readonly height?: number;
}): ReactNode {
  return (
    <svg className="swatch" width={width} height={height} aria-hidden="true">
      <rect
        x=".5"
        y=".5"
        width={width - 1}
        height={height - 1}
        fill="url(#pattern-waste)"
        style={{ stroke: 'var(--ghost-line)' }}
        strokeDasharray="3 2"
      />
    </svg>
  );
}
