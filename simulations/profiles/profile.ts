/**
 * What a provider allows and what it asks for it, as dated profiles: a limit or a price is a fact of one day, so it stands
 * in a file with a date and a source, and a scenario names the file. Never a constant in code.
 */
import type { Entry } from '../base/catalogue';
import type { Basis } from '../technologies/basis';

export interface Limit {
  /** As the provider calls it; a refusal quotes it. */
  readonly name: string;
  /** Bytes, microseconds or a count. */
  readonly value: number;
  readonly basis: Basis;
}

export interface Profile extends Entry {
  readonly label: string;
  readonly provider: string;
  /** Year and month (and day) of the newest figure in it. */
  readonly date: string;
}

/** Null: the provider does not limit it. */
export interface LimitProfile extends Profile {
  /** Languages by the beginning of the runtime's name; null = whatever an image holds. */
  readonly runtimes: {
    readonly names: readonly string[];
    /** Its identifiers, where the provider takes no other. */
    readonly identifiers?: readonly string[];
    readonly basis: Basis;
  } | null;
  /** A package as it is uploaded, unpacked, and as a container image. */
  readonly packageBytes: Limit | null;
  readonly unpackedBytes: Limit | null;
  readonly imageBytes: Limit | null;
  readonly memoryMin: Limit;
  readonly memoryMax: Limit;
  readonly memoryStep: Limit;
  readonly timeoutMax: Limit | null;
  readonly payloadBytes: Limit | null;
  /** Local files of an instance: what it has where nothing is stated, and the most. */
  readonly storageDefault: Limit | null;
  readonly storageMax: Limit | null;
  /** Requests in service at once: over all functions, and in one instance. */
  readonly accountConcurrency: Limit | null;
  /** What must stay of it for functions that reserve nothing. */
  readonly leastUnreserved?: Limit;
  /** Environment variables of a function. */
  readonly environmentBytes?: Limit;
  readonly instanceConcurrency: Limit;
  /** Instances of one function. */
  readonly instancesMax: Limit | null;
  /** New instances of one function in a period. */
  readonly scaling: { readonly instances: Limit; readonly perMicros: number } | null;
  /** Invocations in one chain. */
  readonly recursion: Limit | null;
}

export interface Price {
  readonly value: number;
  readonly basis: Basis;
}

/** In the currency's unit per vCPU-hour, GiB-hour, GiB-second, request; null = not sold in this way. */
export interface PriceProfile extends Profile {
  readonly currency: string;
  /** A rented VM. */
  readonly instanceVcpuHour: Price;
  /** A container that is given a share of CPU and memory. */
  readonly containerVcpuHour: Price;
  readonly containerGbHour: Price;
  readonly functionRequest: Price;
  readonly functionGbSecond: Price;
  readonly functionVcpuSecond: Price | null;
  readonly httpRequest: Price;
  /** By kind of managed service: a request or write, and an hour of having it. */
  readonly services: Readonly<
    Record<'database' | 'auth' | 'object-store' | 'queue', { readonly request: Price; readonly hour: Price }>
  >;
  /** A month's use that is not billed; counted only where the scenario says so. */
  readonly free: { readonly requests: number; readonly gbSeconds: number; readonly basis: Basis } | null;
}

export const limit = (name: string, value: number, basis: Basis): Limit => ({ name, value, basis });
export const price = (value: number, basis: Basis): Price => ({ value, basis });

export const defineLimits = <const T extends LimitProfile>(profile: T): T => profile;
export const definePrices = <const T extends PriceProfile>(profile: T): T => profile;

export const MB = 1e6;
export const SECOND = 1_000_000;
export const MINUTE = 60 * SECOND;
