/** What virsh knows of a domain: its number, state and size; and what commands about one domain share. */
import { printable } from '../../base/errors';
import type { HostFrame, SandboxFrame, SandboxState } from '../../lab/frame';
import {
  error,
  flag,
  type Arguments,
  type Context,
  type Flag,
  type Intent,
  type Subcommand,
} from '../dialect';
import { domainsOf, longId, poolOf, virshHosts } from '../objects';

/** A VM as libvirt defines it. */
export interface Domain {
  readonly sandbox: SandboxFrame;
  readonly host: HostFrame;
  /** Its number since it was started; null while it is shut off. */
  readonly number: number | null;
  readonly uuid: string;
  readonly vcpus: number;
  /** Assigned to it, and touched by it, in bytes. */
  readonly memoryBytes: number;
  readonly touchedBytes: number;
}

/** The states in which a domain is active for libvirt. */
export const isActive = (sandbox: SandboxFrame): boolean =>
  sandbox.state !== 'stopped' && sandbox.state !== 'failed';

/** As `virsh list` names the states. A guest that still boots is running. */
export function stateOf(state: SandboxState): string {
  switch (state) {
    case 'stopped':
    // By default libvirt takes a crashed guest off (on_crash=destroy).
    case 'failed':
      return 'shut off';
    case 'stopping':
      return 'in shutdown';
    case 'paused':
      return 'paused';
    case 'starting':
    case 'running':
    case 'idle':
      return 'running';
  }
}

/** libvirt's numbers of the states, for domstats. */
export function stateNumber(state: SandboxState): number {
  switch (state) {
    case 'starting':
    case 'running':
    case 'idle':
      return 1;
    case 'paused':
      return 3;
    case 'stopping':
      return 4;
    case 'stopped':
    case 'failed':
      return 5;
  }
}

/** `-c qemu+ssh://HOST/system`: the host that it names; null = none is named. */
export const hostOfUri = (uri: string | undefined): string | null =>
  /^[a-z]+(?:\+[a-z]+)?:\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\//.exec(uri ?? '')?.[1] ?? null;

export const uriOf = (host: string): string => `qemu+ssh://${host}/system`;

/** The hosts that virsh speaks to: the one it is typed on, the one that `--connect` names, or all of them. */
export function hostsAt(args: Arguments, { frame, place }: Context): readonly HostFrame[] {
  const named = hostOfUri(args.value('connect')) ?? (place.kind === 'host' ? place.id : null);
  return virshHosts(frame).filter((host) => named === null || host.id === named);
}

export function domainsAt(args: Arguments, context: Context): readonly Domain[] {
  return hostsAt(args, context).flatMap((host) =>
    host.sandboxes.map((sandbox) => domainOf(sandbox, host, context)),
  );
}

function domainOf(sandbox: SandboxFrame, host: HostFrame, context: Context): Domain {
  const pool = poolOf(context, sandbox);
  const touchedBytes = sandbox.memory.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    sandbox,
    host,
    number: isActive(sandbox) ? numberOf(sandbox, host, context) : null,
    uuid: uuidOf(sandbox.id),
    vcpus: pool?.vcpus ?? 1,
    memoryBytes: touchedBytes + sandbox.reservedBytes,
    touchedBytes,
  };
}

/** Numbers are given in the order of starts on a host: first what was up at the beginning, then start by start. */
function numberOf(sandbox: SandboxFrame, host: HostFrame, { frame, world }: Context): number {
  const first = world.model.pools
    .filter((pool) => world.model.deployments[pool.deployment]?.id === host.deployment)
    .flatMap((pool) => Array.from({ length: pool.replicas }, (_, i) => `${pool.sandboxName}-${i + 1}`));
  const deployment = frame.deployments.find(({ id }) => id === host.deployment);
  const starts = deployment?.starts.map((start) => start.sandbox) ?? [];
  return [...first, ...starts].lastIndexOf(sandbox.id) + 1;
}

export function uuidOf(name: string): string {
  const hex = longId(`domain/${name}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const kib = (bytes: number): string => String(Math.round(bytes / 1024));

export const DOMAIN: Flag = flag('domain', 'domain name, id or uuid', {
  value: 'domain',
  names: (frame) => domainsOf(frame).map((d) => d.id),
});

/** Options of a command that may also stand in order, as in `virsh migrate web-1 qemu+ssh://…`. */
export function inOrder(args: Arguments, names: readonly string[]): ReadonlyMap<string, string> | Intent {
  const values = new Map<string, string>();
  const rest = [...args.rest];
  for (const name of names) {
    const value = args.value(name) ?? rest.shift();
    if (value !== undefined) values.set(name, value);
  }
  const [extra] = rest;
  return extra === undefined ? values : error(1, `error: unexpected data '${printable(extra, 60)}'`);
}

export const isIntent = (value: object): value is Intent => 'exitCode' in value;

/** virsh ends what it prints with an empty line, unless it is to be quiet. */
export const spaced = (args: Arguments, lines: readonly string[]): readonly string[] =>
  args.has('quiet') ? lines : [...lines, ''];

export const said = (args: Arguments, ...lines: readonly string[]): Intent => ({ out: spaced(args, lines) });

export const failed = (args: Arguments, ...err: readonly string[]): Intent => ({
  err,
  out: spaced(args, []),
  exitCode: 1,
});

export const notRunning = (args: Arguments, doing: string, name: string): Intent =>
  failed(
    args,
    `error: Failed to ${doing} domain '${name}'`,
    'error: Requested operation is not valid: domain is not running',
  );

/** The domain that a command names by name, number or uuid; otherwise what virsh says to it. */
export function wantedDomain(
  args: Arguments,
  context: Context,
  subcommand: Pick<Subcommand, 'words'>,
  names: readonly string[] = ['domain'],
): Domain | Intent {
  const given = inOrder(args, names);
  if (isIntent(given)) return given;
  const values = given as ReadonlyMap<string, string>;
  const missing = names.find((name) => !values.has(name));
  if (missing !== undefined) return requires(subcommand, missing);
  const wanted = values.get('domain') ?? '';
  const found = domainsAt(args, context).find(
    ({ sandbox, number, uuid }) => sandbox.id === wanted || String(number) === wanted || uuid === wanted,
  );
  return found ?? failed(args, `error: failed to get domain '${printable(wanted, 80)}'`);
}

/** What a command about one domain answers. */
export function withDomain(
  args: Arguments,
  context: Context,
  subcommand: Pick<Subcommand, 'words'>,
  answer: (domain: Domain) => Intent,
  names: readonly string[] = ['domain'],
): Intent {
  const found = wantedDomain(args, context, subcommand, names);
  return isIntent(found) ? found : answer(found as Domain);
}

export const requires = ({ words }: Pick<Subcommand, 'words'>, option: string): Intent =>
  error(1, `error: command '${words.slice(1).join(' ')}' requires <${option}> option`);
