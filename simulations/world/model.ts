/**
 * The compiled scenario: what does not change while a run goes on, with indices for ids. It is frozen, so checkpoints
 * share it; `set` compiles a new one of the same shape and puts it in its place.
 */
import type { Distribution } from '../random/distributions';
import { parseDistribution } from '../random/parse-distribution';
import { invariant } from '../base/errors';
import type { Arrivals } from '../workload/arrivals';
import {
  overheadFactor,
  type StackLayer,
  type StartPhase,
  type Technology,
} from '../technologies/technology';
import { technologyOf, type TechnologyId } from '../technologies/catalogue';
import type {
  AutoscalerFields,
  DeploymentFields,
  FunctionFields,
  HostFields,
  PlaceFields,
  Scenario,
  Step,
} from '../scenario/schema';

/** A host's devices where the scenario states none: one SATA SSD, one 10 Gbit/s card (assumed). */
const DISK_BYTES_PER_SECOND = 500e6;
const NETWORK_BYTES_PER_SECOND = 1.25e9;

export type ChoiceRule =
  FunctionFields['instanceChoice'] | 'least-busy' | 'round-robin' | 'two-random-choices';

export interface PhaseModel {
  readonly name: string;
  /** How long it takes when nothing is in its way. */
  readonly time: Distribution;
  /** What of the host it keeps busy, and how fast alone. */
  readonly on: StartPhase['on'];
  readonly bytesPerSecond: number;
}

/** A component as one deployment runs it: the unit that is scaled. */
export interface PoolModel {
  readonly index: number;
  readonly deployment: number;
  /** The id of the component, or of the function that has none. */
  readonly component: string;
  readonly functionId: string | null;
  readonly technology: Technology;
  readonly hosts: readonly number[];
  readonly workers: number;
  /** Requests that one sandbox has in service at once: its workers, more where they are shared. */
  readonly slots: number;
  readonly queueLimit: number;
  readonly serviceTime: Distribution;
  /** Work takes this many times as long as on bare metal. */
  readonly overhead: number;
  readonly coldTime: Distribution | null;
  readonly timeoutMicros: number;
  readonly retries: number;
  readonly replicas: number;
  readonly maxInstances: number;
  readonly keepAliveMicros: number;
  /** Which sandbox takes a request. */
  readonly choice: ChoiceRule;
  /** Each replica has a queue of its own, and a request is bound to one when it arrives. */
  readonly replicaQueues: boolean;
  /** Calls in service share the workers equally instead of having one each. */
  readonly sharesWorkers: boolean;
  readonly autoscaler: AutoscalerFields | null;
  readonly phases: readonly PhaseModel[];
  readonly ownLayers: readonly StackLayer[];
  /** Memory that it touches: own layers and the application. */
  readonly residentBytes: number;
  /** Memory that it takes from its host: the assigned size where memory is reserved, else the resident one. */
  readonly takenBytes: number;
  readonly vcpus: number;
  /** How much of a core a call keeps busy; the rest of its time it waits for the network. */
  readonly cpuFraction: number;
  /** Weight of its calls where cores are short, as of a cgroup (100 = the default). */
  readonly cpuWeight: number;
  readonly guest: string | null;
  readonly image: string | null;
  /** Sandboxes are called `name-1`, `name-2`. */
  readonly sandboxName: string;
}

/** A node of a route: a call to a component, a parallel group, or a sequence; children are calls it waits for. */
export interface RouteNode {
  readonly kind: 'call' | 'all' | 'sequence';
  /** Index among the components of the scenario, for calls. */
  readonly component: number;
  readonly children: readonly number[];
  readonly probability: number;
  /** Place of this call's service demand within the request, -1 for groups. */
  readonly demand: number;
}

export interface RouteModel {
  readonly id: string;
  readonly nodes: readonly RouteNode[];
  readonly root: number;
  readonly demands: number;
  /** The nodes that are calls. */
  readonly calls: readonly RouteNode[];
  /** Which deployments run every component of it. */
  readonly deployments: readonly number[];
  /** The component that this route calls alone, for requests made by hand; such routes are added to the scenario's own. */
  readonly direct: string | null;
}

export interface WorkloadModel {
  readonly id: string;
  readonly route: number;
  readonly arrivals: Arrivals;
  readonly intensity: number;
}

export interface DeploymentModel {
  readonly id: string;
  readonly technology: Technology;
  readonly hosts: readonly number[];
  readonly pools: readonly number[];
  /** Pool index by component index; -1 where this deployment does not run the component. */
  readonly poolOfComponent: readonly number[];
}

export interface HostModel {
  readonly id: string;
  readonly deployment: number;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly plates: readonly StackLayer[];
  /** What the shared layers take of the memory. */
  readonly plateBytes: number;
  readonly diskBytesPerSecond: number;
  readonly networkBytesPerSecond: number;
}

