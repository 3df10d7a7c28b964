/** The scene of a frame: words and proportions, nothing of pixels. */
import { formatBytes, formatClock } from '../base/quantity';
import { technologyOf } from '../technologies/catalogue';
import { deploymentName } from '../lab/deployment-name';
import type { Blast } from '../lab/fault-frame';
import type { DeploymentFrame, Frame, HostFrame, SandboxFrame } from '../lab/frame';
import { faultsOf, fallenOn, hitOn, type SceneBlast } from './disturbed';
import type { Scene, SceneFlight, SceneHost, SceneMove, ScenePhase, SceneSandbox } from './scene';
import { movesOf, servicesOf, triggersOf } from './traffic';

/** A request is seen on its way for this long, or for its service if that is shorter. */
const FLIGHT_MICROS = 220_000;
const MAX_FLIGHTS = 4;

/** `supposed` = a fault of which somebody asks what it would do: it is shown, and marked as not having happened. */
export function sceneOf(frame: Frame, supposed: Blast | null = null): Scene {
  const faults = faultsOf(frame, supposed);
  const moves = movesOf(frame);
  return {
    title: frame.title,
    clock: formatClock(frame.startsAtMicros + frame.nowMicros),
    nowMicros: frame.nowMicros,
    hosts: frame.hosts.map((host) => sceneHost(frame, host, faults, moves)),
    faults: faults.map(({ target, sentence, supposed: asked }) => ({ target, sentence, supposed: asked })),
    moves,
  };
}

function sceneHost(
  frame: Frame,
  host: HostFrame,
  faults: readonly SceneBlast[],
  moves: readonly SceneMove[],
): SceneHost {
  const technology = technologyOf(host.technology);
  const deployment = frame.deployments.find((d) => d.id === host.deployment);
  const queues = queuesOf(frame, deployment);
  const isFirst = frame.hosts.find((other) => other.deployment === host.deployment)?.id === host.id;
  const sandboxes = host.sandboxes
    .filter((s) => s.state !== 'stopped')
    .map((s) => sceneSandbox(s, frame.nowMicros, queues.get(s.id) ?? 0, faults));
  return {
    id: host.id,
    deployment: host.deployment,
    technology: host.technology,
    heading: deployment === undefined ? technology.plural : deploymentName(deployment, frame.deployments),
    sentence: [countSentence(sandboxes, technology.perRequest), ...hostWords(host)].join(', '),
    limits: technology.perRequest ? (deployment?.profiles.limits ?? null) : null,
    cores: host.cores,
    memoryBytes: host.memoryBytes,
    plates: host.plates.map((plate) => ({
      layer: plate.layer,
      name: plate.name,
      note:
        plate.layer === 'hw'
          ? `${host.cores} cores · ${formatBytes(host.memoryBytes)}`
          : formatBytes(plate.memoryBytes),
      bytes: plate.memoryBytes,
      basis: plate.basis,
    })),
    sandboxes,
    memoryByOwner: host.memoryByOwner,
    door: { label: technology.door, waiting: deployment?.waiting ?? 0 },
    flights: flightsOf(host, frame.nowMicros, deployment),
    noRoom: host.noRoom ?? null,
    fallen: fallenOn(host, faults),
    services: isFirst ? servicesOf(frame, host.deployment) : [],
    triggers: isFirst ? triggersOf(frame, host.deployment) : [],
    arriving: moves.filter(({ to }) => to === host.id),
    cordoned: host.cordoned === true,
    pulling: host.pulling,
  };
}

function countSentence(sandboxes: readonly SceneSandbox[], perRequest: boolean): string {
  const count = (...states: readonly SceneSandbox['state'][]): number =>
    sandboxes.filter((s) => states.includes(s.state)).length;
  const verb = sandboxes.find((s) => s.start !== null)?.start?.verb ?? 'starting';
  const parts = [
    perRequest ? `${count('running', 'idle')} warm` : `${count('running', 'idle')} running`,
    count('starting') > 0 ? `${count('starting')} ${verb}` : '',
    count('stopping') > 0 ? `${count('stopping')} stopping` : '',
    count('failed') > 0 ? `${count('failed')} failed` : '',
  ];
  return sandboxes.length === 0 ? 'nothing runs' : parts.filter((part) => part !== '').join(', ');
}

/** What holds of the host itself. */
const hostWords = ({ cordoned, pulling }: HostFrame): readonly string[] => [
  ...(pulling.length === 0
    ? []
    : [`pulling ${pulling.length} image ${pulling.length === 1 ? 'layer' : 'layers'}`]),
  ...(cordoned === true ? ['cordoned'] : []),
];

