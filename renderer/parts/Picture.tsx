/** A drawing on the screen: the same marks that every export writes. */
import { useId, type ReactNode } from 'react';
import { PATTERNS, WASTE_TILE, type Drawing, type Mark } from '../../simulations';

export function Picture({
  drawing,
  className,
  viewBox,
}: {
  readonly drawing: Drawing;
  readonly className?: string;
  /** A part of it. */
  readonly viewBox?: string;
}): ReactNode {
  const scope = useId();
  const patterns = new Map(
    patternsOf(drawing.marks).map((pattern) => [`${pattern.id}${pattern.ink}`, pattern]),
  );
  return (
    <svg
      className={className}
      viewBox={viewBox ?? `0 0 ${drawing.width} ${drawing.height}`}
      role="img"
      aria-label={drawing.description}
    >
      <defs>
        {[...patterns].map(([key, { id, ink }]) => {
          const tile = id === 'waste' ? WASTE_TILE : PATTERNS[id as keyof typeof PATTERNS];
          if (tile === null || tile === undefined) return null;
          return (
            <pattern
              key={key}
              id={`${scope}${key}`}
              width={tile.width}
              height={tile.height}
              patternUnits="userSpaceOnUse"
            >
              {tile.strokes.map((stroke) => (
                <path key={stroke.path} d={stroke.path} stroke={ink} strokeWidth={stroke.width} fill="none" />
              ))}
              {tile.dots.map(([x, y, r]) => (
                <circle key={`${x},${y}`} cx={x} cy={y} r={r} fill={ink} />
              ))}
            </pattern>
          );
        })}
      </defs>
      <rect width={drawing.width} height={drawing.height} fill={drawing.background} />
      <Marks marks={drawing.marks} scope={scope} />
    </svg>
  );
}

function patternsOf(marks: readonly Mark[]): readonly { readonly id: string; readonly ink: string }[] {
  return marks.flatMap((mark) =>
    mark.kind === 'group'
      ? patternsOf(mark.marks)
      : mark.kind === 'rect' && mark.pattern !== undefined
        ? [mark.pattern]
        : [],
  );
}

function Marks({ marks, scope }: { readonly marks: readonly Mark[]; readonly scope: string }): ReactNode {
  return marks.map((mark, i) => <MarkShape key={i} mark={mark} scope={scope} />);
}

function MarkShape({ mark, scope }: { readonly mark: Mark; readonly scope: string }): ReactNode {
  switch (mark.kind) {
    case 'group':
      return (
        <g>
          <Marks marks={mark.marks} scope={scope} />
        </g>
      );
    case 'path':
      return (
        <path
          d={mark.d}
          transform={mark.transform}
          fill={mark.fill ?? 'none'}
          stroke={mark.stroke}
          strokeWidth={mark.strokeWidth}
          strokeDasharray={mark.dash}
          opacity={mark.opacity}
        />
      );
    case 'rect': {
      const box = { x: mark.x, y: mark.y, width: mark.width, height: mark.height };
      return (
        <>
          <rect
            {...box}
            fill={mark.fill ?? 'none'}
            stroke={mark.stroke}
            strokeWidth={mark.strokeWidth}
            strokeDasharray={mark.dash}
            opacity={mark.opacity}
          />
          {mark.pattern !== undefined && (
            <rect
              {...box}
              fill={`url(#${scope}${mark.pattern.id}${mark.pattern.ink})`}
              opacity={mark.pattern.opacity}
            />
          )}
        </>
      );
    }
    case 'text':
      return (
        <text
          x={mark.x}
          y={mark.y}
          fontSize={mark.size}
          fontWeight={mark.weight ?? 400}
          fill={mark.fill}
          textAnchor={mark.anchor}
          {...(mark.halo !== undefined && {
            paintOrder: 'stroke',
            stroke: mark.halo,
            strokeWidth: 5,
            strokeLinejoin: 'round' as const,
          })}
        >
          {mark.text}
          {mark.note !== undefined && (
            <tspan dx="2" dy="-5" fontSize="11" fontWeight="500">
              {mark.note}
            </tspan>
          )}
        </text>
      );
  }
}
