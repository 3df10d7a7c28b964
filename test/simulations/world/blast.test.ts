import { describe, expect, it } from 'vitest';
import {
  blastRadius,
  TECHNOLOGIES,
  technologyOf,
  type Standing,
  type TechnologyId,
} from '../../../simulations';

const at = (id: string, host: string, technology: TechnologyId, component = 'web'): Standing => ({
  id,
  host,
  deployment: `${technology}-deployment`,
  component,
  technology: technologyOf(technology),
});

/** Three sandboxes of a technology on one host, and one on another. */
const four = (technology: TechnologyId): readonly Standing[] => [
  at('a-1', 'one', technology),
  at('a-2', 'one', technology),
  at('b-1', 'one', technology, 'db'),
  at('a-3', 'two', technology),
];

const hit = (
  all: readonly Standing[],
  ...what: Parameters<typeof blastRadius> extends [unknown, ...infer R] ? R : never
): readonly string[] =>
  (blastRadius(all, ...what)?.affected ?? [{ id: 'none', effect: 'no such layer' }]).map(
    ({ id, effect }) => `${id} ${effect}`,
  );

const ALL_OF_ONE = ['a-1 falls', 'a-2 falls', 'b-1 falls'];
const SHARES_HOST_KERNEL: readonly TechnologyId[] = [
  'bare-process',
  'container',
  'sandboxed-container',
  'container-in-vm',
  'microvm',
  'cloud-function',
  'isolate',
  'full-vm-type-2',
];
const OWN_KERNEL: readonly TechnologyId[] = [
  'full-vm-type-1',
  'full-vm-type-2',
  'microvm',
  'unikernel',
  'sandboxed-container',
  'container-in-vm',
  'cloud-function',
];

describe('the blast radius of a fault, for all ten technologies', () => {
  it.each(TECHNOLOGIES.map(({ id }) => [id as TechnologyId]))(
    '%s: a lost host takes all on it, and no other',
    (id) => {
      expect(hit(four(id), 'host-loss', 'one')).toEqual(ALL_OF_ONE);
      expect(blastRadius(four(id), 'host-loss', 'one')?.hosts).toEqual(['one']);
    },
  );

  it.each(TECHNOLOGIES.map(({ id }) => [id as TechnologyId]))(
    '%s: a panic of the host kernel takes all that stand on it',
    (id) => {
      const expected = SHARES_HOST_KERNEL.includes(id) ? ALL_OF_ONE : ['none no such layer'];
      expect(hit(four(id), 'host-kernel-panic', 'one')).toEqual(expected);
    },
  );

  it.each(TECHNOLOGIES.map(({ id }) => [id as TechnologyId]))(
    '%s: a panic inside takes one guest, where there is one',
    (id) => {
      const blast = blastRadius(four(id), 'guest-kernel-panic', 'a-1');
      if (!OWN_KERNEL.includes(id)) {
        expect(blast).toBeUndefined();
        return;
      }
      expect(blast?.affected.map(({ id: name, effect }) => [name, effect])).toEqual([['a-1', 'falls']]);
      expect(blast?.spared.map(({ id: name, reason }) => [name, reason])).toEqual([
        ['a-2', 'has a kernel of its own'],
        ['b-1', 'has a kernel of its own'],
      ]);
    },
  );

  it('a process that ends takes itself; inside a guest it is started again; under isolates it is all of them', () => {
    const crash = (id: TechnologyId): readonly string[] => hit(four(id), 'process-crash', 'a-1');
    for (const id of [
      'bare-process',
      'container',
      'sandboxed-container',
      'container-in-vm',
      'microvm',
      'unikernel',
      'cloud-function',
    ] as const)
      expect(crash(id), id).toEqual(['a-1 falls']);
    expect(crash('full-vm-type-1')).toEqual(['a-1 restarts inside']);
    expect(crash('full-vm-type-2')).toEqual(['a-1 restarts inside']);
    expect(crash('isolate')).toEqual(ALL_OF_ONE);
  });

  it('a hypervisor takes its guests; one on the hardware takes the machine; monitors are one each', () => {
    expect(hit(four('full-vm-type-1'), 'hypervisor-crash', 'one')).toEqual(ALL_OF_ONE);
    expect(blastRadius(four('full-vm-type-1'), 'hypervisor-crash', 'one')?.hosts).toEqual(['one']);
    expect(hit(four('full-vm-type-2'), 'hypervisor-crash', 'one')).toEqual(ALL_OF_ONE);
    expect(blastRadius(four('full-vm-type-2'), 'hypervisor-crash', 'one')?.hosts).toEqual([]);
    expect(hit(four('microvm'), 'hypervisor-crash', 'a-2')).toEqual(['a-2 falls']);
    expect(hit(four('microvm'), 'hypervisor-crash', 'one')).toEqual([
      'a-1 cannot be started',
      'a-2 cannot be started',
      'b-1 cannot be started',
    ]);
    expect(hit(four('container'), 'hypervisor-crash', 'one')).toEqual(['none no such layer']);
  });

  it('containers outlive their engine', () => {
    expect(hit(four('container'), 'engine-crash', 'one')).toEqual([
      'a-1 cannot be started',
      'a-2 cannot be started',
      'b-1 cannot be started',
    ]);
  });

  it('on one machine, VMs of a hosted hypervisor and processes fall together with its OS, and apart with the program', () => {
    const mixed = [at('vm-1', 'desk', 'full-vm-type-2'), at('editor-1', 'desk', 'bare-process')];
    expect(hit(mixed, 'host-kernel-panic', 'desk')).toEqual(['vm-1 falls', 'editor-1 falls']);
    const program = blastRadius(mixed, 'hypervisor-crash', 'desk');
    expect(program?.affected.map(({ id }) => id)).toEqual(['vm-1']);
    expect(program?.spared).toEqual([
      { id: 'editor-1', effect: 'spared', reason: 'does not stand on hypervisor, type 2' },
    ]);
  });
});

describe('an escape from a sandbox', () => {
  const reach = (id: TechnologyId, walls: number): readonly unknown[] => {
    const blast = blastRadius(four(id), 'escape', 'a-1', walls);
    return [blast?.affected.length, blast?.secrets, blast?.hosts];
  };
  const SELF = [1, ['web'], []];
  const EVERYONE = [3, ['db', 'web'], ['one']];

  it('crosses one boundary: a container’s is the last, others have a second one', () => {
    expect(reach('container', 1)).toEqual(EVERYONE);
    expect(reach('bare-process', 1)).toEqual(EVERYONE);
    expect(reach('full-vm-type-1', 1)).toEqual(EVERYONE);
    for (const id of ['sandboxed-container', 'container-in-vm', 'microvm', 'cloud-function'] as const) {
      expect(reach(id, 1), id).toEqual(SELF);
      expect(reach(id, 2), id).toEqual(EVERYONE);
    }
    expect(reach('isolate', 1)).toEqual([3, ['db', 'web'], []]);
    expect(reach('full-vm-type-2', 1)).toEqual([3, ['db', 'web'], []]);
    expect(reach('full-vm-type-2', 2)).toEqual(EVERYONE);
  });

  it('names what was crossed and what still stands', () => {
    const blast = blastRadius(four('microvm'), 'escape', 'a-1');
    expect(blast?.boundary).toBe('hardware virtualization');
    expect(blast?.layer).toBe('Monitor');
    expect(blast?.spared[0]?.reason).toBe('is behind one more boundary: the monitor’s jail');
  });
});
