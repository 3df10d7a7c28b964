/** Back ends, triggers and VMs on the move, as a scene shows them. */
import { formatBytes, formatNumber } from '../base/quantity';
import type { Frame } from '../lab/frame';
import type { MigrationFrame } from '../lab/migration-frame';
import type { ServiceFrame, ServiceKind, TriggerFrame, TriggerKind } from '../lab/traffic-frame';
import type { SceneMove, SceneService, SceneTrigger } from './scene';

export const SERVICE_WORDS: Readonly<Record<ServiceKind, string>> = {
  database: 'database',
  auth: 'sign-in service',
  'object-store': 'object store',
  queue: 'queue',
};

export const serviceId = (deployment: string, id: string): string => `service:${deployment}/${id}`;
export const triggerId = (deployment: string, id: string): string => `trigger:${deployment}/${id}`;

export const servicesOf = ({ services }: Frame, deployment: string): readonly SceneService[] =>
  services
    .filter((service) => service.deployment === deployment)
    .map((service) => ({
      id: serviceId(deployment, service.id),
      name: service.id,
      label: service.label,
      kind: service.kind,
      open: service.open,
      waiting: service.waiting,
      full: service.waiting > 0,
      throttled: service.throttled,
      perSecond: service.perSecond ?? Infinity,
      sentence: serviceSentence(service),
    }));

/** "database, 3 in work, 12 wait their turn, at most 20 a second". */
export function serviceSentence(service: ServiceFrame): string {
  const parts = [
    SERVICE_WORDS[service.kind],
    service.open === 0 ? 'nothing in work' : `${service.open - service.waiting} in work`,
    service.waiting === 0
      ? ''
      : `${service.waiting} ${service.waiting === 1 ? 'waits its' : 'wait their'} turn`,
    service.throttled === 0 ? '' : `${service.throttled.toLocaleString('en')} refused so far`,
    service.perSecond === undefined ? '' : `at most ${formatNumber(service.perSecond)} a second`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

export const TRIGGER_WORDS: Readonly<Record<TriggerKind, string>> = {
  schedule: 'by the clock',
  'object-store': 'when an object is put',
  queue: 'when messages have come',
  http: 'over HTTP',
  component: 'by a component',
};

export const triggersOf = ({ triggers }: Frame, deployment: string): readonly SceneTrigger[] =>
  triggers
    .filter((trigger) => trigger.deployment === deployment)
    .map((trigger) => ({
      id: triggerId(deployment, trigger.id),
      label: trigger.label,
      kind: trigger.kind,
      source: trigger.source ?? null,
      functionId: trigger.functionId,
      waiting: trigger.waiting,
      sentence: triggerSentence(trigger),
    }));

/** "invokes resize when an object is put in pictures, 12 times so far". */
export function triggerSentence(trigger: TriggerFrame): string {
  const where =
    trigger.source === undefined
      ? ''
      : `${trigger.kind === 'queue' || trigger.kind === 'object-store' ? ' in' : ''} ${trigger.source}`;
  const times = `${trigger.invocations.toLocaleString('en')} ${trigger.invocations === 1 ? 'time' : 'times'} so far`;
  const parts = [
    `invokes ${trigger.functionId} ${trigger.kind === 'component' ? 'by' : TRIGGER_WORDS[trigger.kind]}${where}`,
    times,
    trigger.waiting === 0 ? '' : `${trigger.waiting} wait for their batch`,
    trigger.lost === 0 ? '' : `${trigger.lost} lost`,
    trigger.stopped === 0 ? '' : `a loop was stopped ${trigger.stopped} times`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** VMs that are being moved, with how far the copying has come. */
export const movesOf = (frame: Frame): readonly SceneMove[] =>
  frame.migrations.map((move) => {
    const sandbox = frame.hosts.flatMap(({ sandboxes }) => sandboxes).find(({ id }) => id === move.sandbox);
    const used = sandbox?.memory.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
    const takenBytes = used + (sandbox?.reservedBytes ?? 0);
    return {
      sandbox: move.sandbox,
      from: move.from,
      to: move.to,
      copiedFraction: move.roundDoneFraction,
      takenBytes,
      sentence: moveSentence(move),
    };
  });

/** "web-1 moves from vm-a to vm-b: it runs, and 40 % of its memory has gone over". */
function moveSentence({
  sandbox,
  from,
  to,
  stage,
  round,
  roundBytes,
  roundDoneFraction,
  sentBytes,
}: MigrationFrame): string {
  const done = `${Math.round(roundDoneFraction * 100)} %`;
  const how = {
    copying:
      round === 0
        ? `it runs on while ${done} of ${formatBytes(roundBytes)} has gone over`
        : `round ${round} sends what was written meanwhile, ${done} of ${formatBytes(roundBytes)}`,
    stopped: `it stands still while the last ${formatBytes(roundBytes)} goes over`,
    resuming: 'it goes on over there',
  }[stage];
  return `${sandbox} moves from ${from} to ${to}: ${how}${sentBytes > 0 ? `, ${formatBytes(sentBytes)} sent before` : ''}`;
}
