import { printable } from '../../base/errors';
import type { SandboxFrame } from '../../lab/frame';
import { gatewayOf, isoOf, macOf, processNumbers, startedAt } from '../../lab/machines';
import { defineSubcommand, flag, type Context } from '../dialect';
import { containersOf, findContainer, longId, shortId } from '../objects';
import { goTemplate, type Value } from '../output/go-template';
import { limitsOf } from '../shell/machine';
import { programOf } from '../shell/processes';
import { findImage, imagesAt, type Image } from './image-store';
import { imageOf, stateOf, madeAt } from './ps';
import { containersAt, requires } from './usage';

const ITSELF = {
  words: ['docker', 'inspect'],
  usage: 'docker inspect [OPTIONS] NAME|ID [NAME|ID...]',
} as const;

/** `docker inspect NAME`: a container or an image as JSON. */
export const dockerInspect = defineSubcommand({
  id: 'docker inspect',
  ...ITSELF,
  aliases: [
    ['docker', 'container', 'inspect'],
    ['docker', 'image', 'inspect'],
  ],
  summary: 'Return low-level information on Docker objects',
  examples: [
    'docker inspect api-1',
    "docker inspect -f '{{.State.Pid}} {{.NetworkSettings.IPAddress}}' api-1",
  ],
  flags: [
    flag('format', 'Format output using a custom template', { short: 'f', value: 'string' }),
    flag('type', 'Only inspect objects of the given type', { value: 'string', without: 'effect' }),
  ],
  operands: (frame) => containersOf(frame).map((c) => c.id),
  models: 'State, image, limits and network of a container; layers of an image.',
  differs: 'Only the fields that follow from the model.',
  run(args, context) {
    if (args.rest.length === 0) return requires(ITSELF, 'at least 1 argument');
    const found: Value[] = [];
    const err: string[] = [];
    for (const name of args.rest) {
      const container = findContainer(containersAt(context), name);
      const image = container === undefined ? findImage(imagesAt(context), name) : undefined;
      if (container !== undefined) found.push(describeContainer(container, context));
      else if (image !== undefined) found.push(describeImage(image));
      else err.push(`Error response from daemon: No such object: ${printable(name, 80)}`);
    }
    const format = args.value('format');
    const exitCode = err.length > 0 ? 1 : 0;
    if (format === undefined || format === 'json')
      return { out: found.length === 0 ? ['[]'] : JSON.stringify(found, null, 4).split('\n'), err, exitCode };
    const out: string[] = [];
    for (const value of found) {
      const line = goTemplate(format, value);
      if (!line.ok) return { err: [`template parsing error: template: :1: ${line.error}`], exitCode: 64 };
      out.push(...line.value.split('\n'));
    }
    return { out, err, exitCode };
  },
});

function describeContainer(container: SandboxFrame, context: Context): Value {
  const { frame, world } = context;
  const limits = limitsOf(container, world);
  const started = startedAt(container);
  const state = stateOf(container, frame.nowMicros);
  const isUp = state === 'running' || state === 'paused';
  const network = {
    Gateway: gatewayOf(container),
    IPAddress: container.address,
    IPPrefixLen: 16,
    MacAddress: macOf(container.id),
  };
  return {
    Id: longId(container.id),
    Created: isoOf(frame, madeAt(container, context)),
    Path: programOf(container),
    Args: [],
    State: {
      Status: state,
      Running: isUp,
      Paused: state === 'paused',
      OOMKilled: false,
      Dead: false,
      Pid: isUp ? processNumbers(container, frame).first : 0,
      ExitCode: container.state === 'failed' ? 137 : 0,
      StartedAt: isoOf(frame, started),
      FinishedAt:
        container.endedAtMicros === undefined
          ? '0001-01-01T00:00:00Z'
          : isoOf(frame, container.endedAtMicros),
      Health: { Status: container.state === 'starting' ? 'starting' : 'healthy' },
    },
    Image: `sha256:${longId(`image/${imageOf(container)}`)}`,
    Name: `/${container.id}`,
    RestartCount: 0,
    Driver: 'overlay2',
    HostConfig: {
      NetworkMode: 'bridge',
      Memory: limits.memoryMax ?? 0,
      NanoCpus: limits.cpuQuota === null ? 0 : limits.cpuQuota * 10_000,
      CpuShares: limits.cpuWeight,
      PidsLimit: limits.pidsMax,
      Runtime:
        container.technology === 'sandboxed-container'
          ? 'runsc'
          : container.technology === 'container-in-vm'
            ? 'kata'
            : 'runc',
    },
    Config: { Hostname: shortId(container.id), Image: imageOf(container), Cmd: [programOf(container)] },
    NetworkSettings: { ...network, Networks: { bridge: network } },
  };
}

const describeImage = (image: Image): Value => ({
  Id: `sha256:${image.id}`,
  RepoTags: [image.reference],
  Architecture: 'amd64',
  Os: 'linux',
  Size: image.bytes,
  RootFS: { Type: 'layers', Layers: image.layers.map((layer) => `sha256:${layer.id}`) },
});
