import { RUNNING } from '../../world/tables';
import { defineSubcommand, flag, type Arguments, type Context, type Intent } from '../dialect';
import type { JsonObject } from '../output/yaml';
import { answered, isShape, shapeOf } from './answer';
import { concurrencyOf, unreservedBeside } from './concurrency';
import {
  clientError,
  FUNCTION_NAME,
  isIntent,
  lambdasOf,
  missing,
  stampOf,
  wantedLambda,
  wholeNumber,
  type Lambda,
} from './functions';
import { leastUnreserved } from './provider';

/** Here it is needed: the code that is kept ready must not change any more. */
const VERSION = flag('qualifier', 'The version number or alias name.', { value: 'value' });
const DIFFERS = 'There are no versions or aliases: any qualifier but $LATEST stands for the function.';

/** A function with a version or alias of it; otherwise what the provider says. */
function versionOf(args: Arguments, context: Context, operation: string, more: readonly string[]) {
  const needed = ['function-name', 'qualifier', ...more].filter((name) => args.value(name) === undefined);
  if (needed.length > 0) return missing(needed.map((name) => `--${name}`));
  if (args.value('qualifier') === '$LATEST')
    return clientError(
      'InvalidParameterValueException',
      operation,
      'Provisioned Concurrency Configs cannot be applied to unpublished function versions.',
    );
  return wantedLambda(args, context, operation);
}

const provisionedOf = ({ pool }: Lambda): number => pool?.provisioned ?? 0;

/** Provisioned instances that are ready, busy ones included; and those of them that are free. */
function countsOf({ pool }: Lambda, { world }: Context): { readonly ready: number; readonly free: number } {
  const { sandboxes } = world;
  const rows = pool === null ? undefined : world.pools[pool.index]?.provisionedRows;
  const ready = [...(rows ?? [])].filter(
    (row, i) => row >= 0 && sandboxes.ahead[row] === i + 1 && sandboxes.state[row] === RUNNING,
  );
  return { ready: ready.length, free: ready.filter((row) => sandboxes.busy[row] === 0).length };
}

function described(lambda: Lambda, context: Context): JsonObject {
  const wanted = provisionedOf(lambda);
  const { ready, free } = countsOf(lambda, context);
  return {
    RequestedProvisionedConcurrentExecutions: wanted,
    AvailableProvisionedConcurrentExecutions: free,
    AllocatedProvisionedConcurrentExecutions: ready,
    Status: ready < wanted ? 'IN_PROGRESS' : 'READY',
    LastModified: stampOf(context.frame, 0),
  };
}

/** `aws lambda put-provisioned-concurrency-config --function-name NAME --qualifier ALIAS --provisioned-concurrent-executions N` */
export const lambdaPutProvisionedConcurrencyConfig = defineSubcommand({
  id: 'aws lambda put-provisioned-concurrency-config',
  words: ['aws', 'lambda', 'put-provisioned-concurrency-config'],
  usage:
    'aws lambda put-provisioned-concurrency-config --function-name <value> --qualifier <value> --provisioned-concurrent-executions <value>',
  summary: 'Adds a provisioned concurrency configuration to a function’s alias or version.',
  flags: [
    FUNCTION_NAME,
    VERSION,
    flag(
      'provisioned-concurrent-executions',
      'The amount of provisioned concurrency to allocate for the version or alias.',
      { value: 'value' },
    ),
  ],
  examples: [
    'aws lambda put-provisioned-concurrency-config --function-name thumb --qualifier live --provisioned-concurrent-executions 5',
  ],
  models:
    'So many instances are initialized at once and kept; requests go to them first, and find them warm. What is left of the account’s concurrency is checked.',
  differs: `${DIFFERS} The real one allocates them over a minute or two, and bills them; here they start like any other, and are not billed.`,
  run(args, context) {
    const operation = 'PutProvisionedConcurrencyConfig';
    const found = versionOf(args, context, operation, ['provisioned-concurrent-executions']);
    if (isIntent(found)) return found;
    const shape = shapeOf(args);
    if (!isShape(shape)) return shape;
    const wanted = wholeNumber(args, 'provisioned-concurrent-executions', operation, 1);
    if (typeof wanted !== 'number') return wanted;
    return tooMany(found, wanted, context, operation) ?? provision(found, wanted, args, context);
  },
});

/** What is provisioned comes out of what is reserved for the function, else out of the account. */
function tooMany(lambda: Lambda, wanted: number, context: Context, operation: string): Intent | null {
  const reserved = concurrencyOf(lambda);
  const least = leastUnreserved(lambda.limits);
  const most = reserved ?? unreservedBeside(lambdasOf(context), lambda.fields.id) - least;
  if (wanted <= most) return null;
  return clientError(
    'InvalidParameterValueException',
    operation,
    reserved === null
      ? `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${least}].`
      : `Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function`,
  );
}

