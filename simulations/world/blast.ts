/**
 * Who is affected by a fault, computed from the stacks: a layer that fails takes with it what stands on it. A shared
 * layer exists once a host, so its fall is felt by every sandbox of the host that has it; a layer of a sandbox's own by
 * that sandbox alone. Nothing here is listed by technology: a new one has its blast radius from its stack.
 */
import type { LayerId } from '../technologies/layers';
import type { StackLayer, Technology } from '../technologies/technology';
import type { FaultId } from '../technologies/fault-kinds';
import { wallsOf } from './walls';

/** A sandbox as far as faults are concerned; a world and a frame both give it. */
export interface Standing {
  readonly id: string;
  /** '' where the platform's hosts are not part of the scenario: then what it shares is its deployment's. */
  readonly host: string;
  readonly deployment: string;
  readonly component: string;
  readonly technology: Technology;
}

export type Effect = 'falls' | 'restarts inside' | 'cannot be started' | 'slowed' | 'reachable' | 'spared';

export interface Affected {
  readonly id: string;
  readonly effect: Effect;
  /** Half a sentence that continues the id. */
  readonly reason: string;
}

export interface Blast {
  readonly kind: FaultId;
  readonly target: string;
  /** The layer that fails or is reached, as the stack names it. */
  readonly layer: string;
  readonly layerId: LayerId;
  /** What kept the others apart. */
  readonly boundary: string;
  readonly affected: readonly Affected[];
  /** Others on the same ground, and why the fault did not reach them. */
  readonly spared: readonly Affected[];
  /** Whose secrets lie open: components. Only an escape has some. */
  readonly secrets: readonly string[];
  /** Hosts that are controlled, or down. */
  readonly hosts: readonly string[];
}

export interface Failing {
  readonly layer: StackLayer;
  readonly shared: boolean;
}

const shared = ({ stack }: Technology, id: LayerId): StackLayer | undefined =>
  stack.find((layer) => layer.layer === id && layer.scope === 'shared');
const own = ({ stack }: Technology, id: LayerId): StackLayer | undefined =>
  stack.find((layer) => layer.layer === id && layer.scope === 'own');

/**
 * A shared layer carries what runs, except an engine (each container runs on under its shim) and the services of a
 * hypervisor whose guests have monitors of their own: they are needed to start, not to run.
 */
export const carriesRunning = (technology: Technology, layer: StackLayer): boolean =>
  layer.layer !== 'ce' && !(layer.layer === 'hv' && own(technology, 'hv') !== undefined);

/** The layer of this technology that a fault hits; a sentence where it has none such. `onHost` = a host is the target. */
export function failingLayer(technology: Technology, kind: FaultId, onHost: boolean): Failing | string {
  const ofHost = (id: LayerId, missing: string): Failing | string => {
    const layer = shared(technology, id);
    return layer === undefined ? missing : { layer, shared: true };
  };
  const ofSandbox = (id: LayerId, missing: string): Failing | string => {
    const layer = own(technology, id);
    return layer === undefined ? missing : { layer, shared: false };
  };
  switch (kind) {
    case 'process-crash':
      // An isolate is no process: the process is the runtime that it shares.
      return shared(technology, 'fn') === undefined ? ofSandbox('ap', '') : ofHost('fn', '');
    case 'guest-kernel-panic':
      return ofSandbox('go', 'it has no kernel of its own: it runs on the kernel of its host');
    case 'hypervisor-crash':
      return onHost
        ? ofHost('hv', 'no hypervisor runs there')
        : ofSandbox('hv', 'it has no monitor of its own: name its host to crash the hypervisor');
    case 'engine-crash':
      return ofHost('ce', 'no container engine runs there');
    case 'host-kernel-panic':
      return ofHost('hk', 'its hypervisor stands on the hardware: there is no host kernel');
    case 'host-loss':
    case 'slow-disk':
    case 'network-loss':
    case 'network-latency':
      return ofHost('hw', '');
    case 'noisy-neighbour':
    case 'memory-leak':
    case 'escape':
      return ofSandbox('ap', '');
  }
}

/** What two sandboxes share: a host of the scenario, or the platform of their deployment. */
const groundOf = (standing: Standing): string =>
  standing.host === '' ? `${standing.deployment}/` : standing.host;

/** `walls` = how many boundaries an escape crosses. Pure; empty where the target does not exist or has no such layer. */
export function blastRadius(
  all: readonly Standing[],
  kind: FaultId,
  target: string,
  walls = 1,
): Blast | undefined {
  const sandbox = all.find(({ id }) => id === target);
  const here = all.filter((one) =>
    sandbox === undefined ? one.host === target : groundOf(one) === groundOf(sandbox),
  );
  const technology = (
    sandbox ?? here.find((one) => typeof failingLayer(one.technology, kind, true) !== 'string')
  )?.technology;
  if (technology === undefined) return undefined;
  const failing = failingLayer(technology, kind, sandbox === undefined);
  if (typeof failing === 'string') return undefined;
  if (kind === 'escape' && sandbox !== undefined) return escapeFrom(here, sandbox, walls);
  const judged = here.map((one) => judge(one, kind, target, failing));
  const downs =
    kind === 'host-loss' ||
    kind === 'host-kernel-panic' ||
    (failing.shared && isGround(technology, failing.layer));
  return {
    kind,
    target,
    layer: failing.layer.name,
    layerId: failing.layer.layer,
    boundary: technology.boundary,
    affected: judged.filter(({ effect }) => effect !== 'spared'),
    spared: judged.filter(({ effect }) => effect === 'spared'),
    secrets: [],
    hosts: downs && here[0] !== undefined && here[0].host !== '' ? [here[0].host] : [],
  };
}