export interface Model {
  readonly scenario: Scenario;
  readonly seed: number;
  /** Ids of the callable things: components, then functions without one. */
  readonly componentIds: readonly string[];
  readonly pools: readonly PoolModel[];
  readonly hosts: readonly HostModel[];
  readonly deployments: readonly DeploymentModel[];
  readonly routes: readonly RouteModel[];
  readonly workloads: readonly WorkloadModel[];
  readonly maxDemands: number;
  /** Service time by component: the same in every deployment that runs it. */
  readonly serviceTimes: readonly (Distribution | null)[];
}

export function compileModel(scenario: Scenario, seed: number): Model {
  const componentIds = [
    ...scenario.components.map((c) => c.id),
    ...scenario.functions.filter((f) => f.component === undefined).map((f) => f.id),
  ];
  const pools: PoolModel[] = [];
  const deployments = scenario.deployments.map((d, i) =>
    compileDeployment(scenario, d, i, componentIds, pools),
  );
  const routes =
    scenario.routes.length > 0
      ? scenario.routes
      : [{ id: 'requests', steps: componentIds.slice(0, 1), holds: true }];
  const indexOf = (name: string): number => componentIndex(scenario, componentIds, name);
  const own = routes.map((r) => ({ ...compileRoute(r.id, r.steps, r.holds, indexOf), direct: null }));
  const direct = componentIds.map((id) => ({
    ...compileRoute(`direct/${id}`, [id], true, indexOf),
    direct: id,
  }));
  const compiled = [...own, ...direct].map((r) => ({ ...r, deployments: runnersOf(r.calls, deployments) }));
  const workloads = scenario.workloads.map((w) => ({
    id: w.id,
    route: Math.max(
      0,
      compiled.findIndex((r) => r.id === w.route),
    ),
    arrivals: w.arrivals,
    intensity: w.intensity,
  }));
  const hosts = scenario.hosts.map((h, i) => compileHost(h, i, deployments));
  const maxDemands = Math.max(1, ...compiled.map((r) => r.demands));
  return Object.freeze({
    scenario,
    seed,
    componentIds,
    pools,
    hosts,
    deployments,
    routes: compiled,
    workloads,
    maxDemands,
    serviceTimes: componentIds.map((id) => pools.find((pool) => pool.component === id)?.serviceTime ?? null),
  });
}

function componentIndex(scenario: Scenario, ids: readonly string[], name: string): number {
  const own = scenario.functions.find((f) => f.id === name)?.component ?? name;
  return ids.indexOf(own);
}

function compileHost(host: HostFields, index: number, deployments: readonly DeploymentModel[]): HostModel {
  const deployment = deployments.findIndex((d) => d.hosts.includes(index));
  const technology = deployments[deployment]?.technology;
  const plates = technology?.stack.filter((layer) => layer.scope === 'shared') ?? [];
  const plateBytes = plates.reduce((sum, plate) => sum + plate.memoryBytes, 0);
  return {
    id: host.id,
    deployment,
    cores: host.cores,
    memoryBytes: host.memory,
    plates,
    plateBytes,
    diskBytesPerSecond: host.disk?.read ?? DISK_BYTES_PER_SECOND,
    networkBytesPerSecond: host.network?.bandwidth ?? NETWORK_BYTES_PER_SECOND,
  };
}

function compileDeployment(
  scenario: Scenario,
  fields: DeploymentFields,
  index: number,
  componentIds: readonly string[],
  pools: PoolModel[],
): DeploymentModel {
  const technology = technologyOf(fields.technology as TechnologyId);
  const hosts = fields.hosts.map((h) => scenario.hosts.findIndex((host) => host.id === h));
  const own: number[] = [];
  const poolOfComponent = componentIds.map(() => -1);
  for (const place of fields.place) {
    const pool = compilePool(scenario, place, technology, { index: pools.length, deployment: index, hosts });
    own.push(pools.length);
    poolOfComponent[componentIndex(scenario, componentIds, pool.functionId ?? pool.component)] = pools.length;
    pools.push(pool);
  }
  return { id: fields.id, technology, hosts, pools: own, poolOfComponent };
}

type PoolPlace = Pick<PoolModel, 'index' | 'deployment' | 'hosts'>;