function provision(lambda: Lambda, wanted: number, args: Arguments, context: Context): Intent {
  const operation = 'PutProvisionedConcurrencyConfig';
  const shape = shapeOf(args);
  if (!isShape(shape)) return shape;
  const answer = (allocated: number): Intent =>
    answered(shape, operation, {
      RequestedProvisionedConcurrentExecutions: wanted,
      AllocatedProvisionedConcurrentExecutions: allocated,
      Status: allocated < wanted ? 'IN_PROGRESS' : 'READY',
      LastModified: stampOf(context.frame, context.frame.nowMicros),
    });
  const { ready } = countsOf(lambda, context);
  if (provisionedOf(lambda) === wanted) return answer(ready);
  return {
    acts: [
      {
        call: { name: 'provision', args: { function: lambda.fields.id, instances: wanted } },
        done: () => answer(Math.min(ready, wanted)),
        refused: ({ message }) => clientError('InvalidParameterValueException', operation, message),
      },
    ],
  };
}

const noConfig = (operation: string): Intent =>
  clientError(
    'ProvisionedConcurrencyConfigNotFoundException',
    operation,
    'No Provisioned Concurrency Config found for this function',
  );

/** `aws lambda get-provisioned-concurrency-config --function-name NAME --qualifier ALIAS` */
export const lambdaGetProvisionedConcurrencyConfig = defineSubcommand({
  id: 'aws lambda get-provisioned-concurrency-config',
  words: ['aws', 'lambda', 'get-provisioned-concurrency-config'],
  usage: 'aws lambda get-provisioned-concurrency-config --function-name <value> --qualifier <value>',
  summary: 'Retrieves the provisioned concurrency configuration for a function’s alias or version.',
  flags: [FUNCTION_NAME, VERSION],
  examples: [
    'aws lambda put-provisioned-concurrency-config --function-name thumb --qualifier live --provisioned-concurrent-executions 2; aws lambda get-provisioned-concurrency-config --function-name thumb --qualifier live',
  ],
  differs: DIFFERS,
  run(args, context) {
    const operation = 'GetProvisionedConcurrencyConfig';
    const found = versionOf(args, context, operation, []);
    if (isIntent(found)) return found;
    const shape = shapeOf(args);
    if (!isShape(shape)) return shape;
    return provisionedOf(found) === 0
      ? noConfig(operation)
      : answered(shape, operation, described(found, context));
  },
});

/** `aws lambda delete-provisioned-concurrency-config --function-name NAME --qualifier ALIAS` */
export const lambdaDeleteProvisionedConcurrencyConfig = defineSubcommand({
  id: 'aws lambda delete-provisioned-concurrency-config',
  words: ['aws', 'lambda', 'delete-provisioned-concurrency-config'],
  usage: 'aws lambda delete-provisioned-concurrency-config --function-name <value> --qualifier <value>',
  summary: 'Deletes the provisioned concurrency configuration for a function.',
  flags: [FUNCTION_NAME, VERSION],
  examples: [
    'aws lambda put-provisioned-concurrency-config --function-name thumb --qualifier live --provisioned-concurrent-executions 2; aws lambda delete-provisioned-concurrency-config --function-name thumb --qualifier live',
  ],
  differs: `${DIFFERS} Instances that were provisioned are kept as long as any idle one.`,
  run(args, context) {
    const operation = 'DeleteProvisionedConcurrencyConfig';
    const found = versionOf(args, context, operation, []);
    if (isIntent(found)) return found;
    if (provisionedOf(found) === 0) return noConfig(operation);
    const call = { name: 'provision' as const, args: { function: found.fields.id, instances: 0 } };
    return { acts: [{ call, done: () => ({}) }] };
  },
});

/** `aws lambda get-account-settings` */
export const lambdaGetAccountSettings = defineSubcommand({
  id: 'aws lambda get-account-settings',
  words: ['aws', 'lambda', 'get-account-settings'],
  usage: 'aws lambda get-account-settings',
  summary: 'Retrieves details about your account’s limits and usage in an Amazon Web Services Region.',
  flags: [],
  examples: ['aws lambda get-account-settings --query AccountLimit.ConcurrentExecutions'],
  models: 'The limits of the scenario’s profile, and what functions have reserved of them.',
  run(args, context) {
    const shape = shapeOf(args);
    if (!isShape(shape)) return shape;
    const lambdas = lambdasOf(context);
    const limits = lambdas[0]?.limits ?? null;
    return answered(shape, 'GetAccountSettings', {
      AccountLimit: {
        CodeSizeUnzipped: limits?.unpackedBytes?.value ?? 0,
        CodeSizeZipped: limits?.packageBytes?.value ?? 0,
        ConcurrentExecutions: limits?.accountConcurrency?.value ?? 0,
        UnreservedConcurrentExecutions: unreservedBeside(lambdas, ''),
      },
      AccountUsage: {
        TotalCodeSize: lambdas.reduce((sum, { fields }) => sum + Math.round(fields.package ?? 0), 0),
        FunctionCount: lambdas.filter(({ pool }) => pool !== null).length,
      },
    });
  },
});
