import { describe, expect, it } from 'vitest';
import { FACTS, Lab, medianOf, parseDistribution, parseScenario } from '../../simulations';
import { GUESTS, maybeGuest } from '../../simulations/technologies/guests/catalogue';
import { MONITORS } from '../../simulations/technologies/monitors/catalogue';
import { sandboxesOf, oneHost, spanMs, startAtOnce } from '../helpers/starts';

describe('every guest operating system', () => {
  it.each(GUESTS.map((guest) => [guest.id, guest] as const))(
    '%s is whole: its figures have a basis, its boot ends, its names are its own',
    (id, guest) => {
      for (const basis of [guest.memoryBasis, guest.diskBasis, ...guest.boot.map((phase) => phase.basis)])
        if (basis.kind === 'measured' || basis.kind === 'published')
          expect(FACTS.has(basis.fact ?? ''), basis.fact).toBe(true);
      expect(guest.boot.length).toBeGreaterThan(0);
      for (const phase of guest.boot) {
        const time = parseDistribution(phase.time);
        expect(time.ok && medianOf(time.value)).toBeGreaterThan(0);
      }
      expect(Math.min(guest.kernelBytes, guest.diskBytes)).toBeGreaterThan(0);
      for (const name of [guest.id, guest.label, ...guest.aliases]) expect(maybeGuest(name)?.id).toBe(id);
    },
  );
});

describe('every monitor', () => {
  it.each(MONITORS.map((monitor) => [monitor.id, monitor] as const))(
    '%s cites facts that exist',
    (_id, m) => {
      for (const basis of [m.memoryBasis, m.start.basis])
        if (basis.fact !== undefined) expect(FACTS.has(basis.fact)).toBe(true);
      expect(m.guestFactor).toBeGreaterThan(0);
    },
  );
});

describe('guests side by side', () => {
  const three = ['ubuntu-22.04', 'freebsd-14', 'Windows Server 2022'];
  const scenario = oneHost({
    technology: 'full-vm-type-1',
    cores: 8,
    memory: '64 GiB',
    extra: {
      components: three.map((_, i) => ({ id: `app${i}`, serviceTime: '1 ms' })),
      deployments: [
        {
          id: 'one',
          technology: 'full-vm-type-1',
          hosts: ['host'],
          place: three.map((guest, i) => ({ component: `app${i}`, guest, memory: '4 GiB' })),
        },
      ],
      routes: [{ id: 'r', steps: ['app0'] }],
    },
  });

  it('differ in kernel and memory on one hypervisor', () => {
    const boxes = sandboxesOf(Lab.open(scenario));
    expect(boxes.map((box) => box.kernel)).toEqual([
      'Linux 5.15.0-generic',
      'FreeBSD 14.1-RELEASE GENERIC',
      'Windows NT 10.0.20348',
    ]);
    const guestBytes = boxes.map((box) => box.memory.find((slice) => slice.layer === 'go')?.bytes ?? 0);
    expect(guestBytes[1]).toBeLessThan(guestBytes[0] ?? 0);
    expect(guestBytes[2]).toBeGreaterThan(3 * (guestBytes[0] ?? 0));
  });

  it('differ in how they boot: Windows longest, Debian without firmware', () => {
    const boot = (guest: string): readonly [number, readonly string[]] => {
      const [box] = startAtOnce(
        oneHost({ technology: 'full-vm-type-1', place: { guest, memory: '4 GiB' } }),
        1,
      );
      if (box === undefined) throw new Error('nothing started');
      const names = box.phases.map((phase) => phase.name);
      return [spanMs(box, names), names];
    };
    const [[linux], [bsd], [windows], [, debian]] = [...three, 'debian'].map(boot) as [
      [number, string[]],
      [number, string[]],
      [number, string[]],
      [number, string[]],
    ];
    expect(windows).toBeGreaterThan(linux);
    expect(linux).toBeGreaterThan(bsd);
    expect(debian).not.toContain('Firmware');
  });

  it.each([
    ['full-vm-type-1', { guest: 'ubunto' }, 'guest', 'ubuntu'],
    ['container', { guest: 'Linux' }, 'guest', undefined],
    ['container', { monitor: 'qemu' }, 'monitor', undefined],
  ])('%s with %j is refused where it stands', (technology, place, key, nearest) => {
    const source = { ...(oneHost({ technology: 'container' }).source as Record<string, unknown>) };
    source['deployments'] = [
      { id: 'one', technology, hosts: ['host'], place: [{ component: 'app', ...place }] },
    ];
    const parsed = parseScenario(JSON.stringify(source));
    const issue = parsed.ok ? undefined : parsed.error[0];
    expect(issue?.path).toEqual(`deployments.0.place.0.${key}`);
    expect(issue?.nearest).toBe(nearest);
  });
});