/** Who waits inside an application, by sandbox: a queue that several replicas share stands before the first of them. */
function queuesOf(frame: Frame, deployment: DeploymentFrame | undefined): ReadonlyMap<string, number> {
  const queues = new Map<string, number>();
  for (const component of deployment?.components ?? []) {
    if (component.id === deployment?.entry || component.queued === 0) continue;
    const replicas = frame.hosts.flatMap((host) =>
      host.sandboxes.filter(
        (s) => s.deployment === deployment?.id && s.component === component.id && s.state !== 'stopped',
      ),
    );
    const own = replicas.reduce((sum, replica) => sum + replica.queued, 0);
    replicas.forEach((replica, i) =>
      queues.set(replica.id, replica.queued + (i === 0 ? Math.max(0, component.queued - own) : 0)),
    );
  }
  return queues;
}

function sceneSandbox(
  sandbox: SandboxFrame,
  nowMicros: number,
  queued: number,
  faults: readonly SceneBlast[],
): SceneSandbox {
  const slices = sandbox.memory.map(({ layer, name, bytes, basis }) => ({ layer, name, bytes, basis }));
  return {
    id: sandbox.id,
    label: sandbox.id,
    state: sandbox.state,
    slices,
    reservedBytes: sandbox.reservedBytes,
    slot: sandbox.slot,
    takenBytes: slices.reduce((sum, slice) => sum + slice.bytes, sandbox.reservedBytes),
    component: sandbox.component,
    start: sandbox.state === 'starting' ? startOf(sandbox, nowMicros) : null,
    workers: sandbox.workers,
    busy: sandbox.busy,
    waitingOnCall: sandbox.waitingOnCall,
    queued,
    hit: hitOn(sandbox, faults),
    snapshots: sandbox.snapshots?.length ?? 0,
    copying: sandbox.copying ?? null,
    sentence: [
      sentenceOf(sandbox),
      ...(queued === 0 ? [] : [`${queued} waiting for it`]),
      ...snapshotWords(sandbox),
    ].join(', '),
  };
}

function startOf(sandbox: SandboxFrame, nowMicros: number): SceneSandbox['start'] {
  let from = sandbox.createdAtMicros;
  let current = '';
  const phases = sandbox.phases.map((phase): ScenePhase => {
    const done =
      phase.durationMicros === 0 ? 1 : Math.min(1, Math.max(0, (nowMicros - from) / phase.durationMicros));
    if (done > 0 && (done < 1 || current === '')) current = phase.name;
    from += phase.durationMicros;
    return { ...phase, doneFraction: done };
  });
  const verb = technologyOf(sandbox.technology).startVerb;
  const elapsedMicros = nowMicros - sandbox.createdAtMicros;
  return {
    verb,
    phases,
    current: current === '' ? (phases[0]?.name ?? '') : current,
    elapsedMicros,
    totalMicros: sandbox.readyAtMicros - sandbox.createdAtMicros,
  };
}

function sentenceOf(sandbox: SandboxFrame): string {
  const workers = sandbox.workers === 1 ? '' : `, ${sandbox.busy} of ${sandbox.workers} workers busy`;
  const waiting =
    sandbox.waitingOnCall > 0 ? `, ${sandbox.waitingOnCall} of them wait for another component` : '';
  return sandbox.state === 'running'
    ? `running${workers}${waiting}`
    : sandbox.state === 'idle'
      ? 'idle, kept alive'
      : sandbox.state;
}

function snapshotWords({ snapshots = [], copying }: SandboxFrame): readonly string[] {
  const kept = snapshots.length === 1 ? '1 snapshot' : `${snapshots.length} snapshots`;
  return [
    ...(copying === 'snapshot' ? ['stands still while its state is copied to a snapshot'] : []),
    ...(copying === 'revert' ? ['goes back to a snapshot'] : []),
    ...(snapshots.length === 0 ? [] : [kept]),
  ];
}

/** Requests that have just been handed to a sandbox, newest first. */
function flightsOf(
  host: HostFrame,
  nowMicros: number,
  deployment: DeploymentFrame | undefined,
): readonly SceneFlight[] {
  if (deployment === undefined) return [];
  const flights = host.sandboxes.flatMap((sandbox) =>
    sandbox.requests.flatMap((request) => {
      const span = Math.min(FLIGHT_MICROS, (request.endsAtMicros ?? Infinity) - request.startedAtMicros);
      const progress = span <= 0 ? 1 : (nowMicros - request.startedAtMicros) / span;
      return progress >= 0 && progress < 1
        ? [{ sandbox: sandbox.id, progress, at: request.startedAtMicros }]
        : [];
    }),
  );
  return flights
    .toSorted((a, b) => b.at - a.at)
    .slice(0, MAX_FLIGHTS)
    .map(({ sandbox, progress }) => ({ sandbox, progress }));
}
