/**
 * What a deployment costs under its profile of prices. A VM is billed by the hour as a rented instance, a container by its
 * share of CPU and memory, a function by request and memory time, a managed service by request and hour. Every amount is
 * of the time since the start, or since the end of the transient.
 */
import { GIB } from '../base/quantity';
import type { PriceProfile } from '../profiles/profile';
import { areaAt } from '../statistics/tally';
import type { Basis } from '../technologies/basis';
import type { Model, PoolModel } from './model';
import { poolModel, poolState } from './pools';
import { serviceState } from './services';
import type { World } from './world';

const HOUR_MICROS = 3.6e9;
/** A container is given this share of a CPU where the scenario states no other. */
const CONTAINER_CPUS = 0.25;

export interface CostItem {
  readonly item: string;
  readonly amount: number;
}

const pricesOf = (model: Model, deployment: number): PriceProfile | undefined =>
  model.deployments[deployment]?.prices;

/** One run has one currency: that of its first deployment. */
export const currencyOf = (model: Model): string => pricesOf(model, 0)?.currency ?? '';

/** Where the price comes from that weighs most for a pool. */
export function costBasis(model: Model, pool: PoolModel): Basis {
  const prices = pricesOf(model, pool.deployment);
  if (prices === undefined) return { kind: 'assumed' };
  if (pool.technology.perRequest) return prices.functionGbSecond.basis;
  return pool.technology.memoryIsReserved ? prices.instanceVcpuHour.basis : prices.containerVcpuHour.basis;
}

/** Cost of one pool. */
export function costOf(world: World, pool: number): readonly CostItem[] {
  const model = poolModel(world, pool);
  const prices = pricesOf(world.model, model.deployment);
  if (prices === undefined) return [];
  const state = poolState(world, pool);
  const hours = areaAt(state.instances, world.simulation.nowMicros) / HOUR_MICROS;
  if (model.technology.perRequest) return functionCost(world, model, prices);
  if (model.technology.memoryIsReserved)
    return [
      { item: `${model.component}: instances`, amount: hours * model.vcpus * prices.instanceVcpuHour.value },
    ];
  const cpu = hours * CONTAINER_CPUS * prices.containerVcpuHour.value;
  return [
    {
      item: `${model.component}: CPU and memory`,
      amount: cpu + hours * (model.takenBytes / GIB) * prices.containerGbHour.value,
    },
  ];
}

function functionCost(world: World, model: PoolModel, prices: PriceProfile): readonly CostItem[] {
  const state = poolState(world, model.index);
  const served = state.coldStarts + state.warmStarts;
  const gbSeconds = state.billedByteMicros / GIB / 1e6;
  const items = [
    { item: `${model.component}: requests`, amount: served * prices.functionRequest.value },
    { item: `${model.component}: memory time`, amount: gbSeconds * prices.functionGbSecond.value },
  ];
  if (prices.functionVcpuSecond === null) return items;
  const seconds = state.billedByteMicros / model.takenBytes / 1e6;
  const amount = seconds * model.vcpus * prices.functionVcpuSecond.value;
  return [...items, { item: `${model.component}: CPU time`, amount }];
}

/** What a deployment pays besides its sandboxes: managed services, HTTP doors; and what a free tier takes off. */
export function otherCosts(world: World, deployment: number): readonly CostItem[] {
  const prices = pricesOf(world.model, deployment);
  if (prices === undefined) return [];
  return [
    ...serviceCosts(world, deployment, prices),
    ...doorCosts(world, deployment, prices),
    ...freeTier(world, deployment, prices),
  ];
}

function serviceCosts(world: World, deployment: number, prices: PriceProfile): readonly CostItem[] {
  const { model, simulation } = world;
  const since = simulation.nowMicros >= model.scenario.transient ? model.scenario.transient : 0;
  const hours = (simulation.nowMicros - since) / HOUR_MICROS;
  return model.services.flatMap((service): readonly CostItem[] => {
    const { request, hour } = prices.services[service.kind];
    const { requests, throttled } = serviceState(world, deployment, service.index);
    const items = [{ item: `${service.id}: requests`, amount: (requests - throttled) * request.value }];
    return hour.value > 0 ? [...items, { item: `${service.id}: hours`, amount: hours * hour.value }] : items;
  });
}

function doorCosts(world: World, deployment: number, prices: PriceProfile): readonly CostItem[] {
  return world.model.triggers.flatMap((trigger) => {
    const route = world.deployments[deployment]?.routes[trigger.route];
    if (trigger.kind !== 'http' || route === undefined) return [];
    const amount = route.outcomes.arrived * prices.httpRequest.value;
    return [{ item: `${trigger.id}: HTTP requests`, amount }];
  });
}

/** A whole month's free use, as one amount to take off; nothing where the scenario does not ask for it. */
function freeTier(world: World, deployment: number, prices: PriceProfile): readonly CostItem[] {
  const { free } = prices;
  if (free === null || !world.model.scenario.profiles.freeTier) return [];
  let [served, gbSeconds] = [0, 0];
  for (const pool of world.model.deployments[deployment]?.pools ?? []) {
    if (!poolModel(world, pool).technology.perRequest) continue;
    const state = poolState(world, pool);
    served += state.coldStarts + state.warmStarts;
    gbSeconds += state.billedByteMicros / GIB / 1e6;
  }
  const amount =
    Math.min(served, free.requests) * prices.functionRequest.value +
    Math.min(gbSeconds, free.gbSeconds) * prices.functionGbSecond.value;
  return [{ item: 'functions: free tier', amount: amount === 0 ? 0 : -amount }];
}

/** All that a deployment costs. */
export const deploymentCosts = (world: World, deployment: number): readonly CostItem[] => [
  ...(world.model.deployments[deployment]?.pools ?? []).flatMap((pool) => costOf(world, pool)),
  ...otherCosts(world, deployment),
];

export const totalOf = (items: readonly CostItem[]): number =>
  items.reduce((sum, { amount }) => sum + amount, 0);
