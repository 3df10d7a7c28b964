import { defineSubcommand } from '../dialect';
import { answered, isShape, shapeOf } from './answer';
import { concurrencyOf } from './concurrency';
import { configurationOf, FUNCTION_NAME, isIntent, QUALIFIER, wantedLambda } from './functions';

/** `aws lambda get-function --function-name NAME` */
export const lambdaGetFunction = defineSubcommand({
  id: 'aws lambda get-function',
  words: ['aws', 'lambda', 'get-function'],
  usage: 'aws lambda get-function --function-name <value>',
  summary:
    'Returns information about the function or function version, with a link to download the deployment package that’s valid for 10 minutes.',
  flags: [FUNCTION_NAME, QUALIFIER],
  examples: ['aws lambda get-function --function-name thumb'],
  differs: 'The link to the code leads nowhere: functions of this model have none.',
  run(args, context) {
    const shape = shapeOf(args);
    if (!isShape(shape)) return shape;
    const found = wantedLambda(args, context, 'GetFunction');
    if (isIntent(found)) return found;
    const reserved = concurrencyOf(found);
    return answered(shape, 'GetFunction', {
      Configuration: configurationOf(found, args, context.frame),
      Code: { RepositoryType: 'S3', Location: 'not-in-this-model' },
      ...(reserved !== null && { Concurrency: { ReservedConcurrentExecutions: reserved } }),
    });
  },
});

/** `aws lambda get-function-configuration --function-name NAME` */
export const lambdaGetFunctionConfiguration = defineSubcommand({
  id: 'aws lambda get-function-configuration',
  words: ['aws', 'lambda', 'get-function-configuration'],
  usage: 'aws lambda get-function-configuration --function-name <value>',
  summary: 'Returns the version-specific settings of a Lambda function or version.',
  flags: [FUNCTION_NAME, QUALIFIER],
  examples: ['aws lambda get-function-configuration --function-name thumb --query MemorySize'],
  differs: 'A function without a time-out of its own shows the longest that its provider’s profile allows.',
  run(args, context) {
    const shape = shapeOf(args);
    if (!isShape(shape)) return shape;
    const found = wantedLambda(args, context, 'GetFunctionConfiguration');
    if (isIntent(found)) return found;
    return answered(shape, 'GetFunctionConfiguration', configurationOf(found, args, context.frame));
  },
});
