import { MIB } from '../../base/quantity';
import { assumed, published } from '../../technologies/basis';
import { defineLimits, limit, MB, SECOND } from '../profile';

const PACKAGE = published('faas.lambda.package');
const MEMORY = published('faas.lambda.memory', 'its MB are taken as MiB, as the billing does');

/** AWS Lambda, on-demand functions in one region. Quotas of 2022, scaling of 2025, runtimes of August 2026. */
export const awsLambda202608 = defineLimits({
  id: 'aws-lambda-2026-08',
  order: 1,
  label: 'AWS Lambda, August 2026',
  provider: 'AWS',
  date: '2026-08',
  runtimes: {
    names: ['nodejs', 'python', 'java', 'dotnet', 'ruby', 'provided', 'go', 'rust'],
    identifiers: (
      'nodejs24.x nodejs22.x nodejs20.x python3.14 python3.13 python3.12 python3.11 python3.10 python3.9 ' +
      'java25 java21 java17 java11 java8.al2 dotnet10 dotnet8 ruby3.4 ruby3.3 ruby3.2 provided.al2023 provided.al2'
    ).split(' '),
    basis: published('faas.lambda.runtimes', 'Go and Rust on the provided runtime'),
  },
  packageBytes: limit('deployment package, zipped', 50 * MB, PACKAGE),
  unpackedBytes: limit('deployment package, unzipped', 250 * MB, PACKAGE),
  imageBytes: limit('container image', 10_000 * MB, PACKAGE),
  memoryMin: limit('function memory, least', 128 * MIB, MEMORY),
  memoryMax: limit('function memory', 10_240 * MIB, MEMORY),
  memoryStep: limit('function memory, step', MIB, MEMORY),
  timeoutMax: limit('function timeout', 900 * SECOND, published('faas.lambda.timeout')),
  payloadBytes: limit('invocation payload, synchronous', 6 * MB, published('faas.lambda.payload')),
  storageDefault: limit('ephemeral storage, default', 512 * MB, published('faas.lambda.tmp')),
  storageMax: limit('ephemeral storage', 10_240 * MB, published('faas.lambda.tmp')),
  accountConcurrency: limit('concurrent executions', 1000, published('faas.lambda.concurrency')),
  leastUnreserved: limit(
    'unreserved concurrent executions, least',
    100,
    assumed('the least that the provider’s documentation leaves unreserved'),
  ),
  environmentBytes: limit('environment variables', 4 * 1024, published('faas.lambda.misc')),
  instanceConcurrency: limit(
    'requests at once in an environment',
    1,
    assumed('one by design of the platform'),
  ),
  instancesMax: null,
  scaling: {
    instances: limit('concurrency scaling rate of a function', 1000, published('faas.lambda.scaling')),
    perMicros: 10 * SECOND,
  },
  recursion: limit('recursive loop detection', 16, published('faas.lambda.recursion')),
});
