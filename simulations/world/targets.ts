/** What a fault is aimed at, checked: a host or a sandbox that has the layer which is to fail. */
import { nearestName } from '../base/catalogue';
import { fail, ok, printable, type LabError, type Outcome } from '../base/errors';
import { parseQuantity } from '../base/quantity';
import { FAULT_IDS, faultKind, type FaultId, type FaultKind } from '../technologies/fault-kinds';
import type { Technology } from '../technologies/technology';
import { failingLayer } from './blast';
import { memberRows } from './members';
import { poolModel } from './pools';
import { aliveRows } from './rows';
import { DEAD, RUNNING, STOPPED, type World } from './world';

export interface FaultOrder {
  readonly kind: FaultId;
  /** As people name it. */
  readonly target: string;
  readonly host: number;
  /** -1 where a host is hit. */
  readonly row: number;
  readonly strength: number;
  /** Infinity = until it is repaired; 0 = over at once. */
  readonly lastsMicros: number;
  /** The entry of the scenario from which it came; -1 = none. */
  readonly entry: number;
}

export interface OrderWords {
  readonly kind: FaultId;
  readonly target: string;
  readonly lastsMicros?: number | undefined;
  readonly by?: string | number | undefined;
  readonly entry?: number;
}

export const technologyOfRow = (world: World, row: number): Technology =>
  poolModel(world, world.sandboxes.pool[row] as number).technology;

/** The technologies whose sandboxes may stand on a host. */
export const technologiesOn = (world: World, host: number): readonly Technology[] => [
  ...new Set(
    world.model.pools.filter((pool) => pool.hosts.includes(host)).map(({ technology }) => technology),
  ),
];

/** Sandboxes of a host that start, run or stop; -1 = of all hosts that the scenario does not name. */
export const rowsOn = (world: World, host: number): readonly number[] =>
  aliveRows(world.sandboxes).filter((row) => {
    const state = world.sandboxes.state[row];
    return world.sandboxes.host[row] === host && state !== STOPPED && state !== DEAD;
  });

export function nameOfRow(world: World, row: number): string {
  const pool = poolModel(world, world.sandboxes.pool[row] as number);
  return `${pool.sandboxName}-${world.sandboxes.serial[row]}`;
}

/** The row of a sandbox by its name; -1 = there is none. */
export function rowNamed(world: World, name: string): number {
  for (const pool of world.model.pools) {
    if (!name.startsWith(`${pool.sandboxName}-`)) continue;
    const serial = Number(name.slice(pool.sandboxName.length + 1));
    const members = world.pools[pool.index]?.members;
    const row = members && memberRows(members).find((one) => world.sandboxes.serial[one] === serial);
    if (row !== undefined) return row;
  }
  return -1;
}

const refuse = (
  code: LabError['code'],
  message: string,
  hint?: string,
): { readonly ok: false; readonly error: LabError } =>
  fail({ code, message, ...(hint !== undefined && { hint }) });

/** An order that can be carried out now, or why it cannot. */
export function orderFor(world: World, words: OrderWords): Outcome<FaultOrder, LabError> {
  const kind = faultKind(words.kind);
  const host = world.model.hosts.findIndex(({ id }) => id === words.target);
  const row = host >= 0 ? -1 : rowNamed(world, words.target);
  if (host < 0 && row < 0) return unknownTarget(world, kind, words.target);
  const strength = strengthOf(kind, words.by);
  if (!strength.ok) return strength;
  if (words.lastsMicros !== undefined && kind.lastsMicros === 0)
    return refuse('bad-arguments', `a ${kind.label.toLowerCase()} is over at once`, 'leave --for out');
  const wrong = host >= 0 ? wrongHost(world, kind, host) : wrongSandbox(world, kind, row);
  if (wrong !== undefined) return refuse('not-possible', `${words.target}: ${wrong}`);
  return ok({
    kind: kind.id,
    target: words.target,
    host: host >= 0 ? host : (world.sandboxes.host[row] as number),
    row,
    strength: strength.value,
    lastsMicros: words.lastsMicros ?? kind.lastsMicros,
    entry: words.entry ?? -1,
  });
}

function unknownTarget(world: World, kind: FaultKind, target: string): Outcome<FaultOrder, LabError> {
  const hosts = world.model.hosts.map(({ id }) => id);
  const sandboxes = world.pools
    .flatMap((pool) => memberRows(pool.members).slice(0, 200))
    .map((row) => nameOfRow(world, row));
  const names = kind.hits === 'host' ? hosts : kind.hits === 'sandbox' ? sandboxes : [...hosts, ...sandboxes];
  const nearest = nearestName(target, names);
  return refuse(
    'not-found',
    `no ${kind.hits} "${printable(target)}"`,
    nearest === undefined ? `one of ${names.slice(0, 12).join(', ')}` : `did you mean "${nearest}"?`,
  );
}

/** How strong a fault is: as it is written, else what its kind says; in the unit of the kind. */
export function strengthOf(kind: FaultKind, by: string | number | undefined): Outcome<number, LabError> {
  if (kind.strength === null)
    return by === undefined
      ? ok(0)
      : refuse('bad-arguments', `a ${kind.label.toLowerCase()} has no strength`, 'leave --by out');
  if (by === undefined) return ok(kind.strength.value);
  const parsed = parseQuantity(by, kind.strength.kind);
  if (!parsed.ok) return refuse('bad-arguments', `${kind.label}: expected ${parsed.error}`);
  const isFine = parsed.value > 0 && (kind.strength.kind !== 'fraction' || parsed.value < 1);
  return isFine
    ? parsed
    : refuse(
        'bad-arguments',
        `${kind.label}: expected ${kind.strength.kind === 'fraction' ? 'more than 0 % and less than 100 %' : 'more than nothing'}`,
      );
}

function wrongHost(world: World, kind: FaultKind, host: number): string | undefined {
  if (kind.hits === 'sandbox') return 'it is a host: name one of its sandboxes';
  if ((world.hosts[host]?.lostAt ?? -1) >= 0) return 'it is down already';
  if (kind.id === 'host-loss' || kind.id.startsWith('network') || kind.id === 'slow-disk') return undefined;
  const reasons = technologiesOn(world, host).map((technology) => failingLayer(technology, kind.id, true));
  if (reasons.some((reason) => typeof reason !== 'string')) return undefined;
  const [first] = reasons;
  return typeof first === 'string' ? first : 'nothing stands on it';
}

function wrongSandbox(world: World, kind: FaultKind, row: number): string | undefined {
  const host = world.model.hosts[world.sandboxes.host[row] as number];
  if (kind.hits === 'host')
    return host === undefined
      ? 'its host is not part of the scenario'
      : `it is a sandbox: name its host, ${host.id}`;
  const state = world.sandboxes.state[row];
  if (state === STOPPED || state === DEAD) return 'it does not run';
  const failing = failingLayer(technologyOfRow(world, row), kind.id, false);
  if (typeof failing === 'string') return failing;
  if (kind.id !== 'noisy-neighbour' && kind.id !== 'memory-leak') return undefined;
  if (host === undefined) return 'its host is not part of the scenario';
  if (state !== RUNNING) return 'it does not run yet';
  const id = kind.id;
  return world.faults.active.some((fault) => fault.row === row && FAULT_IDS[fault.kind] === id)
    ? 'it does so already'
    : undefined;
}
