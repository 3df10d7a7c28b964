/** A component at one or two instants: what it is, why it waits, before and after, and its cure. */
import type { ReactNode } from 'react';
import {
  formatNumber,
  technologyOf,
  type ComponentFrame,
  type DeploymentFrame,
  type Frame,
} from '../../../simulations';
import { Section } from '../../panes/inspector/Section';
import { WhyChain } from '../../panes/inspector/WhyChain';
import { LayerSwatch } from '../../parts/layers';
import { useSession } from '../../state/session';
import { text } from '../../text/en';

interface ComponentFactsProps {
  readonly frame: Frame;
  readonly pinned: Frame | null;
  readonly deployment: DeploymentFrame;
  readonly component: ComponentFrame;
}

export function ComponentFacts({ frame, pinned, deployment, component }: ComponentFactsProps): ReactNode {
  const { lab } = useSession();
  const technology = technologyOf(deployment.technology);
  const before = pinned?.deployments
    .find(({ id }) => id === deployment.id)
    ?.components.find(({ id }) => id === component.id);
  const rows = figuresOf(component).map(([name, value], i) => ({
    name,
    value,
    before: before === undefined ? null : (figuresOf(before)[i]?.[1] ?? null),
  }));
  const scale = (replicas: number): void =>
    void lab.execute({
      name: 'scale',
      args: { component: component.id, replicas, deployment: deployment.id },
    });
  return (
    <>
      <h3 className="inspector-title">
        <LayerSwatch layer={technology.hue} width={24} letters /> {component.functionId ?? component.id}
      </h3>
      <p className="para">{sentenceOf(component, technology.plural.toLowerCase())}</p>
      <WhyChain frame={frame} subject={component.id} />
      <Section title={pinned === null ? text.compare.now : text.compare.beforeAfter}>
        <table className="mini-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{text.compare.figure}</span>
              </th>
              {before !== undefined && <th scope="col">A</th>}
              <th scope="col">{before === undefined ? text.compare.value : 'B'}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                {row.before !== null && <td>{row.before}</td>}
                <td>
                  <b>{row.value}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      {!technology.perRequest && (
        <Section title={text.inspector.actions}>
          <div className="row">
            <button type="button" className="button" onClick={() => scale(component.desired + 1)}>
              {text.compare.more}
            </button>
            <button
              type="button"
              className="button"
              aria-disabled={component.desired <= 1}
              onClick={() => component.desired > 1 && scale(component.desired - 1)}
            >
              {text.compare.less}
            </button>
          </div>
        </Section>
      )}
    </>
  );
}

const figuresOf = (component: ComponentFrame): readonly (readonly [string, string])[] => [
  [text.compare.replicas, String(component.replicas)],
  [text.compare.workers, String(component.workers)],
  [text.compare.working, String(component.busy - component.waitingOnCall)],
  [text.compare.held, String(component.waitingOnCall)],
  [text.compare.queue, formatNumber(component.queued, 6)],
  [text.compare.utilization, `${Math.round(component.utilization * 100)} %`],
  [text.compare.calls, formatNumber(component.calls, 6)],
];

/** What its numbers say, in words. */
function sentenceOf(component: ComponentFrame, kind: string): string {
  const { busy, workers, waitingOnCall, queued } = component;
  const id = component.functionId ?? component.id;
  if (workers === 0) return `${id} has no worker yet.`;
  if (queued > 0 && waitingOnCall >= workers / 2)
    return `All of ${id} is taken, and ${waitingOnCall} of its ${workers} workers only wait for other components: ${queued} requests queue here because something behind it is slow.`;
  if (queued > 0)
    return `All ${workers} workers of ${id} work, and ${queued} requests wait: more arrives than its ${kind} can answer.`;
  return `${busy} of ${workers} workers of ${id} are taken; nobody waits here.`;
}
