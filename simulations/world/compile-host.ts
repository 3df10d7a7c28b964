/** The hosts of a scenario as a run uses them. */
import type { HostFields } from '../scenario/schema';
import { LINK_MICROS } from './links';
import type { ImageModel } from './compile-images';
import type { DeploymentModel, HostModel } from './model';

/** A host's devices where the scenario states none: one SATA SSD, one 10 Gbit/s card (assumed). */
const DISK_BYTES_PER_SECOND = 500e6;
const NETWORK_BYTES_PER_SECOND = 1.25e9;

/** For each host the deployments that may use it: gathered once, since hosts and deployments may be many. */
export function choicesOfHosts(
  deployments: readonly DeploymentModel[],
): ReadonlyMap<number, HostModel['choices']> {
  const choices = new Map<number, { deployment: number; place: number }[]>();
  deployments.forEach((one, deployment) =>
    one.hosts.forEach((host, place) => {
      const own = choices.get(host) ?? [];
      choices.set(host, own);
      own.push({ deployment, place });
    }),
  );
  return choices;
}

export function compileHost(
  host: HostFields,
  index: number,
  deployments: readonly DeploymentModel[],
  choices: ReadonlyMap<number, HostModel['choices']>,
  images: readonly ImageModel[],
): HostModel {
  const deployment = deployments.findIndex((d) => d.hosts.includes(index));
  const technology = deployments[deployment]?.technology;
  const plates = technology?.stack.filter((layer) => layer.scope === 'shared') ?? [];
  const plateBytes = plates.reduce((sum, plate) => sum + plate.memoryBytes, 0);
  return {
    id: host.id,
    deployment,
    choices: choices.get(index) ?? [],
    cores: host.cores,
    memoryBytes: host.memory,
    plates,
    plateBytes,
    images: host.images.map((name) => images.findIndex((image) => image.id === name)),
    memoryRatio: host.overcommit.memory,
    cpuRatio: host.overcommit.cpu ?? Infinity,
    ballooning: host.ballooning,
    pageSharing: host.pageSharing,
    swapBytes: host.swap?.size ?? 0,
    swapSlowdown: host.swap?.slowdown ?? 1,
    diskBytesPerSecond: host.disk?.read ?? DISK_BYTES_PER_SECOND,
    networkBytesPerSecond: host.network?.bandwidth ?? NETWORK_BYTES_PER_SECOND,
    linkMicros: host.network?.latency ?? LINK_MICROS,
  };
}