/** A hypervisor that stands on the hardware: when it ends, the machine restarts. */
export const isGround = (technology: Technology, layer: StackLayer): boolean =>
  layer.layer === 'hv' && layer.scope === 'shared' && shared(technology, 'hk') === undefined;

function judge(one: Standing, kind: FaultId, target: string, failing: Failing): Affected {
  const say = (effect: Effect, reason: string): Affected => ({ id: one.id, effect, reason });
  const where = one.host === '' ? 'the platform' : one.host;
  switch (kind) {
    case 'slow-disk':
      return say('slowed', `reads from the disk of ${where}`);
    case 'network-loss':
    case 'network-latency':
      return say('slowed', `is reached over the network of ${where}`);
    case 'noisy-neighbour':
      return one.id === target
        ? say('slowed', 'computes as much as its limits let it')
        : say('slowed', `shares the cores and the disk of ${where}`);
    case 'memory-leak':
      return leaking(one, target, where);
    case 'host-loss':
      return say('falls', `stands on ${where}`);
    default:
      return judgeFall(one, target, failing, where);
  }
}

/** Memory that a VM reserved is its own; what containers touch is their host's. */
function leaking(one: Standing, target: string, where: string): Affected {
  const leaks = one.id === target;
  if (leaks) return { id: one.id, effect: 'falls', reason: 'runs out of memory in the end' };
  return {
    id: one.id,
    effect: 'slowed',
    reason: `shares the memory of ${where}: what leaks there is missing here`,
  };
}

/** A layer has fallen: does this sandbox stand on it? */
function judgeFall(one: Standing, target: string, failing: Failing, where: string): Affected {
  const say = (effect: Effect, reason: string): Affected => ({ id: one.id, effect, reason });
  const { layer } = failing;
  if (!failing.shared) {
    if (one.id !== target) return say('spared', `has ${article(layer)} of its own`);
    return layer.layer === 'ap' && restartsInside(one.technology)
      ? say('restarts inside', 'keeps its guest, which starts the process again')
      : say('falls', `stands on ${layer.name.toLowerCase()} of its own`);
  }
  const mine = shared(one.technology, layer.layer);
  if (mine === undefined) return say('spared', `does not stand on ${layer.name.toLowerCase()}`);
  if (!carriesRunning(one.technology, mine))
    return say('cannot be started', `runs on, but ${mine.name.toLowerCase()} of ${where} starts nothing`);
  return say('falls', `stands on ${mine.name.toLowerCase()} of ${where}, as its neighbours do`);
}

const article = (layer: StackLayer): string =>
  layer.layer === 'ap'
    ? 'a process'
    : layer.layer === 'go'
      ? 'a kernel'
      : layer.layer === 'hv'
        ? 'a monitor'
        : 'one';

/** A guest with services of its own starts its program again; a library OS is the program. */
export const restartsInside = (technology: Technology): boolean =>
  technology.staysDefined &&
  technology.startUp.some((phase) => phase.layer === 'go' && phase.name === 'Guest services');

function escapeFrom(here: readonly Standing[], from: Standing, walls: number): Blast {
  const way = wallsOf(from.technology);
  const crossed = way.slice(0, Math.max(1, Math.min(walls, way.length)));
  const last = crossed[crossed.length - 1];
  const next = way[crossed.length];
  const ground = last?.reaches;
  const judged = here.map((one): Affected => {
    if (one.id === from.id) return { id: one.id, effect: 'reachable', reason: 'is where it began' };
    const stands =
      ground !== undefined &&
      ground.scope === 'shared' &&
      shared(one.technology, ground.layer)?.name === ground.name;
    return stands
      ? {
          id: one.id,
          effect: 'reachable',
          reason: `stands on ${ground.name.toLowerCase()}, which is in foreign hands`,
        }
      : {
          id: one.id,
          effect: 'spared',
          reason:
            next === undefined ? 'stands on another ground' : `is behind one more boundary: ${next.name}`,
        };
  });
  const reached = judged.filter(({ effect }) => effect === 'reachable').map(({ id }) => id);
  return {
    kind: 'escape',
    target: from.id,
    layer: ground?.name ?? '',
    layerId: ground?.layer ?? 'ap',
    boundary: crossed.map(({ name }) => name).join(', then '),
    affected: judged.filter(({ effect }) => effect === 'reachable'),
    spared: judged.filter(({ effect }) => effect === 'spared'),
    secrets: [
      ...new Set(here.filter(({ id }) => reached.includes(id)).map(({ component }) => component)),
    ].sort(),
    hosts: last?.controlsHost === true && from.host !== '' ? [from.host] : [],
  };
}
