/** The limits that hold in a deployment, for whoever enforces them. */
import type { LimitProfile } from '../profiles/profile';
import type { Model } from './model';

/** The profile of limits of a deployment; null where nobody limits anything. */
export const limitsOf = (model: Model, deployment: number): LimitProfile | null =>
  model.deployments[deployment]?.limits ?? null;
