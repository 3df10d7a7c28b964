/**
 * Where a line is typed: the learner's own desk, a host, a VM or a container. The desk is not part of the model; docker,
 * virsh, kubectl and aws speak from it to the machines of the scenario, as their contexts and profiles let them.
 */
import { printable } from '../../base/errors';
import type { Frame, HostFrame, SandboxFrame } from '../../lab/frame';
import { technologyOf } from '../../technologies/catalogue';
import type { LayerId } from '../../technologies/layers';

export type PlaceKind = 'desk' | 'host' | 'vm' | 'container';

export interface Place {
  readonly kind: PlaceKind;
  /** The id of the host or sandbox; '' for the desk. */
  readonly id: string;
}

export const DESK: Place = { kind: 'desk', id: '' };

/** What a terminal remembers between two lines; plain data. */
export interface Shell {
  /** Where one has gone, one after another; the last is where one is. */
  readonly places: readonly Place[];
  /** `$?` */
  readonly status: number;
  /** How the line that comes is joined to what was before, where it is the rest of one. */
  readonly joins?: Joint;
}

export type Joint = ';' | '&&' | '||';

export const newShell = (place: Place = DESK): Shell => ({ places: [place], status: 0 });
export const placeOf = (shell: Shell): Place => shell.places.at(-1) ?? DESK;

export const hostOf = (frame: Frame, id: string): HostFrame | undefined =>
  frame.hosts.find((host) => host.id === id);

export const sandboxesOf = (frame: Frame): readonly SandboxFrame[] =>
  frame.hosts.flatMap((host) => host.sandboxes);

export const sandboxOf = (frame: Frame, id: string): SandboxFrame | undefined =>
  sandboxesOf(frame).find((sandbox) => sandbox.id === id);

/** What stands before the `$` or `#`, and the layer whose hue it takes; null = ink. */
export interface Prompt {
  readonly name: string;
  readonly sign: '$' | '#';
  readonly layer: LayerId | null;
}

export function promptOf(place: Place, frame: Frame | null): Prompt {
  const name = place.kind === 'desk' ? 'desk' : printable(place.id, 40);
  const layer = frame === null ? null : layerOf(place, frame);
  return { name, sign: place.kind === 'container' ? '#' : '$', layer };
}

/** A host has the hue of what it runs, a guest that of its system, a container its own. */
function layerOf(place: Place, frame: Frame): LayerId | null {
  switch (place.kind) {
    case 'desk':
      return null;
    case 'host': {
      const host = hostOf(frame, place.id);
      return host === undefined ? 'hk' : technologyOf(host.technology).hue;
    }
    case 'vm':
      return 'go';
    case 'container':
      return 'ct';
  }
}

/** Why nobody is there any more; null while the place stands. */
export function lostPlace(place: Place, frame: Frame): string | null {
  switch (place.kind) {
    case 'desk':
      return null;
    case 'host':
      return hostOf(frame, place.id) === undefined ? `Connection to ${place.id} closed.` : null;
    case 'vm':
    case 'container': {
      const sandbox = sandboxOf(frame, place.id);
      const up = sandbox !== undefined && !['stopped', 'failed'].includes(sandbox.state);
      if (up) return null;
      return place.kind === 'vm'
        ? `Connection to ${place.id} closed by remote host.`
        : `The container ${place.id} is gone, and with it the process that this shell was.`;
    }
  }
}
