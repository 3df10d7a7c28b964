/** Notices about retries, deadlines, managed services, triggers and the limits of providers. Their codes begin at 100. */
import { formatBytes, formatDuration, formatNumber } from '../base/quantity';
import { kind } from './notice-kind';

export const TRAFFIC_NOTICES = {
  callRetried: kind(
    100,
    false,
    (pool, _name, n) =>
      `Request ${n.value} tries ${pool.component} again${n.extra > 0 ? ` in ${formatDuration(n.extra)}` : ''}`,
  ),
  deadlinePassed: kind(
    101,
    true,
    (pool, _name, n) =>
      `Request ${n.value} passes its deadline of ${formatDuration(n.extra)}; it was at ${pool.component}`,
  ),
  serviceThrottled: kind(102, true, (_pool, _name, n, model) => {
    const service = model.services[n.extra];
    return `Request ${n.value} is refused by ${service?.id}: more than ${formatNumber(service?.perSecond ?? 0)} a second`;
  }),
  objectWritten: kind(103, false, (pool, _name, n, model) => {
    const service = model.services[model.emissions[n.value]?.service ?? -1];
    const what = service?.kind === 'queue' ? 'sends a message to' : 'puts an object into';
    return `${pool.functionId ?? pool.component} ${what} ${service?.id} for request ${n.extra}`;
  }),
  functionCalled: kind(
    104,
    false,
    (pool, _name, n, model) =>
      `${pool.component} invokes ${model.triggers[model.emissions[n.value]?.trigger ?? -1]?.functionId} for request ${n.extra}, without waiting`,
  ),
  functionTriggered: kind(105, false, (_pool, _name, n, model) => {
    const trigger = model.triggers[n.value];
    const source = model.services[trigger?.service ?? -1]?.id;
    switch (trigger?.kind) {
      case 'schedule':
        return `The schedule ${trigger.id} invokes ${trigger.functionId}`;
      case 'queue':
        return `${trigger.id} hands ${n.extra === 1 ? 'a message' : `${n.extra} messages`} of ${source} to ${trigger.functionId}`;
      case 'object-store':
        return `A new object in ${source} invokes ${trigger.functionId}`;
      default:
        return `${trigger?.id} invokes ${trigger?.functionId}`;
    }
  }),
  loopStopped: kind(
    106,
    true,
    (pool, _name, n, model) =>
      `${model.triggers[n.value]?.functionId} is not invoked: it would be invocation ${n.extra} of one chain, and the provider stops loops after ${model.deployments[pool.deployment]?.recursionLimit}`,
  ),
  eventRetried: kind(
    107,
    false,
    (_pool, _name, n, model) =>
      `${model.triggers[n.value]?.id} invokes ${model.triggers[n.value]?.functionId} again in ${formatDuration(n.extra)}: it failed`,
  ),
  eventLost: kind(
    108,
    true,
    (_pool, _name, n, model) =>
      `${model.triggers[n.value]?.id} gives up after ${n.extra === 1 ? 'one attempt' : `${n.extra} attempts`}: what it had to hand over is lost`,
  ),
  payloadRefused: kind(109, true, (pool, _name, n) => {
    const limit = pool.hazards?.payload;
    return `Request ${n.value} is refused by ${pool.hazards?.profile}: ${limit?.name}, at most ${formatNumber((limit?.value ?? 0) / 1e6)} MB`;
  }),
  functionKilled: kind(
    110,
    true,
    (pool, _name, n) =>
      `Request ${n.value} is cut off in ${pool.functionId ?? pool.component} after ${formatDuration(pool.hazards?.timeout?.value ?? 0)}: ${pool.hazards?.timeout?.name} of ${pool.hazards?.profile}`,
  ),
  outOfMemory: kind(
    111,
    true,
    (pool, _name, n) =>
      `Request ${n.value} runs out of memory in ${pool.functionId ?? pool.component}, which has ${formatBytes(pool.hazards?.memoryBytes ?? 0)}: its instance is gone`,
  ),
  outOfStorage: kind(
    112,
    true,
    (pool, _name, n) =>
      `Request ${n.value} finds no space for its files in ${pool.functionId ?? pool.component}: ${pool.hazards?.storage?.name}, ${formatNumber((pool.hazards?.storage?.value ?? 0) / 1e6)} MB`,
  ),
} as const;