function compilePool(
  scenario: Scenario,
  place: PlaceFields,
  technology: Technology,
  at: PoolPlace,
): PoolModel {
  const settings = scenario.functions.find((f) => f.id === place.function);
  const component = scenario.components.find((c) => c.id === (settings?.component ?? place.component));
  const serviceTime = settings?.serviceTime ?? component?.serviceTime;
  invariant(serviceTime !== undefined, 'references were checked: a pool has a service time');
  const ownLayers = technology.stack.filter((layer) => layer.scope === 'own');
  const appBytes = component?.memory ?? Math.round((settings?.memory ?? 0) / 2);
  const resident = ownLayers.reduce((sum, layer) => sum + layer.memoryBytes, appBytes);
  const assigned = settings?.memory ?? place.memory ?? resident;
  const id = component?.id ?? settings?.id ?? '';
  const mix = component?.mix;
  return {
    ...at,
    component: id,
    functionId: settings?.id ?? null,
    technology,
    workers: settings?.concurrency ?? component?.workers ?? 1,
    slots:
      component?.discipline === 'processor-sharing'
        ? component.workers + component.queueLimit
        : (settings?.concurrency ?? component?.workers ?? 1),
    queueLimit: component?.queueLimit ?? Infinity,
    serviceTime,
    // A function's own service time was measured inside its sandbox; a component's is work on bare metal.
    overhead: settings?.serviceTime === undefined && mix !== undefined ? overheadFactor(technology, mix) : 1,
    coldTime: settings?.coldTime ?? null,
    timeoutMicros: settings?.timeout ?? component?.timeout ?? Infinity,
    retries: component?.retries ?? 0,
    replicas: technology.perRequest ? 0 : place.replicas,
    maxInstances: settings?.maxInstances ?? 100_000,
    keepAliveMicros: settings?.keepAlive ?? Infinity,
    choice: technology.perRequest ? (settings?.instanceChoice ?? 'newest') : choiceOf(place.loadBalancing),
    replicaQueues: !technology.perRequest && place.loadBalancing !== 'shared-queue',
    sharesWorkers: component?.discipline === 'processor-sharing' && !technology.perRequest,
    autoscaler: place.autoscaler ?? null,
    phases: technology.startUp.map((p) => ({
      name: p.name,
      time: phaseTime(p.time),
      on: p.on,
      bytesPerSecond: p.bytesPerSecond ?? 1,
    })),
    cpuFraction: mix === undefined ? 1 : 1 - mix.network,
    cpuWeight: place.cpuWeight,
    ownLayers: ownLayers.map((layer) => (layer.layer === 'ap' ? { ...layer, memoryBytes: appBytes } : layer)),
    residentBytes: resident,
    takenBytes: technology.memoryIsReserved ? Math.max(assigned, resident) : resident,
    vcpus: place.vcpus ?? 1,
    guest: place.guest ?? null,
    image: place.image ?? null,
    sandboxName: place.name ?? settings?.id ?? id,
  };
}

function choiceOf(balancing: PlaceFields['loadBalancing']): ChoiceRule {
  switch (balancing) {
    case 'shared-queue':
    case 'least-connections':
      return 'least-busy';
    case 'round-robin':
    case 'two-random-choices':
      return balancing;
  }
}

function phaseTime(text: string): Distribution {
  const parsed = parseDistribution(text);
  invariant(parsed.ok, `the catalogue's phase time "${text}" is a distribution`);
  return parsed.value;
}

const callsOf = (nodes: readonly RouteNode[]): readonly RouteNode[] =>
  nodes.filter((node) => node.kind === 'call');

const runnersOf = (calls: readonly RouteNode[], deployments: readonly DeploymentModel[]): readonly number[] =>
  deployments.flatMap((deployment, i) =>
    calls.every((call) => (deployment.poolOfComponent[call.component] ?? -1) >= 0) ? [i] : [],
  );

function compileRoute(
  id: string,
  steps: readonly Step[],
  holds: boolean,
  indexOf: (name: string) => number,
): Omit<RouteModel, 'direct' | 'deployments'> {
  const nodes: RouteNode[] = [];
  let demands = 0;
  const add = (node: RouteNode): number => nodes.push(node) - 1;
  const compileStep = (step: Step, children: readonly number[], probability: number): number => {
    if (typeof step === 'string')
      return add({ kind: 'call', component: indexOf(step), children, probability, demand: demands++ });
    if ('all' in step) {
      const members = step.all.map((s) => compileStep(s, [], 1));
      return add({ kind: 'all', component: -1, children: members, probability, demand: -1 });
    }
    return compileStep(step.step, children, probability * step.with);
  };
  const [first] = steps;
  if (holds && typeof first === 'string') {
    // Demands are numbered in the order of the steps, so the entry is compiled first and gets its children after.
    const entry = compileStep(first, [], 1);
    const calls = steps.slice(1).map((s) => compileStep(s, [], 1));
    nodes[entry] = { ...(nodes[entry] as RouteNode), children: calls };
    return { id, nodes, root: entry, demands, calls: callsOf(nodes) };
  }
  const members = steps.map((s) => compileStep(s, [], 1));
  const root =
    members.length === 1
      ? (members[0] as number)
      : add({ kind: 'sequence', component: -1, children: members, probability: 1, demand: -1 });
  return { id, nodes, root, demands, calls: callsOf(nodes) };
}
