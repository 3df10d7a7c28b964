/**
 * What a deployment costs, at list prices of December 2024 (facts price.*; USD, one region of one provider). A VM is
 * billed by the hour as a rented instance, a container by its share of CPU and memory, a function by request and
 * memory time.
 */
import { GIB } from '../base/quantity';
import { areaAt } from '../statistics/tally';
import { published, type Basis } from '../technologies/basis';
import type { PoolModel } from './model';
import { poolModel, poolState } from './pools';
import type { World } from './world';

export const CURRENCY = 'USD';
const HOUR_MICROS = 3.6e9;

/** t3.medium: 2 vCPU, 4 GiB. */
const VM_VCPU_HOUR = 0.0416 / 2;
const CONTAINER_VCPU_HOUR = 0.04048;
const CONTAINER_GB_HOUR = 0.004445;
const FUNCTION_REQUEST = 0.2 / 1e6;
const FUNCTION_GB_SECOND = 1.66667e-5;
/** A container is given this share of a CPU where the scenario states no other. */
const CONTAINER_CPUS = 0.25;

export interface CostItem {
  readonly item: string;
  readonly amount: number;
}

export function costBasis(pool: PoolModel): Basis {
  if (pool.technology.perRequest) return published('price.lambda.gbs', 'and 0.20 USD per million requests');
  return pool.technology.memoryIsReserved
    ? published('price.ec2', 't3.medium, by vCPU')
    : published('price.fargate', 'a quarter vCPU each where none is stated');
}

/** Cost of one pool from the start (or the end of the transient) to now. */
export function costOf(world: World, pool: number): readonly CostItem[] {
  const model = poolModel(world, pool);
  const state = poolState(world, pool);
  const hours = areaAt(state.instances, world.simulation.nowMicros) / HOUR_MICROS;
  if (model.technology.perRequest) {
    const served = state.coldStarts + state.warmStarts;
    return [
      { item: `${model.component}: requests`, amount: served * FUNCTION_REQUEST },
      {
        item: `${model.component}: memory time`,
        amount: (state.billedByteMicros / GIB / 1e6) * FUNCTION_GB_SECOND,
      },
    ];
  }
  if (model.technology.memoryIsReserved)
    return [{ item: `${model.component}: instances`, amount: hours * model.vcpus * VM_VCPU_HOUR }];
  const cpu = hours * CONTAINER_CPUS * CONTAINER_VCPU_HOUR;
  return [
    {
      item: `${model.component}: CPU and memory`,
      amount: cpu + hours * (model.takenBytes / GIB) * CONTAINER_GB_HOUR,
    },
  ];
}

export const totalOf = (items: readonly CostItem[]): number =>
  items.reduce((sum, { amount }) => sum + amount, 0);
