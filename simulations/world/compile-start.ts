/** What a sandbox of a pool is built of: its own layers and start-up phases, with the guest and monitor that were chosen. */
import { invariant } from '../base/errors';
import type { Distribution } from '../random/distributions';
import { parseDistribution } from '../random/parse-distribution';
import type { FunctionFields, PlaceFields } from '../scenario/schema';
import { assumed } from '../technologies/basis';
import { STORAGE_COST } from '../technologies/devices';
import { maybeGuest } from '../technologies/guests/catalogue';
import type { Guest } from '../technologies/guests/guest';
import { monitorOf, type MonitorId } from '../technologies/monitors/catalogue';
import { maybeRuntime } from '../technologies/runtimes/catalogue';
import { snapshotStartUp } from '../technologies/snapshot-start';
import type { Monitor } from '../technologies/monitors/monitor';
import { PULL_IMAGE, type StackLayer, type StartPhase, type Technology } from '../technologies/technology';
import type { PhaseModel } from './model';

/** The guest that a place boots; null where its technology boots none. */
export function guestOfPlace(technology: Technology, place: PlaceFields): Guest | null {
  if (technology.guest === undefined) return null;
  const guest = maybeGuest(place.guest ?? technology.guest);
  invariant(guest !== undefined, 'references were checked: the guest is known');
  return guest;
}

export function monitorOfPlace(technology: Technology, place: PlaceFields): Monitor | null {
  const id = place.monitor ?? technology.monitor;
  return technology.monitor === undefined || id === undefined ? null : monitorOf(id as MonitorId);
}

/** Phases of the catalogue that wait for a probe: a probe of the scenario's own takes their place. */
const isProbe = (phase: StartPhase): boolean => phase.name.endsWith('check');

const OWN_PROBE: StartPhase = {
  name: 'Readiness check',
  layer: 'ap',
  time: 'constant(0 s)',
  basis: assumed('the scenario states its delay and period'),
};

/** The start-up of a technology (or of a restore), with the parts of another guest or monitor in the place of its own. */
export function phasesOfPlace(
  technology: Technology,
  guest: Guest | null,
  monitor: Monitor | null,
  place: PlaceFields,
  settings: FunctionFields | undefined,
  startTime: Distribution | undefined,
  cpuCap: number,
): readonly PhaseModel[] {
  const phases: PhaseModel[] = [];
  const startUp =
    settings?.start === 'snapshot' ? snapshotStartUp(technology, settings.workingSet) : technology.startUp;
  if (technology.startsFromImage === true && place.image !== undefined)
    phases.push(phaseModel(PULL_IMAGE, 1));
  let hasGuest = false;
  for (const phase of startUp) {
    if (place.readiness !== undefined && isProbe(phase)) continue;
    if (phase.part === 'firmware' && guest?.bootsDirectly === true) continue;
    const runtime = phase.part === 'runtime' ? initOfRuntime(settings) : undefined;
    if (runtime !== undefined) phases.push(phaseModel(runtime, 1));
    else if (phase.part === 'monitor' && monitor !== null) phases.push(phaseModel(monitor.start, 1));
    else if (phase.part === 'code' && startTime !== undefined)
      phases.push({ ...phaseModel(phase, 1), time: startTime, basis: assumed('the component states it') });
    else if (phase.part !== 'guest' || guest === null) phases.push(phaseModel(phase, 1));
    else if (!hasGuest) {
      hasGuest = true;
      phases.push(...guest.boot.map((of) => phaseModel(of, monitor?.guestFactor ?? 1)));
    }
  }
  if (place.readiness !== undefined) phases.push({ ...phaseModel(OWN_PROBE, 1), probe: place.readiness });
  const { factor } = STORAGE_COST[place.storage ?? 'paravirtual'];
  return phases.map((phase) => throughDisk(withinCap(phase, cpuCap), factor));
}

/** The language runtime that a function names; undefined where none of its language was measured. */
function initOfRuntime(settings: FunctionFields | undefined): StartPhase | undefined {
  const runtime = settings === undefined ? undefined : maybeRuntime(settings.runtime);
  return settings?.packaging === 'image' ? (runtime?.initFromImage ?? runtime?.init) : runtime?.init;
}

/** What a guest reads from an emulated disk takes longer, and leaves as much of the host's disk to others. */
function throughDisk(phase: PhaseModel, factor: number): PhaseModel {
  if (phase.on !== 'disk' || factor === 1) return phase;
  return { ...phase, factor: phase.factor * factor, bytesPerSecond: phase.bytesPerSecond / factor };
}

/** What runs inside a sandbox has no more cores than it: with fewer, its work takes as much longer. */
function withinCap(phase: PhaseModel, cpuCap: number): PhaseModel {
  const isInside = phase.layer === 'go' || phase.layer === 'ap';
  if (!isInside || phase.on !== 'cpu' || phase.cores <= cpuCap) return phase;
  return { ...phase, factor: (phase.factor * phase.cores) / cpuCap, cores: cpuCap };
}

function phaseModel(phase: StartPhase, factor: number): PhaseModel {
  const parsed = parseDistribution(phase.time);
  invariant(parsed.ok, `the catalogue's phase time "${phase.time}" is a distribution`);
  return {
    name: phase.name,
    layer: phase.layer,
    basis: phase.basis,
    time: parsed.value,
    factor,
    on: phase.on,
    cores: phase.cores ?? 1,
    bytesPerSecond: phase.bytesPerSecond ?? 1,
    inTurn: phase.inTurn ?? false,
    perNeighbourMicros: phase.perNeighbourMicros ?? 0,
    probe: null,
  };
}

/** Layers that each sandbox has for itself, from the ground up. */
export function ownLayersOfPlace(
  technology: Technology,
  guest: Guest | null,
  monitor: Monitor | null,
  appBytes: number,
  runtimeBytes: number,
): readonly StackLayer[] {
  return technology.stack
    .filter((layer) => layer.scope === 'own')
    .map((layer) => {
      if (layer.layer === 'ap') return { ...layer, memoryBytes: appBytes };
      if (layer.layer === 'ct' && runtimeBytes > 0)
        return {
          ...layer,
          name: 'Container: shim and libraries',
          memoryBytes: layer.memoryBytes + runtimeBytes,
          basis: assumed('3.9 MiB of it the shim, measured; the rest what runtime and libraries write'),
        };
      if (layer.layer === 'hv' && monitor !== null)
        return { ...layer, memoryBytes: monitor.memoryBytes, basis: monitor.memoryBasis };
      if (layer.layer !== 'go' || guest === null) return layer;
      const name = guest.id === technology.guest ? layer.name : `${layer.name}: ${guest.label}`;
      return {
        ...layer,
        name,
        memoryBytes: guest.kernelBytes + guest.userlandBytes,
        basis: guest.memoryBasis,
      };
    });
}
