/** The virtual hardware of what is placed: a guest and a monitor that exist, where the technology has them. */
import { nearestName } from '../base/catalogue';
import type { Issue } from '../base/errors';
import { technologyOf } from '../technologies/catalogue';
import { GUEST_NAMES, GUESTS, maybeGuest } from '../technologies/guests/catalogue';
import type { ScenarioFields } from './schema';

type Report = (path: readonly (string | number)[], issue: Omit<Issue, 'path'>) => void;

export function checkHardware(scenario: ScenarioFields, report: Report): void {
  scenario.deployments.forEach((deployment, i) => {
    const technology = technologyOf(deployment.technology);
    deployment.place.forEach((place, j) => {
      const at = ['deployments', i, 'place', j] as const;
      if (place.guest !== undefined) checkGuest(place.guest, technology.guest, [...at, 'guest'], report);
      if (place.monitor !== undefined && technology.monitor === undefined)
        report([...at, 'monitor'], {
          message: `a ${technology.unit} has no monitor to choose`,
          expected: 'technology "microvm"',
          found: place.monitor,
        });
    });
  });
}

function checkGuest(
  name: string,
  own: string | undefined,
  path: readonly (string | number)[],
  report: Report,
): void {
  if (own === undefined) {
    report(path, {
      message: 'it boots no operating system that can be chosen',
      expected: 'a virtual machine, or no "guest"',
      found: name,
    });
    return;
  }
  if (maybeGuest(name) !== undefined) return;
  const nearest = nearestName(name, GUEST_NAMES);
  report(path, {
    message: `no guest operating system "${name}"`,
    expected: `one of ${GUESTS.map((guest) => guest.id).join(', ')}`,
    found: name,
    ...(nearest !== undefined && { nearest }),
  });
}
