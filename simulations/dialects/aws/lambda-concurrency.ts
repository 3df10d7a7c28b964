import { defineSubcommand, flag, type Intent } from '../dialect';
import { answered, isShape, shapeOf } from './answer';
import { concurrencyOf, unreservedBeside } from './concurrency';
import { accountConcurrency, leastUnreserved } from './provider';
import {
  clientError,
  FUNCTION_NAME,
  isIntent,
  lambdasOf,
  missing,
  wantedLambda,
  wholeNumber,
} from './functions';

/** `aws lambda put-function-concurrency --function-name NAME --reserved-concurrent-executions N` */
export const lambdaPutFunctionConcurrency = defineSubcommand({
  id: 'aws lambda put-function-concurrency',
  words: ['aws', 'lambda', 'put-function-concurrency'],
  usage:
    'aws lambda put-function-concurrency --function-name <value> --reserved-concurrent-executions <value>',
  summary:
    'Sets the maximum number of simultaneous executions for a function, and reserves capacity for that concurrency level.',
  flags: [
    FUNCTION_NAME,
    flag(
      'reserved-concurrent-executions',
      'The number of simultaneous executions to reserve for the function.',
      {
        value: 'value',
      },
    ),
  ],
  examples: ['aws lambda put-function-concurrency --function-name thumb --reserved-concurrent-executions 20'],
  models:
    'The limit of calls at once: those beyond it are throttled. Of the account’s calls at once, so many stay unreserved as the provider’s profile says.',
  run(args, context) {
    const written = args.value('reserved-concurrent-executions');
    const needed = [
      ...(args.value('function-name') === undefined ? ['--function-name'] : []),
      ...(written === undefined ? ['--reserved-concurrent-executions'] : []),
    ];
    if (written === undefined || needed.length > 0) return missing(needed);
    const shape = shapeOf(args);
    if (!isShape(shape)) return shape;
    const operation = 'PutFunctionConcurrency';
    const wanted = wholeNumber(args, 'reserved-concurrent-executions', operation, 0);
    if (typeof wanted !== 'number') return wanted;
    const found = wantedLambda(args, context, operation);
    if (isIntent(found)) return found;
    const { id } = found.fields;
    const least = leastUnreserved(found.limits);
    if (unreservedBeside(lambdasOf(context), id) - wanted < least)
      return clientError(
        'InvalidParameterValueException',
        operation,
        `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${least}].`,
      );
    const done = answered(shape, operation, { ReservedConcurrentExecutions: wanted });
    return limitTo(id, wanted, operation, done);
  },
});

function limitTo(name: string, calls: number, operation: string, done: Intent): Intent {
  return {
    acts: [
      {
        call: { name: 'set', args: { path: `functions.${name}.reserved`, value: String(calls) } },
        done: () => done,
        refused: ({ message }) => clientError('InvalidParameterValueException', operation, message),
      },
    ],
  };
}

/** `aws lambda get-function-concurrency --function-name NAME` */
export const lambdaGetFunctionConcurrency = defineSubcommand({
  id: 'aws lambda get-function-concurrency',
  words: ['aws', 'lambda', 'get-function-concurrency'],
  usage: 'aws lambda get-function-concurrency --function-name <value>',
  summary: 'Returns details about the reserved concurrency configuration for a function.',
  flags: [FUNCTION_NAME],
  examples: ['aws lambda get-function-concurrency --function-name thumb'],
  run(args, context) {
    const shape = shapeOf(args);
    if (!isShape(shape)) return shape;
    const found = wantedLambda(args, context, 'GetFunctionConcurrency');
    if (isIntent(found)) return found;
    const reserved = concurrencyOf(found);
    return reserved === null
      ? {}
      : answered(shape, 'GetFunctionConcurrency', { ReservedConcurrentExecutions: reserved });
  },
});

/** `aws lambda delete-function-concurrency --function-name NAME` */
export const lambdaDeleteFunctionConcurrency = defineSubcommand({
  id: 'aws lambda delete-function-concurrency',
  words: ['aws', 'lambda', 'delete-function-concurrency'],
  usage: 'aws lambda delete-function-concurrency --function-name <value>',
  summary: 'Removes a concurrent execution limit from a function.',
  flags: [FUNCTION_NAME],
  examples: ['aws lambda delete-function-concurrency --function-name thumb'],
  models: 'The function may serve as many calls at once as the account of the provider’s profile.',
  run(args, context) {
    const found = wantedLambda(args, context, 'DeleteFunctionConcurrency');
    if (isIntent(found)) return found;
    return limitTo(found.fields.id, accountConcurrency(found.limits), 'DeleteFunctionConcurrency', {});
  },
});
