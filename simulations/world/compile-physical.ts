/** The physical side of what is placed: its layers, memory, cores, image, disk and start-up. */
import type { ComponentFields, FunctionFields, PlaceFields } from '../scenario/schema';
import type { Technology } from '../technologies/technology';
import type { Images } from './compile-images';
import { guestOfPlace, monitorOfPlace, ownLayersOfPlace, phasesOfPlace } from './compile-start';
import type { PoolModel } from './model';

type Physical = Pick<
  PoolModel,
  | 'phases'
  | 'ownLayers'
  | 'residentBytes'
  | 'takenBytes'
  | 'limitBytes'
  | 'requestBytes'
  | 'vcpus'
  | 'cpuCap'
  | 'guest'
  | 'image'
  | 'imageName'
  | 'isThinDisk'
  | 'writes'
>;

export function compilePhysical(
  place: PlaceFields,
  technology: Technology,
  images: Images,
  component: ComponentFields | undefined,
  settings: FunctionFields | undefined,
): Physical {
  const appBytes = component?.memory ?? Math.round((settings?.memory ?? 0) / 2);
  const image = images.images.findIndex(({ id }) => id === place.image);
  const runtimeBytes = images.images[image]?.runtimeBytes ?? 0;
  const [guest, monitor] = [guestOfPlace(technology, place), monitorOfPlace(technology, place)];
  const ownLayers = ownLayersOfPlace(technology, guest, monitor, appBytes, runtimeBytes);
  const resident = ownLayers.reduce((sum, layer) => sum + layer.memoryBytes, 0);
  const assigned = Math.max(resident, settings?.memory ?? place.memory ?? 0);
  const { vcpus, cpuCap } = coresOf(place, technology, component?.workers ?? 1);
  return {
    phases: phasesOfPlace(technology, guest, monitor, place, settings, component?.startTime, cpuCap),
    ownLayers,
    residentBytes: resident,
    takenBytes: technology.memoryIsReserved ? assigned : resident,
    limitBytes: technology.memoryIsReserved ? assigned : (place.memory ?? Infinity),
    requestBytes: component?.memoryPerRequest ?? 0,
    vcpus,
    cpuCap,
    guest,
    image,
    imageName: place.image ?? null,
    isThinDisk: place.disk === 'thin',
    writes: component?.writes ?? null,
  };
}

/** A virtual machine has as many CPUs as workers where nothing else is said; a container has no quota. */
function coresOf(
  place: PlaceFields,
  technology: Technology,
  workers: number,
): { readonly vcpus: number; readonly cpuCap: number } {
  if (technology.guest === undefined) {
    const virtual = technology.hasVirtualHardware === true ? place.vcpus : undefined;
    return { vcpus: place.vcpus ?? 1, cpuCap: place.cpuLimit ?? virtual ?? Infinity };
  }
  const vcpus = place.vcpus ?? workers;
  return { vcpus, cpuCap: vcpus };
}
