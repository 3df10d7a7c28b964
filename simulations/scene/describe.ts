/** The scene in words: for the outline, the screen reader and the description of an exported figure. */
import { formatBytes, progressText } from '../base/quantity';
import { technologyOf } from '../technologies/catalogue';
import type { OutlineNode, Scene, SceneHost, SceneSandbox } from './scene';

/** Two or three sentences a scene: structure, what runs, who waits. */
export function describeScene(scene: Scene): string {
  const hosts = scene.hosts
    .map((host) => `${host.heading}: ${host.sentence}, ${waitingText(host)}`)
    .join('. ');
  const services = scene.hosts.flatMap((host) => host.services.map((one) => `${one.label}: ${one.sentence}`));
  const more = [
    ...services,
    ...scene.faults.map(({ sentence }) => sentence),
    ...scene.moves.map(({ sentence }) => sentence),
  ];
  return `${scene.title}, ${scene.clock}. ${[hosts, ...more].join('. ')}.`;
}

const waitingText = (host: SceneHost): string =>
  host.door.waiting === 0
    ? 'nobody waits'
    : `${host.door.waiting} ${host.door.waiting === 1 ? 'request waits' : 'requests wait'}`;

/** Only what differs between two scenes; '' when nothing does. */
export function describeChange(before: Scene, after: Scene): string {
  const changes = after.hosts.flatMap((host) => {
    const old = before.hosts.find((h) => h.id === host.id);
    if (old === undefined) return [`${host.heading} is new: ${host.sentence}`];
    const parts: string[] = [];
    if (old.sentence !== host.sentence) parts.push(host.sentence);
    if (old.door.waiting !== host.door.waiting)
      parts.push(`${waitingText(host)} instead of ${old.door.waiting}`);
    return parts.length === 0 ? [] : [`${host.heading}: ${parts.join(', ')}`];
  });
  return [
    ...changes,
    ...differing(
      before.hosts
        .flatMap(({ services }) => services)
        .map(({ label, full }) => `${label} ${full ? 'is full' : 'is no longer full'}`),
      after.hosts
        .flatMap(({ services }) => services)
        .map(({ label, full }) => `${label} ${full ? 'is full' : 'is no longer full'}`),
    ),
    ...differing(
      before.faults.map(({ sentence }) => sentence),
      after.faults.map(({ sentence }) => sentence),
    ),
    ...before.faults
      .filter(({ target }) => !after.faults.some((other) => other.target === target))
      .map(({ target }) => `${target} is no longer disturbed`),
    ...differing(
      before.moves.map(({ sentence }) => sentence),
      after.moves.map(({ sentence }) => sentence),
    ),
    ...before.moves
      .filter(({ sandbox }) => !after.moves.some((other) => other.sandbox === sandbox))
      .map(({ sandbox }) => `${sandbox} no longer moves`),
  ].join('. ');
}

/** What the second list says and the first did not. */
const differing = (before: readonly string[], after: readonly string[]): readonly string[] =>
  after.filter((line) => !before.includes(line));

/** The outline tree: hosts, their shared layers, their sandboxes. */
export function outlineOf(scene: Scene): readonly OutlineNode[] {
  return scene.hosts.map((host) => ({
    id: host.id,
    label: `${host.heading} on ${host.id}`,
    detail: [
      host.sentence,
      waitingText(host),
      ...(host.fallen === null ? [] : [fallenText(host.fallen)]),
      ...host.arriving.map(({ sandbox }) => `${sandbox} is on its way here`),
    ].join('; '),
    select: host.id,
    children: [
      ...host.plates.map((plate): OutlineNode => ({
        id: `${host.id}/${plate.layer}`,
        label: plate.name,
        detail: plate.note,
        select: `${host.id}/${plate.layer}`,
        children: [],
      })),
      ...host.sandboxes.map((sandbox) => sandboxNode(host, sandbox)),
      ...host.services.map(({ id, label, sentence }) => leaf(id, label, sentence)),
      ...host.triggers.map(({ id, label, sentence }) => leaf(id, label, sentence)),
    ],
  }));
}

const leaf = (id: string, label: string, detail: string): OutlineNode => ({
  id,
  label,
  detail,
  select: id,
  children: [],
});

const fallenText = ({ label, supposed }: NonNullable<SceneHost['fallen']>): string =>
  supposed ? `${label}, had it happened` : label;

/** In the middle of a sentence; units keep their case. */
const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** How far a start-up has come; what has been asked for at this very instant has no phases yet. */
export function startText({
  current,
  elapsedMicros,
  totalMicros,
}: NonNullable<SceneSandbox['start']>): string {
  return current === '' || totalMicros <= 0
    ? 'About to begin'
    : `${current}, ${progressText(elapsedMicros, totalMicros)}`;
}

/** What a fault does to it, after its state. */
const hitText = ({ hit }: SceneSandbox): string => (hit === null ? '' : `, ${hit.word}: ${hit.reason}`);

function sandboxNode(host: SceneHost, sandbox: SceneSandbox): OutlineNode {
  const used = sandbox.slices.reduce((sum, slice) => sum + slice.bytes, 0);
  const memory =
    sandbox.reservedBytes > 0
      ? `${formatBytes(used)} of ${formatBytes(sandbox.takenBytes)}`
      : formatBytes(used);
  const start = sandbox.start === null ? '' : `, ${lowered(startText(sandbox.start))}`;
  return {
    id: sandbox.id,
    label: `${technologyOf(host.technology).unit} ${sandbox.label}`,
    detail: `${sandbox.sentence}${start}, ${memory}${hitText(sandbox)}`,
    select: sandbox.id,
    children: sandbox.slices.map((slice): OutlineNode => ({
      id: `${sandbox.id}/${slice.layer}`,
      label: slice.name,
      detail: formatBytes(slice.bytes),
      select: sandbox.id,
      children: [],
    })),
  };
}
