import { catalogue } from '../../base/catalogue';
import type { Guest } from './guest';
import * as entries from './index';

/** All guest operating systems in display order. */
export const GUESTS: readonly Guest[] = catalogue<Guest>(entries);

const BY_NAME: ReadonlyMap<string, Guest> = new Map(
  GUESTS.flatMap((guest) =>
    [guest.id, guest.label, ...guest.aliases].map((name) => [name.toLowerCase(), guest]),
  ),
);

/** The guest of an id, a label or another name of it, in any case; undefined when there is none. */
export const maybeGuest = (name: string): Guest | undefined => BY_NAME.get(name.toLowerCase());

/** Every name under which a guest is known. */
export const GUEST_NAMES: readonly string[] = GUESTS.flatMap((guest) => [guest.id, ...guest.aliases]);
