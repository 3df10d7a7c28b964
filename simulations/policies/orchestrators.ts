/**
 * What orchestrators do when something dies, as data: the same application description runs under each. Times in whole
 * microseconds. An orchestrator is slow on purpose: what it sees is late, and acting on a false alarm costs more.
 */
import { assumed, published, type Basis } from '../technologies/basis';

export type OrchestratorName = 'kubernetes' | 'swarm' | 'none';

export interface Span {
  readonly micros: number;
  readonly basis: Basis;
}

export interface OrchestratorRules {
  readonly id: OrchestratorName | 'scale-group' | 'platform';
  readonly label: string;
  /**
   * `in-place`: the same sandbox, on the same host, starts again. `anew`: another one takes its place, wherever there is
   * room. `removed`: it is taken away and nothing replaces it until a request does. `never`: it stays down.
   */
  readonly restart: 'in-place' | 'anew' | 'removed' | 'never';
  /** How long after a death it acts; after a repeated one the delay doubles up to the longest. */
  readonly reaction: Span;
  readonly backOff: { readonly first: Span; readonly longest: Span; readonly resetAfter: Span } | null;
  /** How it chooses a host where nothing is stated: by free memory, or by the number of sandboxes. */
  readonly placement: 'spread' | 'spread-by-count';
  /** Sandboxes that a host may hold. */
  readonly maxPerHost: { readonly count: number; readonly basis: Basis };
  /** It places so many a second, one after the other. */
  readonly placesPerSecond: { readonly rate: number; readonly basis: Basis };
  /** How long a host may be silent before what stood on it is replaced elsewhere. */
  readonly hostGrace: Span;
}

const span = (seconds: number, basis: Basis): Span => ({ micros: seconds * 1e6, basis });

/** Deployment controller, scheduler and kubelet with their defaults. */
const KUBERNETES: OrchestratorRules = {
  id: 'kubernetes',
  label: 'Kubernetes',
  restart: 'in-place',
  reaction: span(1, assumed('the kubelet lists its containers every second')),
  backOff: {
    first: span(10, published('k8s.restart.backoff')),
    longest: span(300, published('k8s.restart.backoff')),
    resetAfter: span(600, published('k8s.restart.backoff')),
  },
  placement: 'spread',
  maxPerHost: { count: 110, basis: published('k8s.maxpods') },
  placesPerSecond: {
    rate: 100,
    basis: published('k8s.scheduler', 'a goal of its scheduler, not a measurement'),
  },
  hostGrace: span(
    340,
    published('k8s.node.grace', '40 s until the node is not ready, 300 s until its pods are evicted'),
  ),
};

/** Services of Docker Swarm: a dead task is replaced by a new one. */
const SWARM: OrchestratorRules = {
  id: 'swarm',
  label: 'Swarm',
  restart: 'anew',
  reaction: span(5, published('swarm.defaults', 'restart delay')),
  backOff: null,
  placement: 'spread-by-count',
  maxPerHost: { count: Infinity, basis: assumed('no limit but its memory') },
  placesPerSecond: { rate: Infinity, basis: assumed('at once') },
  hostGrace: span(15, published('swarm.heartbeat', 'three missed heartbeats of 5 s')),
};

const NONE: OrchestratorRules = {
  id: 'none',
  label: 'nobody',
  restart: 'never',
  reaction: span(0, assumed()),
  backOff: null,
  placement: 'spread',
  maxPerHost: { count: Infinity, basis: assumed('no limit but its memory') },
  placesPerSecond: { rate: Infinity, basis: assumed('at once') },
  hostGrace: span(0, assumed()),
};

/** A group of VMs replaces one that fails its health checks. */
const SCALE_GROUP: OrchestratorRules = {
  id: 'scale-group',
  label: 'the scale group',
  restart: 'anew',
  reaction: span(60, assumed('two health checks, 30 s apart')),
  backOff: null,
  placement: 'spread',
  maxPerHost: { count: Infinity, basis: assumed('no limit but its memory') },
  placesPerSecond: { rate: Infinity, basis: assumed('at once') },
  hostGrace: span(60, assumed('two health checks, 30 s apart')),
};

/** A function platform: the next request gets another instance. */
const PLATFORM: OrchestratorRules = {
  id: 'platform',
  label: 'the platform',
  restart: 'removed',
  reaction: span(0, assumed()),
  backOff: null,
  placement: 'spread',
  maxPerHost: { count: Infinity, basis: assumed('no limit but its memory') },
  placesPerSecond: { rate: Infinity, basis: assumed('at once') },
  hostGrace: span(0, assumed()),
};

export const ORCHESTRATORS: readonly OrchestratorRules[] = [KUBERNETES, SWARM, NONE, SCALE_GROUP, PLATFORM];

/** The rules for one pool: functions belong to their platform, VMs of a scale group to the group. */
export function rulesOf(
  name: OrchestratorName,
  perRequest: boolean,
  autoscaler: string | null,
): OrchestratorRules {
  if (perRequest) return PLATFORM;
  if (name === 'none' && autoscaler === 'vm-scale-group') return SCALE_GROUP;
  if (name === 'kubernetes') return KUBERNETES;
  return name === 'swarm' ? SWARM : NONE;
}

export interface RestartDecision {
  readonly delayMicros: number;
  /** How many crashes in a row this is. */
  readonly level: number;
}

/**
 * When a dead sandbox is restarted. Kubernetes restarts at once after the first crash, then after 10 s, 20 s and so on up
 * to 5 min, and forgets the crashes of a container that ran for 10 min (documentation, "Pod lifecycle").
 */
export function decideRestart(
  rules: OrchestratorRules,
  crashesInARow: number,
  ranMicros: number,
): RestartDecision {
  const { backOff, reaction } = rules;
  const forgets = backOff !== null && ranMicros >= backOff.resetAfter.micros;
  const level = (forgets ? 0 : crashesInARow) + 1;
  if (backOff === null || level === 1) return { delayMicros: reaction.micros, level };
  const doubled = backOff.first.micros * 2 ** Math.min(20, level - 2);
  return { delayMicros: Math.min(backOff.longest.micros, doubled), level };
}
