/** The state of managed services and triggers: one of each in every deployment, so that deployments do not disturb each other. */
import { openStream, type RandomStream } from '../random/streams';
import { newHistogram, type Histogram } from '../statistics/histogram';
import { newFamilies, type DemandFamilies } from './demands';
import type { Model } from './model';

export interface ServiceState {
  /** When it may begin with the next request, were all of them evenly spaced (virtual scheduling, as of a leaky bucket). */
  next: number;
  /** Attempts: requests = answered + throttled + abandoned + open. */
  requests: number;
  answered: number;
  throttled: number;
  /** Given up by the caller: its own time-out, a deadline, or the caller's. */
  abandoned: number;
  open: number;
  retried: number;
  readonly latency: Histogram;
  readonly retryStream: RandomStream;
}

export interface TriggerState {
  /** Events or messages that reached it: events = delivered + waiting + stopped. */
  events: number;
  delivered: number;
  invocations: number;
  /** Invocations that were made again after a failure, and events given up after the last attempt. */
  retried: number;
  lost: number;
  /** Events that would have gone on with a loop beyond the provider's limit. */
  stopped: number;
  /** Messages that wait for their batch, and the longest chain among them. */
  waiting: number;
  depth: number;
  cause: number;
  mark: number;
  readonly retryStream: RandomStream;
}

function newServices(model: Model): ServiceState[] {
  return model.deployments.flatMap((deployment) =>
    model.services.map((service) => ({
      next: 0,
      requests: 0,
      answered: 0,
      throttled: 0,
      abandoned: 0,
      open: 0,
      retried: 0,
      latency: newHistogram(),
      retryStream: openStream(model.seed, `${deployment.technology.id}/${service.id}/retry`),
    })),
  );
}

function newTriggers(model: Model): TriggerState[] {
  return model.deployments.flatMap((deployment) =>
    model.triggers.map((trigger) => ({
      events: 0,
      delivered: 0,
      invocations: 0,
      retried: 0,
      lost: 0,
      stopped: 0,
      waiting: 0,
      depth: 0,
      cause: -1,
      mark: 0,
      retryStream: openStream(model.seed, `${deployment.technology.id}/${trigger.id}/retry`),
    })),
  );
}

/** What the world keeps of services and triggers: by deployment, then by service or trigger. */
export interface Traffic {
  readonly services: ServiceState[];
  readonly triggers: TriggerState[];
  /** By trigger: the same draws in every deployment. */
  readonly triggerDraws: DemandFamilies[];
}

export const newTraffic = (model: Model): Traffic => ({
  services: newServices(model),
  triggers: newTriggers(model),
  triggerDraws: model.triggers.map((trigger) => newFamilies(model, `trigger/${trigger.id}`)),
});

/** The transient is over: counts begin anew with what is under way. */
export function restartService(state: ServiceState): void {
  Object.assign(state, { requests: state.open, answered: 0, throttled: 0, abandoned: 0, retried: 0 });
  Object.assign(state.latency, newHistogram());
}

export function restartTrigger(state: TriggerState): void {
  Object.assign(state, {
    events: state.waiting,
    delivered: 0,
    invocations: 0,
    retried: 0,
    lost: 0,
    stopped: 0,
  });
}
