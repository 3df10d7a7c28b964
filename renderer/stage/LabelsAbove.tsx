/** Over the blocks: names where a host runs several components, and who waits inside, as rings after the name. */
import type { ReactNode } from 'react';
import { text } from '../text/en';
import { labelsThatFit, MOST_RINGS, RING_PITCH } from './labels';
import { toPixels, type Placement, type Point3 } from './placement';

const MOST_NAMES = 16;

/** The components of a host are told apart by names over them while they are few. */
export const namedAbove = ({ layout: { sandboxes } }: Placement): boolean =>
  sandboxes.length <= MOST_NAMES && new Set(sandboxes.map(({ sandbox }) => sandbox.component)).size > 1;

interface LabelsAboveProps {
  readonly placement: Placement;
  readonly names: boolean;
  /** Only the names of those before which somebody waits. */
  readonly plain: boolean;
}

export function LabelsAbove({ placement, names, plain }: LabelsAboveProps): ReactNode {
  const { sandboxes } = placement.layout;
  const named = names && namedAbove(placement);
  const wanted = sandboxes.flatMap(({ sandbox, bounds, top }) => {
    const alone = sandboxes.filter((other) => other.sandbox.component === sandbox.component).length === 1;
    const { id, queued } = sandbox;
    const name = !named || (plain && queued === 0) ? '' : alone ? sandbox.component : sandbox.label;
    if (name === '' && queued === 0) return [];
    const middle: Point3 = [bounds.x + bounds.width / 2, bounds.y + bounds.depth / 2, top];
    const [x, y] = toPixels(placement, middle);
    return [{ id, name, queued, x, y: y - placement.unit * 0.5 - 6 }];
  });
  const inWords = (queued: number): string => text.stage.waiting.replace('{0}', queued.toLocaleString('en'));
  return labelsThatFit(wanted, inWords).map(({ id, name, queued, x, y, rings, count }) => (
    <g key={id}>
      {name !== '' && (
        <text x={x} y={y} textAnchor="middle" className="name-text">
          {name}
        </text>
      )}
      {count !== null && <Queue queued={queued} x={rings} y={y} count={count} />}
    </g>
  ));
}

interface QueueProps {
  readonly queued: number;
  readonly x: number;
  readonly y: number;
  readonly count: string;
}

function Queue({ queued, x, y, count }: QueueProps): ReactNode {
  const rings = Math.min(MOST_RINGS, queued);
  return (
    <g className="component-queue">
      {Array.from({ length: rings }, (_, i) => (
        <circle
          key={i}
          cx={x + i * RING_PITCH}
          cy={y - 4}
          r="2.6"
          className="waiting"
          opacity={queued > MOST_RINGS ? 1 - i / (MOST_RINGS + 1) : 1}
        />
      ))}
      <text x={x + rings * RING_PITCH} y={y} className="count-text">
        {count}
      </text>
    </g>
  );
}
