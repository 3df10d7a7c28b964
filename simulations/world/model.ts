/**
 * The compiled scenario: what does not change while a run goes on, with indices for ids. It is frozen, so checkpoints
 * share it; `set` compiles a new one of the same shape and puts it in its place.
 */
import type { Distribution } from '../random/distributions';
import { parseDistribution } from '../random/parse-distribution';
import { invariant } from '../base/errors';
import type { Arrivals } from '../workload/arrivals';
import { overheadFactor, type StackLayer, type Technology } from '../technologies/technology';
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

export interface PhaseModel {
  readonly name: string;
  readonly time: Distribution;
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
  readonly choice: FunctionFields['instanceChoice'];
  readonly autoscaler: AutoscalerFields | null;
  readonly phases: readonly PhaseModel[];
  readonly ownLayers: readonly StackLayer[];
  /** Memory that it touches: own layers and the application. */
  readonly residentBytes: number;
  /** Memory that it takes from its host: the assigned size where memory is reserved, else the resident one. */
  readonly takenBytes: number;
  readonly vcpus: number;
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
  const own = routes.map((r) => compileRoute(r.id, r.steps, r.holds, indexOf));
  const direct = componentIds.map((id) => ({
    ...compileRoute(`direct/${id}`, [id], true, indexOf),
    direct: id,
  }));
  const compiled = [...own, ...direct];
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
  return { id: host.id, deployment, cores: host.cores, memoryBytes: host.memory, plates };
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
    choice: settings?.instanceChoice ?? 'newest',
    autoscaler: place.autoscaler ?? null,
    phases: technology.startUp.map((p) => ({ name: p.name, time: phaseTime(p.time) })),
    ownLayers: ownLayers.map((layer) => (layer.layer === 'ap' ? { ...layer, memoryBytes: appBytes } : layer)),
    residentBytes: resident,
    takenBytes: technology.memoryIsReserved ? Math.max(assigned, resident) : resident,
    vcpus: place.vcpus ?? 1,
    guest: place.guest ?? null,
    image: place.image ?? null,
    sandboxName: place.name ?? settings?.id ?? id,
  };
}

function phaseTime(text: string): Distribution {
  const parsed = parseDistribution(text);
  invariant(parsed.ok, `the catalogue's phase time "${text}" is a distribution`);
  return parsed.value;
}

function compileRoute(
  id: string,
  steps: readonly Step[],
  holds: boolean,
  indexOf: (name: string) => number,
): RouteModel {
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
    return { id, nodes, root: entry, demands, direct: null };
  }
  const members = steps.map((s) => compileStep(s, [], 1));
  const root =
    members.length === 1
      ? (members[0] as number)
      : add({ kind: 'sequence', component: -1, children: members, probability: 1, demand: -1 });
  return { id, nodes, root, demands, direct: null };
}
