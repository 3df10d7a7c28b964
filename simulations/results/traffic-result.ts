/** What managed services and triggers did, in every deployment that could use them. */
import type { World } from '../world/world';
import { latencyResult } from './latency';
import type { ServiceResult, TriggerResult } from './result';

export function servicesOf({ model, services }: World): readonly ServiceResult[] {
  return services.map((state, i) => {
    const service = model.services[i % model.services.length];
    return {
      id: service?.id ?? '',
      deployment: model.deployments[Math.floor(i / model.services.length)]?.id ?? '',
      kind: service?.kind ?? '',
      requests: state.requests,
      answered: state.answered,
      throttled: state.throttled,
      abandoned: state.abandoned,
      inFlight: state.open,
      retried: state.retried,
      latencyMs: latencyResult(state.latency),
    };
  });
}

export function triggersOf({ model, triggers }: World): readonly TriggerResult[] {
  return triggers.map((state, i) => ({
    id: model.triggers[i % model.triggers.length]?.id ?? '',
    deployment: model.deployments[Math.floor(i / model.triggers.length)]?.id ?? '',
    events: state.events,
    delivered: state.delivered,
    invocations: state.invocations,
    retried: state.retried,
    lost: state.lost,
    stopped: state.stopped,
    waiting: state.waiting,
  }));
}
