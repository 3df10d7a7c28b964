/** The state of a host: what it shares, what it holds, what it fetches. */
import { newBitset, type Bitset } from '../base/bitset';
import { newFairShare, type FairShare } from '../engine/fair-share';
import { openStream, type RandomStream } from '../random/streams';
import { newTimeWeighted, type TimeWeighted } from '../statistics/tally';
import type { HostModel } from './model';

export interface HostState {
  takenBytes: number;
  /** Cores that what runs could use at once. */
  cpuDemand: number;
  /** Cores that are at work: what is demanded, up to what there is. */
  readonly coresUsed: TimeWeighted;
  /** The cores as a fair share, since the first time that they did not suffice. */
  cores: FairShare | null;
  readonly disk: FairShare;
  readonly network: FairShare;
  /** Sandboxes that hold memory, and what they hold together (`memory.ts`). */
  residents: number;
  heldBytes: number;
  /** What equal pages of its guests save, and what guests could give back; guests by kind. */
  sharedBytes: number;
  balloonableBytes: number;
  readonly guests: Record<string, number>;
  memoryStage: number;
  vcpus: number;
  /** What it has of each layer of an image, and what it fetches. */
  layers: Uint8Array;
  readonly pulls: {
    /** Layers to be fetched, in order; layers that come over the network now. */
    queue: number[];
    active: number;
    /** Sandboxes whose image is not complete. */
    waiting: number[];
  };
  /** Starts whose toolstack works for one after another, the one at work first. */
  turn: number[];
  /** Places on the floor that were given up, and how many were ever used. */
  freeSlots: Bitset;
  slots: number;
  /** Sandboxes that stand on it, stopped ones included. */
  occupied: number;
  /** When it was lost; -1 = it is there. An older mark voids what was planned for its loss. */
  lostAt: number;
  lossMark: number;
  /** How many faults and orders keep anything from being started there; what runs goes on. */
  closed: number;
  /** Nothing new is placed there; what stands there may be started again. */
  cordoned: boolean;
  readonly lossStream: RandomStream;
  /** Label and need of the last sandbox that found no room; cleared when one finds room. */
  noRoom: { label: string; neededBytes: number; freeBytes: number } | null;
}

export const newHost = (host: HostModel, seed: number, layers: number): HostState => ({
  takenBytes: 0,
  cpuDemand: 0,
  coresUsed: newTimeWeighted(0),
  cores: null,
  disk: newFairShare(host.diskBytesPerSecond, 0),
  network: newFairShare(host.networkBytesPerSecond, 0),
  residents: 0,
  heldBytes: 0,
  sharedBytes: 0,
  balloonableBytes: 0,
  guests: {},
  memoryStage: 0,
  vcpus: 0,
  layers: new Uint8Array(layers),
  pulls: { queue: [], active: 0, waiting: [] },
  turn: [],
  freeSlots: newBitset(64),
  slots: 0,
  occupied: 0,
  lostAt: -1,
  lossMark: 0,
  closed: 0,
  cordoned: false,
  lossStream: openStream(seed, `${host.id}/packet-loss`),
  noRoom: null,
});
