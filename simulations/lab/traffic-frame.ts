/** Managed services and triggers as a view sees them: what a deployment leans on, and what invokes its functions. */
import { quantile } from '../statistics/histogram';
import type { Step } from '../scenario/schema';
import type { ServiceState } from '../world/service-table';
import type { ServiceKind, ServiceModel, TriggerKind } from '../world/traffic-model';
import type { World } from '../world/world';

export type { ServiceKind, TriggerKind };

export interface ServiceFrame {
  readonly id: string;
  readonly label: string;
  readonly deployment: string;
  readonly kind: ServiceKind;
  /** What it answers a second at most; absent = it has no limit. */
  readonly perSecond?: number;
  /** Beyond it requests wait their turn, or are refused. */
  readonly whenBusy: 'queued' | 'throttled';
  /** Attempts: requests = answered + throttled + abandoned + open. */
  readonly requests: number;
  readonly answered: number;
  readonly throttled: number;
  readonly abandoned: number;
  readonly retried: number;
  readonly open: number;
  /** How many of the open ones wait for their turn behind the limit. */
  readonly waiting: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** As the scenario states its latency. */
  readonly writtenLatency: string;
}

export interface TriggerFrame {
  readonly id: string;
  readonly label: string;
  readonly deployment: string;
  readonly kind: TriggerKind;
  /** The service or component that it listens to; absent for schedules and HTTP. */
  readonly source?: string;
  readonly functionId: string;
  readonly events: number;
  readonly invocations: number;
  readonly retried: number;
  readonly lost: number;
  /** Events of a loop beyond the provider's limit. */
  readonly stopped: number;
  /** Messages that wait for their batch. */
  readonly waiting: number;
  readonly batch: number;
}

/** Only those that a deployment can call: a part that it runs names them. */
export function serviceFrames(world: World): readonly ServiceFrame[] {
  const { services, deployments } = world.model;
  if (services.length === 0) return [];
  return deployments.flatMap((deployment, d) => {
    const reached = reachedBy(world, d);
    return services.flatMap((service, s) => {
      const state = world.services[d * services.length + s];
      return state === undefined || !(reached.has(service.id) || state.requests > 0)
        ? []
        : [serviceFrame(world, deployment.id, service, state)];
    });
  });
}

function serviceFrame(
  world: World,
  deployment: string,
  service: ServiceModel,
  state: ServiceState,
): ServiceFrame {
  const written = world.model.scenario.services.find(({ id }) => id === service.id);
  const at = (fraction: number): number =>
    state.latency.count === 0 ? 0 : quantile(state.latency, fraction) / 1000;
  return {
    id: service.id,
    label: written?.label ?? service.id,
    deployment,
    kind: service.kind,
    ...(service.perSecond !== Infinity && { perSecond: service.perSecond }),
    whenBusy: service.whenBusy,
    requests: state.requests,
    answered: state.answered,
    throttled: state.throttled,
    abandoned: state.abandoned,
    retried: state.retried,
    open: state.open,
    waiting: waitingAt(service, state, world.simulation.nowMicros),
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    writtenLatency: writtenLatency(world, service.id),
  };
}

/** Whose turn is still to come: turns are evenly spaced, and the last one given is one gap before `next`. */
function waitingAt(service: ServiceModel, state: ServiceState, nowMicros: number): number {
  if (service.perSecond === Infinity || service.whenBusy === 'throttled') return 0;
  const turns = ((state.next - nowMicros) * service.perSecond) / 1e6;
  return Math.max(0, Math.min(state.open, Math.ceil(turns - 1)));
}

function writtenLatency(world: World, id: string): string {
  const source = world.model.scenario.source as {
    readonly services?: readonly { readonly id?: unknown; readonly latency?: unknown }[];
  };
  const latency = source.services?.find((service) => service.id === id)?.latency;
  return typeof latency === 'string' ? latency : '';
}

const leavesOf = (step: Step): readonly string[] =>
  typeof step === 'string' ? [step] : 'all' in step ? step.all.flatMap(leavesOf) : leavesOf(step.step);

/** What the routes and the writes of a deployment name. */
function reachedBy({ model }: World, deployment: number): ReadonlySet<string> {
  const { scenario } = model;
  const pools = model.deployments[deployment]?.pools.map((pool) => model.pools[pool]) ?? [];
  const components = new Set(pools.map((pool) => pool?.component));
  const functions = new Set(pools.map((pool) => pool?.functionId));
  const used = model.routes.filter((route) => route.deployments.includes(deployment));
  const routes = scenario.routes.filter(({ id }) => used.some((route) => route.id === id));
  return new Set([
    ...routes.flatMap(({ steps }) => steps.flatMap(leavesOf)),
    ...scenario.components.flatMap(({ id, writesTo }) => (components.has(id) ? writesTo : [])).map(serviceOf),
    ...scenario.functions.flatMap(({ id, writesTo }) => (functions.has(id) ? writesTo : [])).map(serviceOf),
  ]);
}

const serviceOf = ({ service }: { readonly service: string }): string => service;

export function triggerFrames(world: World): readonly TriggerFrame[] {
  const { triggers, deployments, services, scenario } = world.model;
  if (triggers.length === 0) return [];
  return deployments.flatMap((deployment, d) =>
    triggers.flatMap((trigger, t): readonly TriggerFrame[] => {
      const state = world.triggers[d * triggers.length + t];
      if (state === undefined || (deployment.poolOfComponent[trigger.component] ?? -1) < 0) return [];
      const written = scenario.triggers.find(({ id }) => id === trigger.id);
      const on = written?.on;
      const source = services[trigger.service]?.id ?? (on?.kind === 'component' ? on.component : undefined);
      return [
        {
          id: trigger.id,
          label: written?.label ?? trigger.id,
          deployment: deployment.id,
          kind: trigger.kind,
          ...(source !== undefined && { source }),
          functionId: trigger.functionId,
          events: state.events,
          invocations: state.invocations,
          retried: state.retried,
          lost: state.lost,
          stopped: state.stopped,
          waiting: state.waiting,
          batch: trigger.batch,
        },
      ];
    }),
  );
}
