import { MIB } from '../../base/quantity';
import { assumed, published } from '../../technologies/basis';
import { defineLimits, limit, MB, MINUTE, SECOND } from '../profile';

const LIMITS = published('faas.azure.limits.2023');

/** Azure Functions, Consumption plan on Windows. The plan sizes instances itself: nobody chooses their memory. */
export const azureFunctions202305 = defineLimits({
  id: 'azure-functions-2023-05',
  order: 2,
  label: 'Azure Functions Consumption, May 2023',
  provider: 'Azure',
  date: '2023-05',
  runtimes: {
    names: ['dotnet', 'nodejs', 'node', 'python', 'java', 'powershell', 'custom'],
    basis: assumed('the languages of the documentation in 2023'),
  },
  packageBytes: null,
  unpackedBytes: null,
  imageBytes: limit('container image (not in the Consumption plan)', 0, assumed('other plans take images')),
  memoryMin: limit('memory, least', 128 * MIB, assumed('the least that is billed')),
  memoryMax: limit('memory of an instance', 1536 * MIB, LIMITS),
  memoryStep: limit('memory, step', 128 * MIB, assumed('the step of the bill')),
  timeoutMax: limit('function timeout', 10 * MINUTE, LIMITS),
  payloadBytes: limit('request size', 100 * MB, LIMITS),
  storageDefault: limit('local storage', 500 * MB, assumed('the temporary disk of an instance')),
  storageMax: limit('local storage', 500 * MB, assumed('the temporary disk of an instance')),
  accountConcurrency: null,
  instanceConcurrency: limit(
    'requests at once in an instance',
    100,
    assumed('the default of the host for HTTP'),
  ),
  instancesMax: limit('instances of a function app', 200, LIMITS),
  scaling: {
    instances: limit('new instances for HTTP', 1, published('faas.azure.scale')),
    perMicros: SECOND,
  },
  recursion: null,
});
