import { catalogue } from '../base/catalogue';
import * as entries from './index';
import type { Technology } from './technology';

export type TechnologyId = (typeof entries)[keyof typeof entries]['id'];

/** All sandbox technologies in display order. */
export const TECHNOLOGIES: readonly Technology[] = catalogue<Technology>(entries);

export const TECHNOLOGY_IDS: readonly TechnologyId[] = TECHNOLOGIES.map((entry) => entry.id as TechnologyId);

const BY_ID: ReadonlyMap<string, Technology> = new Map(TECHNOLOGIES.map((entry) => [entry.id, entry]));

export function technologyOf(id: TechnologyId): Technology {
  const found = BY_ID.get(id);
  if (found === undefined) throw new RangeError(`no technology ${id}`);
  return found;
}
