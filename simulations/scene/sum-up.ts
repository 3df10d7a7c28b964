/**
 * Many sandboxes as few: where a stage could no longer tell them apart, neighbours of one kind stand as one block. Nothing is
 * lost in the sum: memory, workers, queues and counts of the groups are those of their members, so volume stays RAM.
 */
import type { LayerId } from '../technologies/layers';
import type { SceneHost, SceneSandbox, SceneSlice } from './scene';

/** The same host with at most `most` blocks, or a few more where it runs several components. */
export function sumUp(host: SceneHost, most: number): SceneHost {
  if (host.sandboxes.length <= most) return host;
  const size = Math.ceil(host.sandboxes.length / most);
  const groups: SceneSandbox[][] = [];
  for (const sandbox of host.sandboxes) {
    const last = groups.at(-1);
    const goesOn = last !== undefined && last.length < size && last[0]?.component === sandbox.component;
    if (goesOn) last.push(sandbox);
    else groups.push([sandbox]);
  }
  return { ...host, sandboxes: groups.map(together) };
}

function together(members: readonly SceneSandbox[], slot: number): SceneSandbox {
  const [first, ...rest] = members as [SceneSandbox, ...SceneSandbox[]];
  if (rest.length === 0) return { ...first, slot };
  const sum = (of: (member: SceneSandbox) => number): number =>
    members.reduce((total, member) => total + of(member), 0);
  const up = members.filter(({ start }) => start === null).length;
  return {
    ...first,
    slot,
    // The group has started when most of it has.
    state:
      up * 2 >= members.length ? (members.find(({ start }) => start === null) ?? first).state : 'starting',
    start:
      up * 2 >= members.length
        ? null
        : (first.start ?? rest.find(({ start }) => start !== null)?.start ?? null),
    label: `${first.label} and ${rest.length} more`,
    also: rest.map(({ id }) => id),
    slices: summedSlices(members),
    reservedBytes: sum((member) => member.reservedBytes),
    takenBytes: sum((member) => member.takenBytes),
    workers: sum((member) => member.workers),
    busy: sum((member) => member.busy),
    waitingOnCall: sum((member) => member.waitingOnCall),
    queued: sum((member) => member.queued),
    snapshots: sum((member) => member.snapshots),
    copying: members.find(({ copying }) => copying !== null)?.copying ?? null,
    hit: members.find(({ hit }) => hit !== null && hit.effect !== 'spared')?.hit ?? first.hit,
  };
}

function summedSlices(members: readonly SceneSandbox[]): readonly SceneSlice[] {
  const slices = new Map<LayerId, SceneSlice>();
  for (const member of members)
    for (const slice of member.slices) {
      const sum = slices.get(slice.layer);
      slices.set(slice.layer, sum === undefined ? slice : { ...sum, bytes: sum.bytes + slice.bytes });
    }
  return [...slices.values()];
}

/** Whether a block stands for this sandbox, alone or among others. */
export const standsFor = (block: SceneSandbox, id: string): boolean =>
  block.id === id || block.also?.includes(id) === true;
