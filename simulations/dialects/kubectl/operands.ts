/** What fits behind a kubectl command, for completion. */
import type { Frame } from '../../lab/frame';
import { nodesOf, workloadsOf } from './cluster';

const TYPES = [
  'pods',
  'deployments',
  'services',
  'replicasets',
  'hpa',
  'nodes',
  'events',
  'namespaces',
  'all',
];

export const podNames = (frame: Frame): readonly string[] =>
  workloadsOf(frame).flatMap((workload) => workload.pods.map((pod) => pod.name));

export const deploymentNames = (frame: Frame): readonly string[] =>
  workloadsOf(frame).map(({ name }) => name);

export const deploymentPaths = (frame: Frame): readonly string[] =>
  deploymentNames(frame).map((name) => `deployment/${name}`);

/** Types first, then names; `slashes` = also `pod/api-1`. */
export function operandsOf(frame: Frame, position: number, slashes: boolean): readonly string[] {
  if (position === 0) return slashes ? [...TYPES, ...deploymentPaths(frame)] : TYPES;
  return [...podNames(frame), ...deploymentNames(frame), ...nodesOf(frame).map((node) => node.name)];
}
