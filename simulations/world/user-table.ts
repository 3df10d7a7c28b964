/** The users of a closed loop as plain columns: one row a user and deployment, for each deployment goes its own pace. */
import { openStream, type RandomStream } from '../random/streams';
import { newFamilies, type DemandFamilies } from './demands';
import type { Model, WorkloadModel } from './model';

/** The workload has no intensity: the user does nothing until it has. */
export const ASLEEP = 0;
export const THINKING = 1;
/** The request is on its way. */
export const WAITING = 2;

export interface Users {
  readonly count: number;
  /** By deployment, then by user. */
  readonly states: Uint8Array;
  /** Requests that the user has made in the deployment. */
  readonly made: Float64Array;
  /** Families of streams: draw k of user u is the same in every deployment. */
  readonly think: RandomStream;
  readonly families: DemandFamilies;
}

export function newUsers(model: Model, workload: WorkloadModel): Users | null {
  const { arrivals } = workload;
  if (arrivals.kind !== 'closed-loop') return null;
  const rows = arrivals.users * model.deployments.length;
  return {
    count: arrivals.users,
    states: new Uint8Array(rows),
    made: new Float64Array(rows),
    think: openStream(model.seed, `${workload.id}/user/think`),
    families: newFamilies(model, `${workload.id}/user`),
  };
}
