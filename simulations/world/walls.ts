/**
 * The boundaries between a sandbox and the machine under it, from the inside out, read off its stack. One exploit crosses
 * one of them; where a technology has two, the second still stands (facts sec.cve.runc: a container's one; sec.cve.venom:
 * a VM's emulated device; sec.cve.dirtypipe: a shared kernel is everybody's).
 */
import type { LayerId } from '../technologies/layers';
import type { StackLayer, Technology } from '../technologies/technology';

export interface Wall {
  readonly name: string;
  /** The layer on which one stands behind it. */
  readonly reaches: StackLayer;
  /** Who stands there controls the machine. */
  readonly controlsHost: boolean;
}

/** Never empty: every sandbox has a boundary. */
export function wallsOf(technology: Technology): readonly Wall[] {
  const find = (id: LayerId, scope: StackLayer['scope']): StackLayer | undefined =>
    technology.stack.find((layer) => layer.layer === id && layer.scope === scope);
  const hostKernel = find('hk', 'shared');
  const hypervisor = find('hv', 'shared');
  const monitor = find('hv', 'own');
  const guest = find('go', 'own');
  const engine = find('ce', 'shared');
  const runtime = find('fn', 'shared');
  const walls: Wall[] = [];
  const wall = (name: string, reaches: StackLayer | undefined, controlsHost: boolean): void => {
    if (reaches !== undefined) walls.push({ name, reaches, controlsHost });
  };
  if (runtime !== undefined) {
    wall('the language runtime', runtime, false);
    wall('the runtime’s process sandbox', hostKernel, true);
    return walls;
  }
  if (guest !== undefined && engine !== undefined) {
    const isUserSpace = guest.name.toLowerCase().includes('user-space');
    if (isUserSpace) {
      wall('the user-space kernel', guest, false);
      wall('the host kernel’s filter of system calls', hostKernel, true);
    } else {
      wall('namespaces and capabilities in the guest', guest, false);
      wall('hardware virtualization', hostKernel, true);
    }
    return walls;
  }
  if (monitor !== undefined) {
    wall('hardware virtualization', monitor, false);
    wall('the monitor’s jail', hostKernel, true);
    return walls;
  }
  if (guest !== undefined && hypervisor !== undefined) {
    wall('the hypervisor', hypervisor, hostKernel === undefined);
    wall('the host OS: users and processes', hostKernel, true);
    return walls;
  }
  wall(
    engine === undefined
      ? 'the process: address space and user'
      : 'the host kernel: namespaces, capabilities, filters',
    hostKernel ?? technology.stack[0],
    true,
  );
  return walls;
}
