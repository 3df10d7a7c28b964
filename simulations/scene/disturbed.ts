/** What faults do to a scene: whom each reaches, which shared layer has fallen, and the same in a sentence. */
import { FAULT_KINDS, type FaultId } from '../technologies/fault-kinds';
import type { Affected, Blast, Effect } from '../lab/fault-frame';
import type { Frame, HostFrame, SandboxFrame } from '../lab/frame';
import type { LayerId } from '../technologies/layers';
import type { SceneFallen, SceneHit } from './scene';

/** The layer that stopped, where nothing stands on it any more that could name it. */
const FALLEN: Readonly<Partial<Record<FaultId, LayerId>>> = {
  'host-kernel-panic': 'hk',
  'hypervisor-crash': 'hv',
  'engine-crash': 'ce',
};

export interface SceneBlast {
  readonly kind: FaultId;
  readonly label: string;
  readonly target: string;
  readonly sentence: string;
  readonly supposed: boolean;
  readonly blast: Blast | undefined;
}

/** The picture has room for one word. */
const WORDS: Readonly<Record<Exclude<Effect, 'spared'>, string>> = {
  falls: 'down',
  'restarts inside': 'restarts',
  'cannot be started': 'no start',
  slowed: 'slowed',
  reachable: 'in reach',
};
const SUPPOSED: Readonly<Record<Effect, string>> = {
  falls: 'would fall',
  'restarts inside': 'would restart',
  'cannot be started': 'no start',
  slowed: 'would slow',
  reachable: 'in reach',
  spared: 'spared',
};

/** Those that go on, and the supposed one last. */
export function faultsOf(frame: Frame, supposed: Blast | null): readonly SceneBlast[] {
  const real = frame.faults.map(({ kind, label, target, blast }): SceneBlast => ({
    kind,
    label,
    target,
    blast,
    supposed: false,
    sentence: `${label} on ${target}${blast === undefined ? '' : `: ${effectsText(blast, false)}`}`,
  }));
  if (supposed === null) return real;
  const label = labelOf(supposed.kind);
  return [
    ...real,
    {
      kind: supposed.kind,
      label,
      target: supposed.target,
      blast: supposed,
      supposed: true,
      sentence: `${label} on ${supposed.target}, had it happened: ${effectsText(supposed, true)}`,
    },
  ];
}

const labelOf = (kind: FaultId): string => FAULT_KINDS.find(({ id }) => id === kind)?.label ?? kind;

const PHRASES: Readonly<Record<Effect, readonly [string, string, string]>> = {
  falls: ['falls', 'fall', 'would fall'],
  'restarts inside': [
    'starts its process again',
    'start their processes again',
    'would start their processes again',
  ],
  'cannot be started': ['cannot be started', 'cannot be started', 'could not be started'],
  slowed: ['is slowed', 'are slowed', 'would be slowed'],
  reachable: ['is in reach', 'are in reach', 'would be in reach'],
  spared: ['is spared', 'are spared', 'would be spared'],
};

/** "3 fall, 1 is spared". */
function effectsText(blast: Blast, supposed: boolean): string {
  const all: readonly Affected[] = [...blast.affected, ...blast.spared];
  const parts = (Object.keys(PHRASES) as Effect[]).flatMap((effect) => {
    const hit = all.filter((one) => one.effect === effect).length;
    const [one, many, would] = PHRASES[effect];
    return hit === 0 ? [] : [`${hit} ${supposed ? would : hit === 1 ? one : many}`];
  });
  return parts.length === 0 ? 'nothing is hit' : parts.join(', ');
}

/** What reaches a sandbox: the supposed fault before those that go on, and the worst of these. */
export function hitOn(
  { id, state }: Pick<SandboxFrame, 'id' | 'state'>,
  faults: readonly SceneBlast[],
): SceneHit | null {
  if (state === 'failed')
    return { effect: 'falls', word: 'failed', reason: 'it has ended with what it served', supposed: false };
  for (const { blast, supposed, label } of faults.toReversed()) {
    const one = blast?.affected.find((affected) => affected.id === id);
    if (one !== undefined && one.effect !== 'spared')
      return {
        effect: one.effect,
        word: (supposed ? SUPPOSED : WORDS)[one.effect],
        reason: `${label}: ${one.reason}`,
        supposed,
      };
    const spared = supposed ? blast?.spared.find((affected) => affected.id === id) : undefined;
    if (spared !== undefined)
      return { effect: 'spared', word: SUPPOSED.spared, reason: `${label}: ${spared.reason}`, supposed };
  }
  return null;
}

/** The shared layer of a host at which a fault struck. */
export function fallenOn(host: HostFrame, faults: readonly SceneBlast[]): SceneFallen | null {
  for (const { kind, blast, target, label, supposed } of faults.toReversed()) {
    const here = target === host.id || host.sandboxes.some(({ id }) => id === target);
    if (!here) continue;
    // A machine that is down has nothing on it that a blast could name: the ground itself is what fell.
    const layer = blast?.layerId ?? (target === host.id ? (FALLEN[kind] ?? 'hw') : undefined);
    if (
      layer !== undefined &&
      host.plates.some((plate) => plate.layer === layer) &&
      isShared(host, target, blast)
    )
      return { layer, label, supposed };
  }
  return null;
}

/** A fault inside a sandbox leaves the shared layers as they are, unless it got out of it. */
const isShared = (host: HostFrame, target: string, blast: Blast | undefined): boolean =>
  target === host.id || blast === undefined || blast.affected.length > 1;
