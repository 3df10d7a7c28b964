/** A frame from a world: what views see of it at one instant. */
import { digestText } from '../base/digest';
import { finish } from '../base/steps';
import { checksOf } from '../results/checks';
import { hostMemories } from '../results/memory';
import { priceProfileOf } from '../profiles/catalogue';
import { ENGINE_VERSION } from '../results/run-result';
import { expectedRate } from '../workload/arrivals';
import { tenantsOf } from '../world/tenants';
import type { World } from '../world/world';
import { answersOf } from './answers';
import { REJECTED, SERIES_BUCKETS, TIMED_OUT } from '../world/world';
import { deploymentFrame, type DeploymentView } from './deployment-frame';
import { faultFrames } from './fault-frame';
import type { ByHandFrame, CommandLine, Frame, KnobFrame } from './frame';
import { hostFrames } from './host-frame';
import { logOf } from './log-of';
import { serviceFrames, triggerFrames } from './traffic-frame';
import { migrationFrames } from './migration-frame';

/** How many answers a frame holds: what goes on prints them, frame by frame. */
const ANSWERS = 64;

/** `finished` and the command log belong to the lab. */
export function frameOf(world: World, finished: boolean, commands: readonly CommandLine[]): Frame {
  const { model, simulation } = world;
  const { scenario } = model;
  const digest = digestText(simulation.digest);
  const tenants = tenantsOf(world);
  const memory = finish(hostMemories(world, tenants));
  return {
    title: scenario.title,
    seed: model.seed,
    engine: ENGINE_VERSION,
    pricesDate: priceProfileOf(scenario.profiles.prices).date,
    nowMicros: simulation.nowMicros,
    durationMicros: scenario.duration,
    startsAtMicros: scenario.startsAt,
    events: simulation.events,
    digest,
    fingerprint: digest.slice(0, 8),
    finished,
    partial: world.partial,
    hosts: hostFrames(world, tenants, memory),
    deployments: world.deployments.map((_, i): DeploymentView => deploymentFrame(world, i)),
    arrivals: arrivalsOf(world),
    knobs: knobsOf(world),
    byHand: world.byHand.ended.map(({ number, latencyMicros, failure, cold }) => ({
      number,
      latencyMicros,
      cold,
      outcome: outcomeOf(failure),
    })),
    log: logOf(world),
    answers: answersOf(world, ANSWERS),
    commands,
    services: serviceFrames(world),
    triggers: triggerFrames(world),
    faults: faultFrames(world),
    migrations: migrationFrames(world),
    checks: finish(checksOf(world, memory)),
  };
}

function outcomeOf(failure: number): ByHandFrame['outcome'] {
  if (failure === 0) return 'answered';
  return failure === REJECTED ? 'rejected' : failure === TIMED_OUT ? 'timed-out' : 'failed';
}

function arrivalsOf(world: World): Frame['arrivals'] {
  const { model, simulation } = world;
  const bucketMicros = model.scenario.duration / SERIES_BUCKETS;
  const buckets = Array.from({ length: SERIES_BUCKETS }, (_, i) => i);
  const past = Math.min(SERIES_BUCKETS, Math.ceil(simulation.nowMicros / bucketMicros));
  const counts = buckets
    .slice(0, past)
    .map((i) => world.workloads.reduce((sum, w) => sum + (w.counts[i] ?? 0), 0));
  const expectedPerSecond = buckets.map((i) =>
    model.workloads.reduce(
      (sum, w) => sum + w.intensity * expectedRate(w.arrivals, (i + 0.5) * bucketMicros),
      0,
    ),
  );
  return { bucketMicros, counts, expectedPerSecond };
}

/** What can be turned: how much arrives, how long instances are kept, how soon a group grows. At most six. */
function knobsOf(world: World): readonly KnobFrame[] {
  const { scenario } = world.model;
  const intensities = scenario.workloads.map((workload): KnobFrame => {
    const times = Array.from({ length: SERIES_BUCKETS }, (_, i) => (i / SERIES_BUCKETS) * scenario.duration);
    const peakPerSecond = Math.max(...times.map((at) => expectedRate(workload.arrivals, at)));
    const name = scenario.workloads.length === 1 ? 'Arrivals' : `Arrivals: ${workload.id}`;
    return {
      kind: 'intensity',
      name,
      path: `workloads.${workload.id}.intensity`,
      value: workload.intensity,
      peakPerSecond,
    };
  });
  const keepAlives = scenario.functions.flatMap((f): readonly KnobFrame[] => {
    if (f.keepAlive.policy !== 'fixed') return [];
    return [
      {
        kind: 'duration',
        name: toldApart('Keep-alive', f.id, scenario.functions.length),
        path: `functions.${f.id}.keepAlive`,
        value: f.keepAlive.time,
      },
    ];
  });
  const groups = scenario.deployments
    .flatMap(({ place }) => place)
    .filter(({ autoscaler }) => autoscaler?.policy === 'vm-scale-group').length;
  const scaleOuts = scenario.deployments.flatMap((deployment) =>
    deployment.place.flatMap((place, i): readonly KnobFrame[] => {
      if (place.autoscaler?.policy !== 'vm-scale-group') return [];
      const path = `deployments.${deployment.id}.place.${i}.autoscaler.scaleOutAfter`;
      const name = toldApart('Scale-out after', place.component ?? '', groups);
      return [{ kind: 'duration', name, path, value: place.autoscaler.scaleOutAfter }];
    }),
  );
  return [...intensities, ...serviceTimes(scenario), ...keepAlives, ...scaleOuts].slice(0, 6);
}

/** Whose it is, where several parts have such a value. */
const toldApart = (name: string, owner: string, count: number): string =>
  count < 2 ? name : `${name}: ${owner}`;

/** Service times as they are written, where there are few components. */
function serviceTimes(scenario: World['model']['scenario']): readonly KnobFrame[] {
  if (scenario.components.length > 2) return [];
  const source = scenario.source as { readonly components?: readonly { readonly serviceTime?: unknown }[] };
  return scenario.components.flatMap((component, i): readonly KnobFrame[] => {
    const written = source.components?.[i]?.serviceTime;
    if (typeof written !== 'string') return [];
    const name = scenario.components.length === 1 ? 'Service time' : `Service time: ${component.id}`;
    return [
      { kind: 'distribution', name, path: `components.${component.id}.serviceTime`, value: 0, written },
    ];
  });
}
