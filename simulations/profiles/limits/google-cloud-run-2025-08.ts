import { GIB, MIB } from '../../base/quantity';
import { assumed, published } from '../../technologies/basis';
import { defineLimits, limit, MB, MINUTE } from '../profile';

const QUOTAS = published('faas.google.quotas');

/** Cloud Run functions, 2nd generation: a container behind the scenes, several requests in one instance. */
export const googleCloudRun202508 = defineLimits({
  id: 'google-cloud-run-2025-08',
  order: 3,
  label: 'Google Cloud Run functions, August 2025',
  provider: 'Google Cloud',
  date: '2025-08',
  runtimes: {
    names: ['nodejs', 'python', 'go', 'java', 'dotnet', 'ruby', 'php'],
    basis: assumed('the languages of the documentation in 2025'),
  },
  packageBytes: limit('deployment size, compressed', 100 * MB, QUOTAS),
  unpackedBytes: limit('deployment size, uncompressed', 500 * MB, QUOTAS),
  imageBytes: null,
  memoryMin: limit('function memory, least', 128 * MIB, assumed()),
  memoryMax: limit('function memory', 32 * GIB, QUOTAS),
  memoryStep: limit('function memory, step', MIB, assumed()),
  timeoutMax: limit('request timeout', 60 * MINUTE, assumed('HTTP functions; 9 minutes for events')),
  payloadBytes: limit('HTTP request size', 32 * MB, QUOTAS),
  // Files live in memory: there is no disk to run out of before the memory does.
  storageDefault: null,
  storageMax: null,
  accountConcurrency: null,
  instanceConcurrency: limit('requests at once in an instance', 1000, published('faas.cloudrun.concurrency')),
  instancesMax: limit('instances, default maximum', 100, published('faas.cloudrun.maxinstances')),
  scaling: null,
  recursion: null,
});
