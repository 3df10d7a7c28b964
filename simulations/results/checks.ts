/** Self-checks of a run: conservation, capacity, Little's law, time. */
import { AT_ONCE, finish, type Steps } from '../base/steps';
import { firstTime } from '../engine/event-queue';
import { areaAt, averageAt } from '../statistics/tally';
import { freeBytes } from '../world/host-choice';
import { LACKING } from '../world/memory';
import { poolModel } from '../world/pools';
import { tenantsInSteps } from '../world/tenants';
import type { World } from '../world/world';
import { faultsOfShares } from './core-check';
import { hostMemories, type HostMemory } from './memory';
import type { SelfCheck } from './result';
import { checkTraffic } from './traffic-checks';

export const checkRun = (world: World): readonly SelfCheck[] => finish(checkInSteps(world));

function* checkInSteps(world: World): Steps<readonly SelfCheck[]> {
  return yield* checksOf(world, yield* hostMemories(world, yield* tenantsInSteps(world)));
}

/** `memory` is that of every host. */
export function* checksOf(world: World, memory: readonly HostMemory[]): Steps<readonly SelfCheck[]> {
  return [
    checkConservation(world),
    yield* checkCapacity(world),
    checkMemory(world, memory),
    verdict(
      'cores, disk and network within capacity',
      faultsOfShares(world),
      'nobody is given more than there is',
    ),
    yield* checkLittle(world),
    checkTime(world),
    ...checkTraffic(world),
  ];
}

const verdict = (name: string, faults: readonly string[], fine: string): SelfCheck => ({
  name,
  ok: faults.length === 0,
  detail: faults.length === 0 ? fine : faults.slice(0, 3).join('; '),
});

/** arrived = completed + rejected + timed out + failed + in flight, and as many are in flight as rows are alive. */
function checkConservation(world: World): SelfCheck {
  const faults: string[] = [];
  let inFlight = 0;
  let arrived = 0;
  world.deployments.forEach((deployment, i) => {
    const o = deployment.outcomes;
    const flying = deployment.inFlight.value;
    inFlight += flying;
    arrived += o.arrived;
    const sum = o.completed + o.rejected + o.timedOut + o.failed + flying;
    if (sum !== o.arrived)
      faults.push(`${world.model.deployments[i]?.id}: ${o.arrived} arrived, ${sum} accounted for`);
  });
  if (inFlight !== world.requests.alive)
    faults.push(`${inFlight} in flight, ${world.requests.alive} requests alive`);
  return verdict('conservation of requests', faults, `${arrived} arrived, all accounted for`);
}

/** No worker serves two calls (where they are shared: no sandbox more than it may), no queue is negative. */
function* checkCapacity(world: World): Steps<SelfCheck> {
  const faults: string[] = [];
  for (const [i, state] of world.pools.entries()) {
    const pool = poolModel(world, i);
    const { order, length } = state.members;
    for (let at = 0; at < length; at++) {
      if (at % AT_ONCE === AT_ONCE - 1) yield;
      const row = order[at] as number;
      if (row < 0) continue;
      const busy = world.sandboxes.busy[row] as number;
      if (busy < 0 || busy > pool.slots)
        faults.push(
          `${pool.sandboxName}-${world.sandboxes.serial[row]}: ${busy} calls in service, ${pool.slots} at most`,
        );
    }
    if (state.queued.value < 0) faults.push(`${pool.component}: ${state.queued.value} queued`);
    if (state.ready < 0 || state.starting < 0)
      faults.push(`${pool.component}: ${state.ready} ready, ${state.starting} starting`);
  }
  return verdict('workers within capacity', faults, 'no worker serves two calls');
}

function checkMemory(world: World, memory: readonly HostMemory[]): SelfCheck {
  const faults = world.model.hosts.flatMap((host, i) => {
    const free = freeBytes(world, i);
    const owned = memory[i]?.byOwner ?? [];
    const sum = owned.reduce((all, { bytes }) => all + bytes, 0);
    const left = owned.find(({ owner }) => owner === 'free')?.bytes ?? 0;
    // What is missing at this instant is settled by an event of the same instant.
    const isSettled = world.hosts[i]?.memoryStage !== LACKING;
    return [
      ...(free < 0 ? [`${host.id}: ${-free} bytes promised too many`] : []),
      ...(sum !== host.memoryBytes ? [`${host.id}: ${sum} of ${host.memoryBytes} bytes have an owner`] : []),
      ...(left < 0 && isSettled ? [`${host.id}: ${-left} bytes too many`] : []),
    ];
  });
  return verdict('host memory within capacity', faults, 'every byte has one owner');
}

/**
 * Little's law, L = lambda W, as an identity of areas: the integral of the requests in flight equals the time spent by
 * those that left plus the time spent so far by those that have not. Exact for a run from empty, so it has no tolerance
 * beyond rounding.
 */
function* checkLittle(world: World): Steps<SelfCheck> {
  const now = world.simulation.nowMicros;
  const inFlight = yield* inFlightSojourn(world, now);
  const faults: string[] = [];
  world.deployments.forEach((deployment, i) => {
    const area = areaAt(deployment.inFlight, now);
    const sojourn = deployment.sojournMicros + (inFlight[i] as number);
    if (Math.abs(area - sojourn) > 1e-9 * Math.max(1, area))
      faults.push(`${world.model.deployments[i]?.id}: L t = ${area}, sum of W = ${sojourn}`);
  });
  const mean = world.deployments.map((d) => averageAt(d.inFlight, now).toPrecision(3)).join(', ');
  return verdict('Little’s law', faults, `mean in flight ${mean}`);
}

/** By deployment: the time spent so far by the requests that have not left. */
function* inFlightSojourn({ requests, deployments }: World, now: number): Steps<readonly number[]> {
  const sums = deployments.map(() => 0);
  const isFree = new Uint8Array(requests.capacity);
  let looked = 0;
  for (let row = requests.firstFree; row >= 0; row = requests.nextFree[row] as number) {
    isFree[row] = 1;
    if (looked++ % AT_ONCE === AT_ONCE - 1) yield;
  }
  for (let row = 0; row < requests.capacity; row++) {
    if (row % AT_ONCE === AT_ONCE - 1) yield;
    if (isFree[row] === 1) continue;
    const deployment = requests.deployment[row] as number;
    sums[deployment] = (sums[deployment] as number) + now - (requests.arrivedAt[row] as number);
  }
  return sums;
}

function checkTime(world: World): SelfCheck {
  const { nowMicros, queue } = world.simulation;
  const first = firstTime(queue);
  const late = first < nowMicros;
  return verdict(
    'time does not go back',
    late ? [`an event of ${first} at ${nowMicros}`] : [],
    'no event lies in the past',
  );
}
