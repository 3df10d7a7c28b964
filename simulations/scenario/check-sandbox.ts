/** What one sandbox is given: within the limits of its technology and monitor, and enough for what runs in it. */
import type { Issue } from '../base/errors';
import { formatBytes, MIB } from '../base/quantity';
import { maybeGuest } from '../technologies/guests/catalogue';
import { monitorOf, type MonitorId } from '../technologies/monitors/catalogue';
import type { SandboxLimit, Technology } from '../technologies/technology';
import type { PlaceFields, ScenarioFields } from './schema';

type Path = readonly (string | number)[];
type Report = (path: Path, issue: Omit<Issue, 'path'>) => void;

export function checkSandbox(
  scenario: ScenarioFields,
  place: PlaceFields,
  technology: Technology,
  at: Path,
  report: Report,
): void {
  for (const limit of limitsOf(place, technology)) checkLimit(scenario, place, limit, at, report);
  checkRoom(scenario, place, technology, at, report);
}

function limitsOf(place: PlaceFields, technology: Technology): readonly SandboxLimit[] {
  const monitor = technology.monitor === undefined ? undefined : (place.monitor ?? technology.monitor);
  return monitor === undefined
    ? technology.limits
    : [...technology.limits, ...monitorOf(monitor as MonitorId).limits];
}

function checkLimit(
  scenario: ScenarioFields,
  place: PlaceFields,
  { of, least = 0, most = Infinity, name }: SandboxLimit,
  at: Path,
  report: Report,
): void {
  const settings = scenario.functions.findIndex(({ id }) => id === place.function);
  const value = (of === 'memory' ? scenario.functions[settings]?.memory : undefined) ?? place[of];
  if (value === undefined || (value >= least && value <= most)) return;
  const shown = (amount: number): string => (of === 'memory' ? formatBytes(amount) : String(amount));
  report(of === 'memory' && settings >= 0 ? ['functions', settings, of] : [...at, of], {
    message: `beyond a limit of ${name}`,
    expected: value < least ? `at least ${shown(least)}` : `at most ${shown(most)}`,
    found: shown(value),
  });
}

/** A virtual machine holds its guest and the application: with less memory it would not come up. */
function checkRoom(
  scenario: ScenarioFields,
  place: PlaceFields,
  technology: Technology,
  at: Path,
  report: Report,
): void {
  const guest = technology.guest === undefined ? undefined : maybeGuest(place.guest ?? technology.guest);
  const component = scenario.components.find(({ id }) => id === place.component);
  if (guest === undefined || component === undefined || place.memory === undefined) return;
  const needed = guest.kernelBytes + guest.userlandBytes + component.memory;
  if (place.memory < needed)
    report([...at, 'memory'], {
      message: `too little for ${guest.label} and ${component.id}`,
      expected: `at least ${Math.ceil(needed / MIB)} MiB`,
      found: formatBytes(place.memory),
    });
}
