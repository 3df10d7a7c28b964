/**
 * What a request will ask of every component that it calls, drawn once when it arrives so that it is the same request in
 * every deployment: service demands, which calls chance leaves out, and what its calls write.
 */
import { draw } from '../random/distributions';
import { sample, type Sampler } from '../random/sampler';
import { deriveStream, nextFraction, openStream, type RandomStream } from '../random/streams';
import type { Model, RouteModel } from './model';
import type { PlacedEmission } from './traffic-model';
import type { World } from './world';

/** What a workload, or a person, draws from. */
export interface DemandSource {
  readonly demands: readonly Sampler[];
  readonly routeStream: RandomStream;
  readonly writeStream: RandomStream;
}

/** One demand a call into `world.scratch`, drawn in the order of the route; -1 for a call that chance leaves out. */
export function drawDemands(
  world: World,
  route: RouteModel,
  { demands, routeStream: chance, writeStream: writes }: DemandSource,
): void {
  const { scratch, model } = world;
  for (const call of route.calls) {
    const serviceTime = model.serviceTimes[call.component];
    if (serviceTime === null || serviceTime === undefined) continue;
    const made = call.probability >= 1 || nextFraction(chance) < call.probability;
    const demand = sample(demands[call.component] as Sampler, serviceTime);
    scratch[call.demand] = made ? demand : -1;
    for (const emission of call.emissions) {
      const isSent = made && (emission.of.fraction >= 1 || nextFraction(writes) < emission.of.fraction);
      scratch[emission.demand] = isSent ? latencyOf(world, emission, demands) : -1;
    }
  }
}

function latencyOf(world: World, { of }: PlacedEmission, demands: readonly Sampler[]): number {
  const service = world.model.services[of.service];
  if (service === undefined) return 0;
  return sample(demands[world.model.componentIds.length + of.service] as Sampler, service.latency);
}

/** Families of streams for a source that goes its own pace in every deployment: a user of a closed loop, a trigger. */
export interface DemandFamilies {
  readonly chance: RandomStream;
  readonly writes: RandomStream;
  /** By callable thing: components, then services. */
  readonly demands: readonly RandomStream[];
  /** The member in use: written before every draw. */
  readonly one: RandomStream;
}

export function newFamilies(model: Model, source: string): DemandFamilies {
  const family = (purpose: string): RandomStream => openStream(model.seed, `${source}/${purpose}`);
  return {
    chance: family('route'),
    writes: family('writes'),
    demands: callIds(model).map((id) => family(`${id}/service`)),
    one: new Uint32Array(4),
  };
}

/** Ids of all that a route can call: components, functions without one, managed services. */
export const callIds = (model: Model): readonly string[] => [
  ...model.componentIds,
  ...model.services.map(({ id }) => id),
];

/** The demands of request `index` of one member, a function of the two alone; of a batch, the sum over its messages. */
export function drawFromFamilies(
  world: World,
  route: RouteModel,
  families: DemandFamilies,
  member: number,
  index: number,
  batch: number,
): void {
  const { scratch, model } = world;
  const { one, chance, writes, demands } = families;
  for (const call of route.calls) {
    const serviceTime = model.serviceTimes[call.component];
    const family = demands[call.component];
    if (serviceTime === null || serviceTime === undefined || family === undefined) continue;
    // A component may be called several times in a route: the place of the call tells the draws apart.
    const at = index * model.maxDemands + call.demand;
    deriveStream(chance, member, at, one);
    const made = call.probability >= 1 || nextFraction(one) < call.probability;
    deriveStream(family, member, at, one);
    let demand = 0;
    for (let i = 0; i < batch; i++) demand += draw(serviceTime, one);
    scratch[call.demand] = made ? demand : -1;
    for (const { of, demand: place } of call.emissions) {
      deriveStream(writes, member, index * model.maxDemands + place, one);
      const isSent = made && (of.fraction >= 1 || nextFraction(one) < of.fraction);
      const service = model.services[of.service];
      scratch[place] = isSent ? (service === undefined ? 0 : draw(service.latency, one)) : -1;
    }
  }
}
