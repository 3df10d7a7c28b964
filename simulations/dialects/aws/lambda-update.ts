import { defineSubcommand, error, flag } from '../dialect';
import { answered, isShape, shapeOf } from './answer';
import { configurationOf, FUNCTION_NAME, isIntent, missing, wantedLambda } from './functions';
import { limitOf } from './limits';
import { providerLimits } from './provider';
import { LEFT_OUT, memoryRefusal, SETTINGS, timeoutActs } from './settings';

const OPERATION = 'UpdateFunctionConfiguration';

/** `aws lambda update-function-configuration --function-name NAME --timeout 30` */
export const lambdaUpdateFunctionConfiguration = defineSubcommand({
  id: 'aws lambda update-function-configuration',
  words: ['aws', 'lambda', 'update-function-configuration'],
  usage:
    'aws lambda update-function-configuration --function-name <value> [--timeout <value>] [--memory-size <value>] [--environment <value>]',
  summary: 'Modify the version-specific settings of a Lambda function.',
  flags: [FUNCTION_NAME, ...SETTINGS],
  leavesOut: LEFT_OUT,
  examples: ['aws lambda update-function-configuration --function-name thumb --timeout 30'],
  models: 'The time-out. The provider’s limits are checked for all settings.',
  differs:
    'Another memory size is refused with the reason; environment, handler and description change nothing.',
  run(args, context) {
    if (args.value('function-name') === undefined) return missing(['--function-name']);
    const shape = shapeOf(args);
    if (!isShape(shape)) return shape;
    const limit = limitOf(args, OPERATION, providerLimits(context));
    if (limit !== null) return limit;
    const found = wantedLambda(args, context, OPERATION);
    if (isIntent(found)) return found;
    const refusal = memoryRefusal(args, found.fields);
    if (refusal !== null) return error(254, ...refusal);
    const [act] = timeoutActs(args, found.fields.id);
    if (act === undefined) return answered(shape, OPERATION, configurationOf(found, args, context.frame));
    const seconds = Number(args.value('timeout'));
    const updated = { ...found, fields: { ...found.fields, timeout: seconds * 1e6 } };
    const done = (): ReturnType<typeof answered> =>
      answered(shape, OPERATION, configurationOf(updated, args, context.frame));
    return { acts: [{ ...act, done }] };
  },
});

/** `aws lambda delete-function --function-name NAME` */
export const lambdaDeleteFunction = defineSubcommand({
  id: 'aws lambda delete-function',
  words: ['aws', 'lambda', 'delete-function'],
  usage: 'aws lambda delete-function --function-name <value>',
  summary: 'Deletes a Lambda function.',
  flags: [
    FUNCTION_NAME,
    flag('qualifier', 'Specify a version to delete.', { value: 'value', without: 'effect' }),
  ],
  examples: ['aws lambda delete-function --function-name thumb'],
  models: 'The function and all its instances go; calls to it fail until it is created again.',
  run(args, context) {
    const found = wantedLambda(args, context, 'DeleteFunction');
    if (isIntent(found)) return found;
    const { fields, deployment } = found;
    return {
      acts: [{ call: { name: 'remove', args: { target: fields.id, deployment } }, done: () => ({}) }],
    };
  },
});
