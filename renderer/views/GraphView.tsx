/** The service graph at two instants of one run, with what happened between them below. */
import { useState, type ReactNode } from 'react';
import {
  deploymentName,
  nodeIdOf,
  type ComponentFrame,
  type DeploymentFrame,
  type Frame,
} from '../../simulations';
import { ServiceInspector } from '../panes/inspector/BackEndInspector';
import { TimeBar } from '../panes/TimeBar';
import { scenarioOf } from '../state/scenario-of';
import { useLab, useSession } from '../state/session';
import { text } from '../text/en';
import { Between } from './graph/Between';
import { ComponentFacts } from './graph/ComponentFacts';
import { GraphAt } from './graph/GraphAt';

export function GraphView({ tabs }: { readonly tabs: ReactNode }): ReactNode {
  const { lab, client } = useSession();
  const frame = useLab((state) => state.frame);
  const scenario = scenarioOf(useLab((state) => state.document));
  const [wanted, setWanted] = useState<string | null>(null);
  const [pinned, setPinned] = useState<Frame | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  if (frame === null || scenario === null) return <main className="view-mode panel">{tabs}</main>;
  const deployment = frame.deployments.find(({ id }) => id === wanted) ?? frame.deployments[0];
  if (deployment === undefined) return <main className="view-mode panel">{tabs}</main>;
  const component = deployment.components.find((one) => nodeIdOf(one) === chosen) ?? busiest(deployment);
  const service = frame.services.find((one) => one.deployment === deployment.id && one.id === chosen);
  const node = service?.id ?? (component === undefined ? null : nodeIdOf(component));
  const pin = (): void => void client.peek(lab.id, frame.nowMicros).then(setPinned);
  return (
    <main className="view-mode">
      <div className="view-columns">
        <div className="view-rows">
          <section className="view-main panel" data-pane aria-label={text.compare.graph}>
            <div className="view-bar">
              {tabs}
              {frame.deployments.length > 1 && (
                <select
                  className="input"
                  aria-label={text.timeline.deployment}
                  value={deployment.id}
                  onChange={(event) => setWanted(event.target.value)}
                >
                  {frame.deployments.map((one) => (
                    <option key={one.id} value={one.id}>
                      {deploymentName(one, frame.deployments)}
                    </option>
                  ))}
                </select>
              )}
              <button type="button" className="button" onClick={pin}>
                {text.compare.pinA}
              </button>
              {pinned !== null && (
                <button type="button" className="button" onClick={() => setPinned(null)}>
                  {text.compare.unpin}
                </button>
              )}
              <span className="quiet">{text.compare.graphKey}</span>
            </div>
            <div className="graph-pair">
              {pinned !== null && (
                <GraphAt
                  name="A"
                  frame={pinned}
                  scenario={scenario}
                  deployment={deployment.id}
                  chosen={node}
                  onChoose={setChosen}
                />
              )}
              <GraphAt
                name={pinned === null ? '' : 'B'}
                frame={frame}
                scenario={scenario}
                deployment={deployment.id}
                chosen={node}
                onChoose={setChosen}
              />
            </div>
            <Between frame={frame} pinned={pinned} deployment={deployment} component={component} />
          </section>
          <TimeBar />
        </div>
        <aside className="inspector panel" data-pane aria-label={text.inspector.heading} tabIndex={0}>
          <h2 className="pane-heading">{text.inspector.heading}</h2>
          <div className="inspector-body">
            {service !== undefined && <ServiceInspector frame={frame} service={service} />}
            {service === undefined && component !== undefined && (
              <ComponentFacts frame={frame} pinned={pinned} deployment={deployment} component={component} />
            )}
          </div>
        </aside>
      </div>
    </main>
  );
}

/** Where the eye should go first: the longest queue, else the highest share of taken workers. */
const busiest = ({ components }: DeploymentFrame): ComponentFrame | undefined =>
  components.toSorted(
    (a, b) => b.queued - a.queued || b.busy / Math.max(1, b.workers) - a.busy / Math.max(1, a.workers),
  )[0];
