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
import { componentFormula, type ComponentFigure } from '../../parts/formulas';
import { LayerSwatch } from '../../parts/layers';
import { Why } from '../../parts/Provenance';
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
            {FIGURES.map((figure) => (
              <tr key={figure}>
                <th scope="row">{NAMES[figure]}</th>
                {before !== undefined && (
                  <td>
                    <Figure figure={figure} component={before} />
                  </td>
                )}
                <td>
                  <Figure figure={figure} component={component} strong />
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

/** The number opens what it is made of: a mark after each would take the room of a second column. */
function Figure({
  figure,
  component,
  strong = false,
}: {
  readonly figure: ComponentFigure;
  readonly component: ComponentFrame;
  readonly strong?: boolean;
}): ReactNode {
  const value = valueOf(figure, component);
  return (
    <Why
      what={NAMES[figure]}
      value={value}
      basis={{ kind: 'computed' }}
      formula={componentFormula(figure, component)}
    >
      {strong ? <b>{value}</b> : value}
    </Why>
  );
}

const NAMES: Readonly<Record<ComponentFigure, string>> = {
  replicas: text.compare.replicas,
  workers: text.compare.workers,
  working: text.compare.working,
  held: text.compare.held,
  queue: text.compare.queue,
  utilization: text.compare.utilization,
  calls: text.compare.calls,
};
const FIGURES = Object.keys(NAMES) as readonly ComponentFigure[];

function valueOf(figure: ComponentFigure, component: ComponentFrame): string {
  switch (figure) {
    case 'replicas':
      return String(component.replicas);
    case 'workers':
      return String(component.workers);
    case 'working':
      return String(component.busy - component.waitingOnCall);
    case 'held':
      return String(component.waitingOnCall);
    case 'queue':
      return formatNumber(component.queued, 6);
    case 'utilization':
      return `${Math.round(component.utilization * 100)} %`;
    case 'calls':
      return formatNumber(component.calls, 6);
  }
}

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
