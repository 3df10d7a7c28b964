/** The virtual hardware and the images of what is placed: what they name exists, where the technology has such a thing. */
import { nearestName } from '../base/catalogue';
import type { Issue } from '../base/errors';
import { technologyOf } from '../technologies/catalogue';
import { checkSandbox } from './check-sandbox';
import { GUEST_NAMES, GUESTS, maybeGuest } from '../technologies/guests/catalogue';
import type { Technology } from '../technologies/technology';
import type { PlaceFields, ScenarioFields } from './schema';

type Path = readonly (string | number)[];
type Report = (path: Path, issue: Omit<Issue, 'path'>) => void;

export function checkHardware(scenario: ScenarioFields, report: Report): void {
  scenario.deployments.forEach((deployment, i) => {
    const technology = technologyOf(deployment.technology);
    deployment.place.forEach((place, j) => {
      const at = ['deployments', i, 'place', j] as const;
      if (place.guest !== undefined) checkGuest(place.guest, technology, [...at, 'guest'], report);
      checkSandbox(scenario, place, technology, at, report);
      checkDevices(place, technology, at, report);
      if (place.image !== undefined) checkImage(scenario, place.image, [...at, 'image'], report);
    });
  });
  scenario.hosts.forEach((host, i) =>
    host.images.forEach((image, j) => checkImage(scenario, image, ['hosts', i, 'images', j], report)),
  );
  checkLayers(scenario, report);
}

function checkDevices(place: PlaceFields, technology: Technology, at: Path, report: Report): void {
  for (const key of ['nic', 'storage', 'disk'] as const)
    if (place[key] !== undefined && technology.guest === undefined && technology.hasVirtualHardware !== true)
      report([...at, key], {
        message: `a ${technology.unit} has no virtual hardware`,
        expected: `a virtual machine, or no "${key}"`,
        found: String(place[key]),
      });
  if (place.cpuLimit !== undefined && technology.guest !== undefined)
    report([...at, 'cpuLimit'], {
      message: `a ${technology.unit} has no CPU quota of a cgroup`,
      expected: '"vcpus"',
      found: String(place.cpuLimit),
    });
  if (place.monitor !== undefined && technology.monitor === undefined)
    report([...at, 'monitor'], {
      message: `a ${technology.unit} has no monitor to choose`,
      expected: 'technology "microvm"',
      found: place.monitor,
    });
}

function checkGuest(name: string, technology: Technology, path: Path, report: Report): void {
  if (technology.guest === undefined) {
    report(path, {
      message: 'it boots no operating system that can be chosen',
      expected: 'a virtual machine, or no "guest"',
      found: name,
    });
    return;
  }
  const guest = maybeGuest(name);
  const families = technology.guestFamilies;
  if (guest !== undefined && families?.includes(guest.family) === false)
    report(path, {
      message: `a ${technology.unit} cannot boot ${guest.label}`,
      expected: `one of ${GUESTS.filter(({ family }) => families.includes(family))
        .map(({ id }) => id)
        .join(', ')}`,
      found: name,
    });
  if (guest !== undefined) return;
  const nearest = nearestName(name, GUEST_NAMES);
  report(path, {
    message: `no guest operating system "${name}"`,
    expected: `one of ${GUESTS.map((guest) => guest.id).join(', ')}`,
    found: name,
    ...(nearest !== undefined && { nearest }),
  });
}

/** Where images are listed, every name must be among them; without a list each image has layers by default. */
function checkImage(scenario: ScenarioFields, name: string, path: Path, report: Report): void {
  const known = scenario.images.map((image) => image.id);
  if (known.length === 0 || known.includes(name)) return;
  const nearest = nearestName(name, known);
  report(path, {
    message: `no image "${name}"`,
    expected: `one of ${known.slice(0, 20).join(', ')}`,
    found: name,
    ...(nearest !== undefined && { nearest }),
  });
}

/** An image has one id, a layer one size wherever it stands. */
function checkLayers(scenario: ScenarioFields, report: Report): void {
  const sizes = new Map<string, number>();
  const ids = new Set<string>();
  scenario.images.forEach((image, i) => {
    if (ids.has(image.id))
      report(['images', i, 'id'], {
        message: `the image "${image.id}" stands twice`,
        expected: 'a name of its own',
      });
    ids.add(image.id);
    image.layers.forEach((layer, j) => {
      const size = sizes.get(layer.id) ?? layer.size;
      sizes.set(layer.id, size);
      if (size !== layer.size)
        report(['images', i, 'layers', j, 'size'], {
          message: `the layer "${layer.id}" has two sizes`,
          expected: `${size} bytes, as in the other image`,
          found: `${layer.size} bytes`,
        });
    });
  });
}
