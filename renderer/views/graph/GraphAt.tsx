/** The service graph at one instant: a picture whose boxes are buttons. */
import { useMemo, useRef, type ReactNode } from 'react';
import {
  describeComponent,
  describeService,
  drawServiceGraph,
  formatClock,
  nodeIdOf,
  serviceId,
  type Frame,
  type Scenario,
} from '../../../simulations';
import { Picture } from '../../parts/Picture';
import { useSize } from '../../stage/use-size';
import { select, useSession, useView } from '../../state/session';
import { themeOf } from '../../state/view-store';
import { text } from '../../text/en';

interface GraphAtProps {
  readonly name: string;
  readonly frame: Frame;
  readonly scenario: Scenario;
  readonly deployment: string;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

export function GraphAt({ name, frame, scenario, deployment, chosen, onChoose }: GraphAtProps): ReactNode {
  const session = useSession();
  const holder = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(holder);
  const variant = useView(themeOf);
  const patterns = useView((view) => view.settings.patterns);
  const graph = useMemo(
    () =>
      width === 0
        ? null
        : drawServiceGraph(frame, scenario, deployment, {
            width: Math.max(440, width),
            height: Math.max(230, height),
            variant,
            patterns,
            selected: chosen,
          }),
    [frame, scenario, deployment, width, height, variant, patterns, chosen],
  );
  const services = frame.services.filter((service) => service.deployment === deployment);
  const choose = (id: string): void => {
    onChoose(id);
    const sandbox = frame.hosts
      .flatMap((host) => host.sandboxes)
      .find(
        (candidate) =>
          candidate.deployment === deployment && (candidate.functionId ?? candidate.component) === id,
      );
    const service = services.find((candidate) => candidate.id === id);
    select(session, service === undefined ? (sandbox?.id ?? null) : serviceId(deployment, id));
  };
  const components = frame.deployments.find(({ id }) => id === deployment)?.components ?? [];
  return (
    <div className="graph-at">
      <h2 className="view-title">
        {name !== '' && <span className="badge">{name}</span>}
        {formatClock(frame.startsAtMicros + frame.nowMicros)}
      </h2>
      <div
        ref={holder}
        className="graph-picture"
        tabIndex={0}
        role="group"
        aria-label={`${text.compare.graph} ${name}`}
      >
        {graph !== null && (
          <div className="graph-sheet" style={{ width: graph.drawing.width, height: graph.drawing.height }}>
            <Picture drawing={graph.drawing} />
            {graph.nodes.map((node) => {
              const component = components.find((one) => nodeIdOf(one) === node.id);
              const service = services.find(({ id }) => id === node.id);
              return (
                <button
                  key={node.id}
                  type="button"
                  className="graph-node"
                  aria-pressed={node.id === chosen}
                  aria-label={
                    component !== undefined
                      ? describeComponent(component)
                      : service !== undefined
                        ? describeService(service)
                        : node.id
                  }
                  style={{ left: node.x, top: node.y - 20, width: node.width, height: node.height + 20 }}
                  onClick={() => choose(node.id)}
                />
              );
            })}
          </div>
        )}
      </div>
    </div>
  );
}
