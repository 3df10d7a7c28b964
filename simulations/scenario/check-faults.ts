/** Faults of a scenario: when they come, how long they last, and that what they hit can exist. */
import type { Issue } from '../base/errors';
import { parseQuantity } from '../base/quantity';
import { faultKind } from '../technologies/fault-kinds';
import type { ScenarioFields } from './schema';

type Path = readonly (string | number)[];

export function checkFaults(
  scenario: ScenarioFields,
  report: (path: Path, issue: Omit<Issue, 'path'>) => void,
  dangling: (path: Path, what: string, found: string, known: Iterable<string>) => void,
): void {
  const places = scenario.deployments.flatMap((deployment) => deployment.place);
  const hosts = scenario.hosts.map(({ id }) => id);
  const groups = [
    ...scenario.deployments.map(({ id }) => id),
    ...scenario.components.map(({ id }) => id),
    ...scenario.functions.map(({ id }) => id),
  ];
  const prefixes = places.map((place) => `${place.name ?? place.function ?? place.component ?? ''}-`);
  scenario.faults.forEach((entry, i) => {
    const at = ['faults', i] as const;
    const kind = faultKind(entry.kind);
    if ((entry.at === undefined) === (entry.mtbf === undefined))
      report(at, { message: 'when does it come?', expected: '"at" or "mtbf", not both' });
    if (entry.mttr !== undefined && (entry.mtbf === undefined || entry.for !== undefined))
      report([...at, 'mttr'], { message: 'goes with "mtbf" alone', expected: '"mtbf" and no "for"' });
    if (kind.lastsMicros === 0 && (entry.for !== undefined || entry.mttr !== undefined))
      report([...at, entry.for === undefined ? 'mttr' : 'for'], {
        message: `a ${kind.label.toLowerCase()} is over at once`,
        expected: 'nothing here',
      });
    if (entry.by !== undefined) checkStrength(kind.strength, entry.by, [...at, 'by'], report);
    const isSandbox = prefixes.some(
      (prefix) => entry.target.startsWith(prefix) && /^[1-9]\d*$/.test(entry.target.slice(prefix.length)),
    );
    const known = kind.hits === 'sandbox' ? groups : [...hosts, ...groups];
    if (!known.includes(entry.target) && !(isSandbox && kind.hits !== 'host'))
      dangling([...at, 'target'], kind.hits, entry.target, known);
  });
}

function checkStrength(
  strength: ReturnType<typeof faultKind>['strength'],
  by: string | number,
  path: Path,
  report: (path: Path, issue: Omit<Issue, 'path'>) => void,
): void {
  if (strength === null) {
    report(path, { message: 'this fault has no strength', expected: 'nothing here' });
    return;
  }
  const parsed = parseQuantity(by, strength.kind);
  const isFine = parsed.ok && parsed.value > 0 && (strength.kind !== 'fraction' || parsed.value < 1);
  if (!isFine)
    report(path, {
      message: 'not a valid strength',
      expected: parsed.ok
        ? `a ${strength.kind} above 0${strength.kind === 'fraction' ? ' and below 100 %' : ''}`
        : parsed.error,
      found: String(by),
    });
}
