/** Self-checks of a run: conservation, capacity, Little's law, time. */
import { firstTime } from '../engine/event-queue';
import { areaAt, averageAt } from '../statistics/tally';
import { memberRows } from '../world/members';
import { freeBytes } from '../world/host-choice';
import { LACKING } from '../world/memory';
import { poolModel } from '../world/pools';
import type { World } from '../world/world';
import { faultsOfShares } from './core-check';
import { memoryByOwner } from './memory';
import type { SelfCheck } from './result';
import { checkTraffic } from './traffic-checks';

export function checkRun(world: World): readonly SelfCheck[] {
  return [
    checkConservation(world),
    checkCapacity(world),
    checkMemory(world),
    verdict(
      'cores, disk and network within capacity',
      faultsOfShares(world),
      'nobody is given more than there is',
    ),
    checkLittle(world),
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
function checkCapacity(world: World): SelfCheck {
  const faults: string[] = [];
  world.pools.forEach((state, i) => {
    const pool = poolModel(world, i);
    for (const row of memberRows(state.members)) {
      const busy = world.sandboxes.busy[row] as number;
      if (busy < 0 || busy > pool.slots)
        faults.push(
          `${pool.sandboxName}-${world.sandboxes.serial[row]}: ${busy} calls in service, ${pool.slots} at most`,
        );
    }
    if (state.queued.value < 0) faults.push(`${pool.component}: ${state.queued.value} queued`);
    if (state.ready < 0 || state.starting < 0)
      faults.push(`${pool.component}: ${state.ready} ready, ${state.starting} starting`);
  });
  return verdict('workers within capacity', faults, 'no worker serves two calls');
}

function checkMemory(world: World): SelfCheck {
  const faults = world.model.hosts.flatMap((host, i) => {
    const free = freeBytes(world, i);
    const owned = memoryByOwner(world, i);
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
function checkLittle(world: World): SelfCheck {
  const now = world.simulation.nowMicros;
  const faults: string[] = [];
  world.deployments.forEach((deployment, i) => {
    const area = areaAt(deployment.inFlight, now);
    const sojourn = deployment.sojournMicros + inFlightSojourn(world, i, now);
    if (Math.abs(area - sojourn) > 1e-9 * Math.max(1, area))
      faults.push(`${world.model.deployments[i]?.id}: L t = ${area}, sum of W = ${sojourn}`);
  });
  const mean = world.deployments.map((d) => averageAt(d.inFlight, now).toPrecision(3)).join(', ');
  return verdict('Little’s law', faults, `mean in flight ${mean}`);
}

function inFlightSojourn(world: World, deployment: number, now: number): number {
  const { requests } = world;
  let sum = 0;
  const free = new Set<number>();
  for (let row = requests.firstFree; row >= 0; row = requests.nextFree[row] as number) free.add(row);
  for (let row = 0; row < requests.capacity; row++) {
    if (!free.has(row) && requests.deployment[row] === deployment)
      sum += now - (requests.arrivedAt[row] as number);
  }
  return sum;
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
