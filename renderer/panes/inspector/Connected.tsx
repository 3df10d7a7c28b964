/** What a sandbox is connected to: its host, whoever calls it, whom it calls, and the others of its kind. Each can be gone to. */
import type { ReactNode } from 'react';
import {
  edgesOf,
  serviceId,
  type Frame,
  type HostFrame,
  type SandboxFrame,
  type Scenario,
} from '../../../simulations';
import { scenarioOf } from '../../state/scenario-of';
import { select, useLab, useSession } from '../../state/session';
import { text } from '../../text/en';
import { servicesCalledBy } from './callers';
import { Section } from './Section';

interface Link {
  readonly to: string;
  readonly label: string;
}

export interface Links {
  readonly on: readonly Link[];
  readonly calledBy: readonly Link[];
  readonly calls: readonly Link[];
  readonly beside: readonly Link[];
}

const MOST = 6;

/** Pure. A component is gone to at the first sandbox that runs it. */
export function linksOf(
  frame: Frame,
  scenario: Scenario | null,
  sandbox: SandboxFrame,
  host: HostFrame,
): Links {
  const deployment = frame.deployments.find(({ id }) => id === sandbox.deployment);
  const known = new Set(deployment?.components.map(({ id }) => id) ?? []);
  const edges = scenario === null ? [] : edgesOf(scenario, known);
  const own = frame.hosts
    .flatMap(({ sandboxes }) => sandboxes)
    .filter((other) => other.deployment === sandbox.deployment);
  const first = (component: string): string =>
    own.find((other) => other.component === component && other.state !== 'stopped')?.id ?? host.id;
  const link = (component: string): Link => ({ to: first(component), label: component });
  const isEntry = edges.some(({ from, to }) => from === null && to === sandbox.component);
  return {
    on: [{ to: host.id, label: host.id }],
    calledBy: [
      ...(isEntry ? [{ to: host.id, label: text.inspector.door }] : []),
      ...edges.flatMap(({ from, to }) => (to === sandbox.component && from !== null ? [link(from)] : [])),
    ],
    calls: [
      ...edges.flatMap(({ from, to }) => (from === sandbox.component ? [link(to)] : [])),
      ...(scenario === null
        ? []
        : servicesCalledBy(scenario, frame, sandbox.deployment, sandbox.component).map((id) => ({
            to: serviceId(sandbox.deployment, id),
            label: id,
          }))),
    ],
    beside: own
      .filter((other) => other.component === sandbox.component && other.id !== sandbox.id)
      .map(({ id }) => ({ to: id, label: id })),
  };
}

export function Connected(props: {
  readonly frame: Frame;
  readonly sandbox: SandboxFrame;
  readonly host: HostFrame;
}): ReactNode {
  const scenario = scenarioOf(useLab((lab) => lab.document));
  const links = linksOf(props.frame, scenario, props.sandbox, props.host);
  return (
    <Section title={text.inspector.connected}>
      <dl className="links">
        {(Object.keys(links) as (keyof Links)[]).map((kind) =>
          links[kind].length === 0 ? null : <Row key={kind} kind={kind} links={links[kind]} />,
        )}
      </dl>
    </Section>
  );
}

function Row({ kind, links }: { readonly kind: keyof Links; readonly links: readonly Link[] }): ReactNode {
  const session = useSession();
  const more = links.length - MOST;
  return (
    <div>
      <dt>{text.inspector.links[kind]}</dt>
      <dd>
        {links.slice(0, MOST).map(({ to, label }) => (
          <button key={label} type="button" className="cause" onClick={() => select(session, to)}>
            {label}
          </button>
        ))}
        {more > 0 && <span className="quiet">{text.inspector.more.replace('{0}', String(more))}</span>}
      </dd>
    </div>
  );
}
