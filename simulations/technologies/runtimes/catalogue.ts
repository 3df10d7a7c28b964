import { catalogue } from '../../base/catalogue';
import * as entries from './index';
import type { Runtime } from './runtime';

/** All language runtimes in display order. */
export const RUNTIMES: readonly Runtime[] = catalogue<Runtime>(entries);

const BY_NAME: ReadonlyMap<string, Runtime> = new Map(
  RUNTIMES.flatMap((runtime) => [runtime.id, ...(runtime.aliases ?? [])].map((name) => [name, runtime])),
);

/** "python3.12" as language and version; "go" has none. */
function partsOf(name: string): { readonly language: string; readonly version: number } {
  const match = /^([a-z]+)(\d+(?:\.\d+)?)?/.exec(name);
  const [major = 0, minor = 0] = (match?.[2] ?? '').split('.').map(Number);
  return { language: match?.[1] ?? '', version: major + minor / 100 };
}

/**
 * The runtime of a name that a scenario gives: itself, or the one of the same language with the nearest version; undefined
 * where no runtime of that language was measured.
 */
export function maybeRuntime(written: string): Runtime | undefined {
  const name = written.toLowerCase();
  const known = BY_NAME.get(name);
  if (known !== undefined) return known;
  const { language, version } = partsOf(name);
  const distance = (runtime: Runtime): number => Math.abs(partsOf(runtime.id).version - version);
  return RUNTIMES.filter(
    (runtime) => partsOf(runtime.id).language === language && !runtime.id.includes('-'),
  ).reduce<Runtime | undefined>(
    (best, one) => (best === undefined || distance(one) < distance(best) ? one : best),
    undefined,
  );
}
