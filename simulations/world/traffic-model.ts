/** What moves between the parts of an application besides calls: managed services, what is written to them, triggers. */
import type { RetryPolicy } from '../policies/retry';
import type { Distribution } from '../random/distributions';
import type { SERVICE_KINDS } from '../scenario/schema/service';

export type ServiceKind = (typeof SERVICE_KINDS)[number];

export interface ServiceModel {
  readonly index: number;
  readonly id: string;
  readonly kind: ServiceKind;
  readonly latency: Distribution;
  /** Infinity = no limit. */
  readonly perSecond: number;
  readonly whenBusy: 'queued' | 'throttled';
  readonly burst: number;
  readonly queueLimit: number;
  readonly timeoutMicros: number;
  readonly retries: RetryPolicy;
}

/** A write, or an invocation, that follows a call of a route: decided when the request arrives, the same everywhere. */
export interface EmissionModel {
  /** Its number among all of the scenario. */
  readonly index: number;
  /** The service that is written to; -1 = a trigger is invoked at once. */
  readonly service: number;
  readonly trigger: number;
  /** Where only one function of a component writes. */
  readonly functionId: string | null;
  readonly component: number;
  readonly fraction: number;
  readonly objects: number;
}

/** In a route, an emission has a place for its demand: the latency of the write, -1 = none this time. */
export interface PlacedEmission {
  readonly of: EmissionModel;
  readonly demand: number;
}

export type TriggerKind = 'schedule' | 'object-store' | 'queue' | 'http' | 'component';

export interface TriggerModel {
  readonly index: number;
  readonly id: string;
  readonly kind: TriggerKind;
  readonly functionId: string;
  /** The callable thing that it invokes, and the route that does so. */
  readonly component: number;
  readonly route: number;
  /** The service that it listens to; -1 = none. */
  readonly service: number;
  readonly everyMicros: number;
  readonly offsetMicros: number;
  readonly batch: number;
  readonly windowMicros: number;
  readonly retries: RetryPolicy;
}
