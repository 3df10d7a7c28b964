/** What a deployment is called where several stand side by side. */
import { technologyOf } from '../technologies/catalogue';
import type { DeploymentFrame } from './frame';

/** By its technology; where that does not tell it from another, by its own id too: "Containers, tandem". */
export function deploymentName(
  { id, technology }: Pick<DeploymentFrame, 'id' | 'technology'>,
  all: readonly Pick<DeploymentFrame, 'technology'>[],
): string {
  const { plural } = technologyOf(technology);
  return all.filter((other) => other.technology === technology).length > 1 ? `${plural}, ${id}` : plural;
}
