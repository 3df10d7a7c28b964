/** Back ends in the service graph: ink outlines, for a provider shows nothing of what is inside. */
import { formatNumber } from '../base/quantity';
import type { Mark } from '../drawing/drawing';
import { fitText } from '../drawing/measure';
import type { ComponentFrame, Frame } from '../lab/frame';
import type { ServiceFrame } from '../lab/traffic-frame';
import type { Scenario } from '../scenario/schema';
import { serviceSentence } from '../scene/traffic';
import { write, type Pen } from './architecture-pen';
import type { GraphNode } from './service-graph';

/** What a node is called: several functions may run one component. */
export const nodeIdOf = ({ id, functionId }: Pick<ComponentFrame, 'id' | 'functionId'>): string =>
  functionId ?? id;

export interface BackEndEdge {
  readonly from: string;
  readonly to: string;
  /** A trigger: nobody waits for what it invokes. */
  readonly isTrigger: boolean;
}

/** What is written without waiting, and what invokes a function because of it. */
export function backEndEdges(frame: Frame, scenario: Scenario, deployment: string): readonly BackEndEdge[] {
  const services = new Set(servicesIn(frame, deployment).map(({ id }) => id));
  const components = frame.deployments.find(({ id }) => id === deployment)?.components ?? [];
  const writes = components.flatMap((component) =>
    [
      ...scenario.components.filter(({ id }) => id === component.id),
      ...scenario.functions.filter(({ id }) => id === component.functionId),
    ].flatMap(({ writesTo }) =>
      writesTo.flatMap(({ service }) =>
        services.has(service) ? [{ from: nodeIdOf(component), to: service, isTrigger: false }] : [],
      ),
    ),
  );
  const invoked = frame.triggers
    .filter((trigger) => trigger.deployment === deployment)
    .flatMap(({ source, functionId }) => {
      const to = components.some((component) => component.functionId === functionId) ? functionId : undefined;
      return source === undefined || to === undefined || source === to
        ? []
        : [{ from: source, to, isTrigger: true }];
    });
  return [...writes, ...invoked];
}

export const servicesIn = ({ services }: Frame, deployment: string): readonly ServiceFrame[] =>
  services.filter((service) => service.deployment === deployment);

export function backEndMarks(
  pen: Pen,
  service: ServiceFrame,
  node: GraphNode,
  selected: boolean,
): readonly Mark[] {
  const { x, y, width, height } = node;
  const full = service.waiting > 0;
  const box = { kind: 'rect', x, y, width, height } as const;
  const limit = [
    service.perSecond === undefined ? 'no limit' : `at most ${formatNumber(service.perSecond)}/s`,
    ...(service.throttled > 0 ? [`${formatNumber(service.throttled, 6)} refused`] : []),
  ].join(', ');
  return [
    write(x, y - 10, fitText(service.label, 12.5, width - 30, 600), 12.5, pen.inks.ink, { weight: 600 }),
    ...(full ? [write(x + width, y - 10, 'full', 11.5, pen.inks.ink, { anchor: 'end', weight: 600 })] : []),
    {
      ...box,
      fill: pen.inks.background,
      stroke: pen.inks.ink,
      strokeWidth: 1.4,
      dash: '1 0',
      ...(full && { pattern: { id: 'waste', ink: pen.inks.ink2, opacity: 0.6 } }),
    },
    ...(selected
      ? [
          {
            ...box,
            x: x - 5,
            y: y - 5,
            width: width + 10,
            height: height + 10,
            fill: 'none',
            stroke: pen.inks.ink,
            strokeWidth: 2,
          } as const,
        ]
      : []),
    ...(height >= 30
      ? [
          write(x + 8, y + height / 2 + 4, `${service.open - service.waiting} in work`, 11.5, pen.inks.ink, {
            halo: pen.inks.background,
          }),
          write(x, y + height + 18, limit, 11, pen.inks.ink2),
        ]
      : []),
  ];
}

export const describeService = (service: ServiceFrame): string =>
  `${service.label}: ${serviceSentence(service)}`;
