import type { ReactNode } from 'react';
import { text } from '../text/en';
import { toPixels, type Placement, type Point3 } from './placement';

const MOST_RINGS = 6;
const RING_PITCH = 7;
/** Width of a letter of the names, roughly. */
const LETTER = 6.3;

/** Inside an application: who waits for a component, as rings after its name. */
export function ComponentQueues({ placement }: { readonly placement: Placement }): ReactNode {
  const { sandboxes } = placement.layout;
  const named = new Set(sandboxes.map(({ sandbox }) => sandbox.component)).size > 1;
  return sandboxes.map(({ sandbox, bounds, top }) => {
    if (sandbox.queued === 0) return null;
    const middle: Point3 = [bounds.x + bounds.width / 2, bounds.y + bounds.depth / 2, top];
    const [x, at] = toPixels(placement, middle);
    const y = at - placement.unit * 0.5 - 6;
    const rings = Math.min(MOST_RINGS, sandbox.queued);
    const left = x + (named ? (sandbox.component.length * LETTER) / 2 : 0) + 9;
    return (
      <g key={sandbox.id} className="component-queue">
        {Array.from({ length: rings }, (_, i) => (
          <circle
            key={i}
            cx={left + i * RING_PITCH}
            cy={y - 4}
            r="2.6"
            className="waiting"
            opacity={sandbox.queued > MOST_RINGS ? 1 - i / (MOST_RINGS + 1) : 1}
          />
        ))}
        <text x={left + rings * RING_PITCH} y={y} className="count-text">
          {text.stage.waiting.replace('{0}', sandbox.queued.toLocaleString('en'))}
        </text>
      </g>
    );
  });
}
