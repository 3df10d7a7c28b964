import type { ReactNode } from 'react';
import { formatNumber, technologyOf, type Frame } from '../../../simulations';
import { text } from '../../text/en';
import { Section } from './Section';

/** Nothing is selected: the run as a whole. */
export function Overview({
  frame,
  gone,
}: {
  readonly frame: Frame;
  readonly gone: string | null;
}): ReactNode {
  const waitingMost = frame.deployments
    .flatMap((d) => d.components)
    .toSorted((a, b) => b.queued - a.queued)[0];
  return (
    <>
      <h3 className="inspector-title">{frame.title}</h3>
      {gone !== null && <p className="para">{text.inspector.gone.replace('{0}', gone)}</p>}
      <p className="para">{text.inspector.overview}</p>
      {frame.deployments.map((deployment) => {
        const technology = technologyOf(deployment.technology);
        const { totals } = deployment;
        return (
          <Section key={deployment.id} title={technology.plural}>
            <dl className="figures">
              <Figure name={text.inspector.figures.arrived} value={totals.arrived.toLocaleString('en')} />
              <Figure name={text.inspector.figures.answered} value={totals.completed.toLocaleString('en')} />
              <Figure name={text.inspector.figures.inside} value={deployment.inFlight.toLocaleString('en')} />
              {technology.perRequest && (
                <Figure name={text.inspector.figures.cold} value={totals.coldStarts.toLocaleString('en')} />
              )}
              {totals.rejected + totals.timedOut + totals.failed > 0 && (
                <Figure
                  name={text.inspector.figures.lost}
                  value={`${totals.rejected}, ${totals.timedOut}, ${totals.failed}`}
                />
              )}
              <Figure name={text.inspector.apart} value={technology.boundary} />
              <Figure name={text.inspector.lookAfter} value={technology.lookAfter} />
            </dl>
            {deployment.components.length > 1 && <Components deployment={deployment} />}
          </Section>
        );
      })}
      {waitingMost !== undefined && waitingMost.queued > 20 && (
        <p className="para">
          <b>{waitingMost.queued.toLocaleString('en')}</b> requests wait for <b>{waitingMost.id}</b>.
        </p>
      )}
    </>
  );
}

const Figure = ({ name, value }: { readonly name: string; readonly value: string }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

/** Workers and queue of each component: where the pile-up is. */
function Components({ deployment }: { readonly deployment: Frame['deployments'][number] }): ReactNode {
  return (
    <table className="components">
      <thead>
        <tr>
          <th scope="col">{text.inspector.columns.component}</th>
          <th scope="col">{text.inspector.columns.workers}</th>
          <th scope="col">{text.inspector.columns.busy}</th>
          <th scope="col">{text.inspector.columns.queue}</th>
        </tr>
      </thead>
      <tbody>
        {deployment.components.map((component) => (
          <tr key={component.id}>
            <th scope="row">
              {component.id}
              {component.replicas !== 1 && ` × ${component.replicas}`}
            </th>
            <td>{component.workers}</td>
            <td>
              {component.busy}
              {component.waitingOnCall > 0 && (
                <span className="quiet">{` (${component.waitingOnCall} wait)`}</span>
              )}
            </td>
            <td>{formatNumber(component.queued, 6)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
