/** What a provider runs for the application, beside the host: ink outlines, for there is nothing inside to see. */
import type { ReactNode } from 'react';
import {
  BESIDE,
  facesOf,
  fitText,
  FLOOR_COLUMNS,
  silhouetteOf,
  textWidth,
  type BesideLayout,
  type SceneService,
  type SceneTrigger,
  type ServiceKind,
} from '../../simulations';
import { text } from '../text/en';
import { besideRow, pointsOf, toPixels, type Placement } from './placement';

/** On a 12 x 12 field: a drum, a key, a bucket, a row of messages. */
const SIGNS: Readonly<Record<ServiceKind, string>> = {
  database: 'M1 3c0-2.4 10-2.4 10 0v6c0 2.4-10 2.4-10 0zM1 3c0 2.4 10 2.4 10 0M1 6c0 2.4 10 2.4 10 0',
  auth: 'M4 6m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0M7 6h4.5M9 6v2.2M11 6v1.6',
  'object-store': 'M1 2h10l-1.6 9h-6.800zM1 2c0 1.600 10 1.600 10 0',
  queue: 'M.8 3.500h3v5h-3zM4.600 3.500h3v5h-3zM8.400 3.500h3v5h-3z',
};
const CLOCK = 'M6 6m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0M6 3v3l2.200 1.400';
const BOLT = 'M7 .8L2.5 7h3L5 11.2 9.500 5h-3z';
const MOST_RINGS = 6;
const RING = 7;
const TEXT = 11;

export function BackEnds({
  placement,
  selection,
}: {
  readonly placement: Placement;
  readonly selection: string | null;
}): ReactNode {
  const { beside, host } = placement.layout;
  const all = host.services.length + host.triggers.filter(({ source }) => source === null).length;
  // From the back to the front.
  return (
    <g className="back-ends">
      {beside.toReversed().map((part) => (
        <BackEnd key={part.id} placement={placement} part={part} selected={part.id === selection} />
      ))}
      {beside.map((part, i) => (
        <Words key={part.id} placement={placement} part={part} row={i} selected={part.id === selection} />
      ))}
      {all > BESIDE.most && <More placement={placement} count={all - BESIDE.most} />}
    </g>
  );
}

const signOf = ({ service, triggers }: BesideLayout): string =>
  service !== null ? SIGNS[service.kind] : triggers[0]?.kind === 'schedule' ? CLOCK : BOLT;

function BackEnd({
  placement,
  part,
  selected,
}: {
  readonly placement: Placement;
  readonly part: BesideLayout;
  readonly selected: boolean;
}): ReactNode {
  const { box, service } = part;
  const faces = facesOf(box);
  const { unit } = placement;
  const [tx, ty] = toPixels(placement, [box.x + box.width / 2, box.y + box.depth / 2, box.z + box.height]);
  const size = Math.max(8, unit * 0.5);
  const middle = box.y + box.depth / 2;
  return (
    <g className={service?.full === true ? 'back-end is-full' : 'back-end'}>
      <path
        className="back-end-line"
        d={`M${toPixels(placement, [FLOOR_COLUMNS + 0.3, middle, 0.3]).join(' ')}L${toPixels(placement, [box.x, middle, 0.3]).join(' ')}`}
        strokeWidth={service === null ? 1 : Math.min(4, 1 + Math.sqrt(service.open) / 2)}
      />
      {(['left', 'right', 'top'] as const).map((face) => (
        <polygon key={face} points={pointsOf(placement, faces[face])} className="back-end-face" />
      ))}
      {service?.full === true && (
        <polygon points={pointsOf(placement, faces.left)} fill="url(#pattern-waste)" stroke="none" />
      )}
      <path
        d={signOf(part)}
        className="back-end-sign"
        transform={`matrix(${((size / 12) * 0.866).toFixed(3)},${((size / 12) * 0.5).toFixed(3)},${((-size / 12) * 0.866).toFixed(3)},${((size / 12) * 0.5).toFixed(3)},${tx.toFixed(1)},${(ty - size * 0.5).toFixed(1)})`}
      />
      {selected && (
        <polygon
          points={pointsOf(placement, silhouetteOf(box))}
          style={{ fill: 'none', stroke: 'var(--ink)', strokeWidth: 2.4 }}
        />
      )}
    </g>
  );
}

/** A line below the picture: its sign, its name, who is in work and who waits. */
function Words({
  placement,
  part,
  row,
  selected,
}: {
  readonly placement: Placement;
  readonly part: BesideLayout;
  readonly row: number;
  readonly selected: boolean;
}): ReactNode {
  const { service, triggers } = part;
  const { x, y, width } = besideRow(placement, row);
  const [trigger] = triggers;
  const label = fitText(service?.label ?? trigger?.label ?? '', TEXT, width * 0.5, 600);
  const after = x + 16 + textWidth(label, TEXT) * 1.06 + 8;
  const rings = service === null ? 0 : Math.min(MOST_RINGS, service.waiting);
  const load = service === null ? scheduleText(trigger) : loadText(service, triggers);
  const shown = fitText(load, TEXT, x + width - after - rings * RING);
  return (
    <g className={service?.full === true ? 'back-end-words is-full' : 'back-end-words'}>
      <path d={signOf(part)} className="back-end-sign" transform={`translate(${x} ${y - 9}) scale(.83)`} />
      <text x={x + 16} y={y} className="name-text" textDecoration={selected ? 'underline' : undefined}>
        {label}
      </text>
      <text x={after} y={y} className="back-end-load">
        {shown}
      </text>
      {Array.from({ length: rings }, (_, i) => (
        <circle
          key={i}
          className="waiting"
          cx={after + textWidth(shown, TEXT) * 1.06 + 9 + i * RING}
          cy={y - 4}
          r="2.6"
          opacity={(service?.waiting ?? 0) > MOST_RINGS ? 1 - i / (MOST_RINGS + 1) : 1}
        />
      ))}
    </g>
  );
}

export function loadText(service: SceneService, triggers: readonly SceneTrigger[]): string {
  const words = text.disturbed;
  const at = service.open - service.waiting;
  return [
    ...(service.waiting > 0 ? [`${words.full}, ${words.waits.replace('{0}', String(service.waiting))}`] : []),
    ...(service.throttled > 0 && service.waiting === 0
      ? [words.refused.replace('{0}', service.throttled.toLocaleString('en'))]
      : []),
    ...(at > 0 || (service.waiting === 0 && service.throttled === 0)
      ? [words.inWork.replace('{0}', String(at))]
      : []),
    ...triggers.map(({ functionId }) => `→ ${functionId}`),
  ].join(', ');
}

const scheduleText = (trigger: SceneTrigger | undefined): string =>
  trigger === undefined
    ? ''
    : `${trigger.kind === 'schedule' ? `${text.disturbed.scheduled} ` : ''}→ ${trigger.functionId}`;

function More({ placement, count }: { readonly placement: Placement; readonly count: number }): ReactNode {
  const { x, y } = besideRow(placement, BESIDE.most);
  return (
    <text x={x + 16} y={y} className="back-end-load">
      {text.disturbed.and.replace('{0}', String(count))}
    </text>
  );
}
