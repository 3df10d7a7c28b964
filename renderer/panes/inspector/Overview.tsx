import type { ReactNode } from 'react';
import { deploymentName, formatNumber, technologyOf, type Frame } from '../../../simulations';
import { isOld } from '../../parts/profile-age';
import { Why } from '../../parts/Provenance';
import { text } from '../../text/en';
import { Replicas } from './Replicas';
import { Section } from './Section';

/** Nothing is selected: the run as a whole. */
export function Overview({
  frame,
  gone,
}: {
  readonly frame: Frame;
  readonly gone: string | null;
}): ReactNode {
  return (
    <>
      <h3 className="inspector-title">{frame.title}</h3>
      {gone !== null && <p className="para">{text.inspector.gone.replace('{0}', gone)}</p>}
      <p className="para">{text.inspector.overview}</p>
      {frame.deployments.map((deployment) => {
        const technology = technologyOf(deployment.technology);
        return (
          <Section key={deployment.id} title={deploymentName(deployment, frame.deployments)}>
            <dl className="figures">
              {countsOf(deployment, technology.perRequest).map((figure) => (
                <Figure key={figure.name} {...figure} />
              ))}
              <Figure name={text.inspector.apart} value={technology.boundary} />
              <Figure name={text.inspector.lookAfter} value={technology.lookAfter} />
            </dl>
            {deployment.components.length > 1 && <Components deployment={deployment} />}
            {deployment.components.length === 1 && !technology.perRequest && (
              <Alone deployment={deployment} />
            )}
            <PileUp deployment={deployment} />
          </Section>
        );
      })}
      <Profiles deployments={frame.deployments} />
    </>
  );
}

/** A queue that is longer is worth a sentence. */
const MANY = 20;

/** The component before which most wait, where they are many: said of the deployment that it belongs to. */
export function pileUpOf({ components }: Pick<Frame['deployments'][number], 'components'>): {
  readonly id: string;
  readonly queued: number;
} | null {
  const most = components.toSorted((a, b) => b.queued - a.queued)[0];
  return most === undefined || most.queued <= MANY
    ? null
    : { id: most.functionId ?? most.id, queued: most.queued };
}

function PileUp({ deployment }: { readonly deployment: Frame['deployments'][number] }): ReactNode {
  const most = pileUpOf(deployment);
  if (most === null) return null;
  return (
    <p className="para">
      <b>{most.queued.toLocaleString('en')}</b> requests wait for <b>{most.id}</b> here.
    </p>
  );
}

/** Whose limits and prices hold, of which day, each once; old ones say so. */
function Profiles({ deployments }: Pick<Frame, 'deployments'>): ReactNode {
  const all = deployments.flatMap(({ profiles }) => [
    ...(profiles.limits === null ? [] : [{ name: text.inspector.profiles.limits, profile: profiles.limits }]),
    { name: text.inspector.profiles.prices, profile: profiles.prices },
  ]);
  const once = all.filter(
    ({ profile }, i) => all.findIndex((other) => other.profile.id === profile.id) === i,
  );
  return (
    <Section title={text.inspector.profiles.title}>
      <dl className="figures">
        {once.map(({ name, profile }) => (
          <div key={profile.id}>
            <dt>{name}</dt>
            <dd>{profile.label}</dd>
          </div>
        ))}
      </dl>
      {once.map(({ profile }) =>
        isOld(profile.date, new Date()) ? (
          <p key={profile.id} className="old-profile">
            {text.inspector.profiles.old.replace('{0}', profile.label).replace('{1}', profile.date)}
          </p>
        ) : null,
      )}
    </Section>
  );
}

interface Counted {
  readonly name: string;
  readonly value: string;
  /** With its values; absent for words. */
  readonly formula?: string;
}

/** What the run has counted, each with the sum that it is part of: arrived = answered + lost + inside. */
export function countsOf(
  { totals, inFlight }: Frame['deployments'][number],
  perRequest: boolean,
): readonly Counted[] {
  const { arrived, completed, rejected, timedOut, failed, coldStarts } = totals;
  const words = text.inspector.figures;
  const lost = rejected + timedOut + failed;
  const balance = `${arrived} arrived = ${completed} answered + ${lost} lost + ${inFlight} inside`;
  const share =
    completed === 0
      ? ''
      : `; ${coldStarts} / ${completed} answered = ${((coldStarts / completed) * 100).toFixed(1)} %`;
  return [
    { name: words.arrived, value: arrived.toLocaleString('en'), formula: balance },
    { name: words.answered, value: completed.toLocaleString('en'), formula: balance },
    { name: words.inside, value: inFlight.toLocaleString('en'), formula: balance },
    ...(perRequest
      ? [
          {
            name: words.cold,
            value: coldStarts.toLocaleString('en'),
            formula: `${coldStarts} requests had an instance started for them${share}`,
          },
        ]
      : []),
    ...(lost > 0
      ? [
          {
            name: words.lost,
            value: `${rejected}, ${timedOut}, ${failed}`,
            formula: `${rejected} + ${timedOut} + ${failed} = ${lost}; ${balance}`,
          },
        ]
      : []),
  ];
}

const Figure = ({ name, value, formula }: Counted): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>
      {value}{' '}
      {formula !== undefined && (
        <Why what={name} value={value} basis={{ kind: 'computed' }} formula={formula} />
      )}
    </dd>
  </div>
);

/** A component alone needs no table. */
function Alone({ deployment }: { readonly deployment: Frame['deployments'][number] }): ReactNode {
  return deployment.components.map((component) => (
    <div key={component.id} className="replica-row">
      <span>{text.inspector.replicasOf.replace('{0}', component.id)}</span>
      <Replicas deployment={deployment.id} component={component} />
    </div>
  ));
}

/** Workers and queue of each component: where the pile-up is. */
function Components({ deployment }: { readonly deployment: Frame['deployments'][number] }): ReactNode {
  const { perRequest } = technologyOf(deployment.technology);
  return (
    <table className="components">
      <thead>
        <tr>
          <th scope="col">{text.inspector.columns.component}</th>
          {!perRequest && <th scope="col">{text.compare.replicas}</th>}
          <th scope="col">{text.inspector.columns.busy}</th>
          <th scope="col">{text.inspector.columns.queue}</th>
        </tr>
      </thead>
      <tbody>
        {deployment.components.map((component) => (
          <tr key={component.functionId ?? component.id}>
            <th scope="row">
              {component.functionId ?? component.id}
              {perRequest && component.replicas !== 1 && ` × ${component.replicas}`}
            </th>
            {!perRequest && (
              <td>
                <Replicas deployment={deployment.id} component={component} />
              </td>
            )}
            <td>
              {component.busy} / {component.workers}
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
