/** What a kind of notice is: its number, and the sentence that is made of one. */
import type { HostModel, Model, PoolModel } from './model';

export interface Notice {
  readonly sequence: number;
  readonly atMicros: number;
  readonly kind: number;
  readonly pool: number;
  readonly serial: number;
  readonly value: number;
  readonly extra: number;
  readonly cause: number;
}

export interface NoticeKind {
  readonly interesting: boolean;
  readonly caption: (pool: PoolModel, name: string, notice: Notice, model: Model) => string;
  /** For what may be about a host: `pool` is -1 - its index. */
  readonly ofHost?: (host: HostModel, notice: Notice) => string;
}

export interface NumberedKind extends NoticeKind {
  readonly code: number;
}

/** A kind whose notices are about a pool or a sandbox. */
export function kind(code: number, interesting: boolean, caption: NoticeKind['caption']): NumberedKind {
  return { code, interesting, caption };
}
