/** A managed service or a trigger: what it is, what it does, why, whose numbers these are, what it is connected to. */
import type { ReactNode } from 'react';
import {
  formatNumber,
  serviceSentence,
  triggerSentence,
  type Basis,
  type Frame,
  type ServiceFrame,
  type TriggerFrame,
} from '../../../simulations';
import { Why } from '../../parts/Provenance';
import { select, useLab, useSession } from '../../state/session';
import { scenarioOf } from '../../state/scenario-of';
import { text } from '../../text/en';
import { callersOf } from './callers';
import { Section } from './Section';
import { WhyChain } from './WhyChain';

const COMPUTED: Basis = { kind: 'computed' };
const STATED: Basis = { kind: 'assumed', note: text.disturbed.service.stated };

interface Row {
  readonly name: string;
  readonly value: string;
  readonly basis?: Basis;
  readonly formula?: string;
}

export function ServiceInspector({
  frame,
  service,
}: {
  readonly frame: Frame;
  readonly service: ServiceFrame;
}): ReactNode {
  const scenario = scenarioOf(useLab((lab) => lab.document));
  const words = text.disturbed.service;
  const { figures } = words;
  const { requests, answered, throttled, abandoned, open } = service;
  const callers = scenario === null ? [] : callersOf(scenario, frame, service);
  return (
    <>
      <h3 className="inspector-title">{service.label}</h3>
      <p className="para">{words.what[service.kind]}</p>
      <Section title={words.doing}>
        <p className="para is-data">{serviceSentence(service)}.</p>
        <Rows
          rows={[
            {
              name: figures.requests,
              value: count(requests),
              formula: `${words.sum}: ${requests} = ${answered} + ${throttled} + ${abandoned} + ${open}`,
            },
            { name: figures.answered, value: count(answered) },
            { name: figures.open, value: count(open - service.waiting) },
            { name: figures.waiting, value: count(service.waiting), formula: waitFormula(service) },
            { name: figures.throttled, value: count(throttled) },
            { name: figures.abandoned, value: count(abandoned) },
            { name: figures.retried, value: count(service.retried) },
            ...(answered === 0
              ? []
              : [
                  { name: figures.p50, value: `${formatNumber(service.p50Ms)} ms` },
                  { name: figures.p95, value: `${formatNumber(service.p95Ms)} ms` },
                ]),
            {
              name: words.limit,
              value: service.perSecond === undefined ? words.noLimit : `${formatNumber(service.perSecond)}/s`,
              basis: { kind: 'assumed', note: `${words.stated}; ${words.busy[service.whenBusy]}` },
            },
            { name: words.latency, value: service.writtenLatency, basis: STATED },
          ]}
        />
      </Section>
      <WhyChain frame={frame} subject={service.id} />
      <Links title={text.inspector.connected} name={words.calledBy} links={callers} />
      <Links
        title={words.triggers}
        name={text.disturbed.trigger.invokes}
        links={frame.triggers
          .filter(({ deployment, source }) => deployment === service.deployment && source === service.id)
          .map((trigger) => ({ id: `trigger:${trigger.deployment}/${trigger.id}`, label: trigger.label }))}
      />
    </>
  );
}

/** With the limit as the cause of the wait. */
const waitFormula = ({ waiting, perSecond }: ServiceFrame): string =>
  perSecond === undefined
    ? ''
    : `${waiting} x 1 / ${formatNumber(perSecond)} s = ${formatNumber(waiting / perSecond)} s until the last of them has its turn`;

export function TriggerInspector({
  frame,
  trigger,
}: {
  readonly frame: Frame;
  readonly trigger: TriggerFrame;
}): ReactNode {
  const words = text.disturbed.trigger;
  const { figures } = words;
  const instance = frame.hosts
    .flatMap(({ sandboxes }) => sandboxes)
    .find(
      (sandbox) => sandbox.deployment === trigger.deployment && sandbox.functionId === trigger.functionId,
    );
  const source = frame.services.find(
    ({ deployment, id }) => deployment === trigger.deployment && id === trigger.source,
  );
  return (
    <>
      <h3 className="inspector-title">{trigger.label}</h3>
      <p className="para">{words.what}</p>
      <Section title={text.disturbed.service.doing}>
        <p className="para is-data">{triggerSentence(trigger)}.</p>
        <Rows
          rows={[
            { name: figures.events, value: count(trigger.events) },
            { name: figures.invocations, value: count(trigger.invocations) },
            { name: figures.waiting, value: count(trigger.waiting) },
            { name: figures.retried, value: count(trigger.retried) },
            { name: figures.lost, value: count(trigger.lost) },
            { name: figures.stopped, value: count(trigger.stopped) },
          ]}
        />
      </Section>
      <WhyChain frame={frame} subject={trigger.functionId} />
      <Links
        title={text.inspector.connected}
        name={words.listens}
        links={
          source === undefined
            ? []
            : [{ id: `service:${source.deployment}/${source.id}`, label: source.label }]
        }
      />
      <Links
        title={words.invokes}
        name={words.invokes}
        links={instance === undefined ? [] : [{ id: instance.id, label: trigger.functionId }]}
      />
    </>
  );
}

const count = (value: number): string => value.toLocaleString('en');

const Rows = ({ rows }: { readonly rows: readonly Row[] }): ReactNode => (
  <dl className="figures">
    {rows.map(({ name, value, basis = COMPUTED, formula }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>
          {value}{' '}
          <Why
            what={name}
            value={value}
            basis={basis}
            {...(formula !== undefined && formula !== '' && { formula })}
          />
        </dd>
      </div>
    ))}
  </dl>
);

function Links({
  title,
  name,
  links,
}: {
  readonly title: string;
  readonly name: string;
  readonly links: readonly { readonly id: string; readonly label: string }[];
}): ReactNode {
  const session = useSession();
  if (links.length === 0) return null;
  return (
    <Section title={title}>
      <dl className="links">
        <div>
          <dt>{name}</dt>
          <dd>
            {links.map(({ id, label }) => (
              <button key={id} type="button" className="cause" onClick={() => select(session, id)}>
                {label}
              </button>
            ))}
          </dd>
        </div>
      </dl>
    </Section>
  );
}
