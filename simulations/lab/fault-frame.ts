/** The faults that are going on, as a view sees them, with what each affects. */
import { FAULT_KINDS, faultKind, type FaultId } from '../technologies/fault-kinds';
import { technologyOf } from '../technologies/catalogue';
import { blastRadius, type Blast, type Standing } from '../world/blast';
import { standings } from '../world/standings';
import type { World } from '../world/world';
import type { HostFrame } from './frame';

export type { Affected, Blast, Effect } from '../world/blast';

export interface FaultFrame {
  readonly kind: FaultId;
  readonly label: string;
  /** A host or a sandbox. */
  readonly target: string;
  readonly sinceMicros: number;
  /** When it ends by itself; absent where somebody must repair it. */
  readonly untilMicros?: number;
  /** Whom it affects and why; absent where the machine is down and nothing stands on it. */
  readonly blast?: Blast;
}

export function faultFrames(world: World): readonly FaultFrame[] {
  if (world.faults.active.length === 0) return [];
  const all = standings(world);
  return world.faults.active.flatMap((fault) => {
    const kind = FAULT_KINDS[fault.kind];
    if (kind === undefined) return [];
    const blast = blastRadius(all, kind.id, fault.target, fault.strength);
    return [
      {
        kind: kind.id,
        label: kind.label,
        target: fault.target,
        sinceMicros: fault.startedMicros,
        ...(fault.endsMicros !== Infinity && { untilMicros: fault.endsMicros }),
        ...(blast !== undefined && { blast }),
      },
    ];
  });
}

/** The sandboxes of a frame as `blastRadius` asks for them: "what would fall?" without touching the run. */
export const standingsOf = (hosts: readonly HostFrame[]): readonly Standing[] =>
  hosts.flatMap((host) =>
    host.sandboxes
      .filter(({ state }) => state !== 'stopped' && state !== 'failed')
      .map((sandbox) => ({
        id: sandbox.id,
        host: sandbox.host,
        deployment: sandbox.deployment,
        component: sandbox.component,
        technology: technologyOf(sandbox.technology),
      })),
  );

/** Whom a fault would affect now, had it happened: nothing is touched. Absent where the target has no such layer. */
export const supposeFault = (
  { hosts }: { readonly hosts: readonly HostFrame[] },
  kind: FaultId,
  target: string,
): Blast | undefined => blastRadius(standingsOf(hosts), kind, target, faultKind(kind).strength?.value ?? 1);
