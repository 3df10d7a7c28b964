/** The steps of a scenario beside its file: kept when it is saved, found again by what the file says. Checked when read. */
import { parseScenario, type Source } from '../../simulations';
import type { OpenRequest } from '../engine/engine-client';

export type KeptHistory = readonly {
  readonly name: string;
  readonly source: Source;
  readonly selected: string | null;
}[];

/** Larger histories lose their oldest steps. */
const MOST_CHARACTERS = 4_000_000;

/** Under which name the steps of a file are kept: the digest of what it says, so that a changed file has none. */
export function historyKey(fileText: string, overrides: OpenRequest['overrides'] = []): string | null {
  const parsed = parseScenario(fileText, { overrides });
  return parsed.ok ? parsed.value.digest : null;
}

export function writeHistory(history: KeptHistory): string {
  let length = 2;
  const kept: string[] = [];
  for (const entry of history.toReversed()) {
    const written = JSON.stringify(entry);
    length += written.length + 1;
    if (length > MOST_CHARACTERS) break;
    kept.unshift(written);
  }
  return `[${kept.join(',')}]`;
}

/** Nothing where it is damaged: a history is a convenience, the file itself is what counts. */
export function readHistory(written: string): KeptHistory {
  try {
    const value: unknown = JSON.parse(written);
    return Array.isArray(value) && value.every(isEntry) ? value : [];
  } catch {
    return [];
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEntry = (value: unknown): value is KeptHistory[number] =>
  isRecord(value) &&
  typeof value['name'] === 'string' &&
  isRecord(value['source']) &&
  (value['selected'] === null || typeof value['selected'] === 'string');
