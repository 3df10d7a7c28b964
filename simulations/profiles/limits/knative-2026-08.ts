import { GIB, MIB } from '../../base/quantity';
import { assumed, published } from '../../technologies/basis';
import { defineLimits, limit, SECOND } from '../profile';

const LIMITS = published('knative.limits');

/** Knative Serving on machines of one's own, as installed: what the hosts cannot hold is the other limit. */
export const knative202608 = defineLimits({
  id: 'knative-2026-08',
  order: 4,
  label: 'Knative Serving, self-hosted, August 2026',
  provider: 'self-hosted',
  date: '2026-08',
  runtimes: null,
  packageBytes: null,
  unpackedBytes: null,
  imageBytes: null,
  memoryMin: limit('container memory, least', 4 * MIB, assumed('what a container needs to start')),
  memoryMax: limit('container memory', 1024 * GIB, assumed('a whole machine')),
  memoryStep: limit('container memory, step', 1, assumed()),
  timeoutMax: limit('max-revision-timeout-seconds', 600 * SECOND, LIMITS),
  payloadBytes: null,
  storageDefault: null,
  storageMax: null,
  accountConcurrency: null,
  instanceConcurrency: limit('container-concurrency', 1000, LIMITS),
  instancesMax: null,
  scaling: null,
  recursion: null,
});
