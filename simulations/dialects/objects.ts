/** Things by the names that tools give them: containers, VMs, functions, and the ids that follow from names. */
import { digestOfText } from '../base/digest';
import type { DeploymentFrame, Frame, HostFrame, SandboxFrame } from '../lab/frame';
import type { PoolModel } from '../world/model';
import { technologyOf } from '../technologies/catalogue';
import type { Technology } from '../technologies/technology';
import type { Context } from './dialect';

const managed = (frame: Frame, tool: Technology['tool']): readonly HostFrame[] =>
  frame.hosts.filter((host) => technologyOf(host.technology).tool === tool);

export const hostsOf = managed;

/** Hosts whose containers docker manages. */
export const dockerHosts = (frame: Frame): readonly HostFrame[] => managed(frame, 'docker');
export const virshHosts = (frame: Frame): readonly HostFrame[] => managed(frame, 'virsh');

export const containersOf = (frame: Frame): readonly SandboxFrame[] =>
  dockerHosts(frame).flatMap((host) => host.sandboxes);
export const domainsOf = (frame: Frame): readonly SandboxFrame[] =>
  virshHosts(frame).flatMap((host) => host.sandboxes);

export const deploymentsOf = (frame: Frame, tool: Technology['tool']): readonly DeploymentFrame[] =>
  frame.deployments.filter((deployment) => technologyOf(deployment.technology).tool === tool);

/** Sixty-four hexadecimal digits, the same for the same name; tools show the first twelve. */
export function longId(name: string): string {
  return [0, 1, 2, 3].map((part) => digestOfText(`${name}/${part}`)).join('');
}
export const shortId = (name: string): string => longId(name).slice(0, 12);
export const containerId = shortId;

/** A container by name, by id, or by the beginning of its id where only one begins so. */
export function findContainer(containers: readonly SandboxFrame[], wanted: string): SandboxFrame | undefined {
  const named = containers.find((c) => c.id === wanted);
  if (named !== undefined) return named;
  const begins = /^[0-9a-f]{2,64}$/.test(wanted)
    ? containers.filter((c) => longId(c.id).startsWith(wanted))
    : [];
  return begins.length === 1 ? begins[0] : undefined;
}

export const componentImage = (component: string, image: string | undefined): string =>
  image ?? `${component}:latest`;

/** The pool that a sandbox belongs to: how its deployment runs its component. */
export const poolOf = (
  { world }: Pick<Context, 'world'>,
  { deployment, component }: { readonly deployment: string; readonly component: string },
): PoolModel | undefined =>
  world.model.pools.find(
    (pool) => pool.component === component && world.model.deployments[pool.deployment]?.id === deployment,
  );
