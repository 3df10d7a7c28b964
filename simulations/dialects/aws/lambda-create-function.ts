import { printable } from '../../base/errors';
import { defineSubcommand, error, flag, ignored, type Act } from '../dialect';
import { answered, isShape, shapeOf } from './answer';
import {
  arnOf,
  clientError,
  configurationOf,
  lambdasOf,
  missing,
  plainName,
  platformOf,
  FUNCTION_NAME,
} from './functions';
import { limitOf } from './limits';
import { providerLimits } from './provider';
import { LEFT_OUT, memoryRefusal, SETTINGS, timeoutActs } from './settings';

const OPERATION = 'CreateFunction';

/** `aws lambda create-function --function-name NAME --role ARN …` */
export const lambdaCreateFunction = defineSubcommand({
  id: 'aws lambda create-function',
  words: ['aws', 'lambda', 'create-function'],
  usage:
    'aws lambda create-function --function-name <value> [--runtime <value>] --role <value> [--handler <value>] [--zip-file <value>] [--timeout <value>] [--memory-size <value>]',
  summary: 'Creates a Lambda function.',
  flags: [
    FUNCTION_NAME,
    ...SETTINGS,
    flag('zip-file', 'The path to the zip file of the code you are uploading.', { value: 'value' }),
    ignored('code', 'The code for the function.', { value: 'value' }),
    ignored('package-type', 'The type of deployment package.', { value: 'value' }),
    ignored('architectures', 'The instruction set architecture that the function supports.', {
      value: 'value',
    }),
    ignored('publish', 'Set to true to publish the first version of the function during creation.'),
    ignored('tags', 'A list of tags to apply to the function.', { value: 'value' }),
  ],
  leavesOut: LEFT_OUT,
  examples: [
    'aws lambda delete-function --function-name thumb; aws lambda create-function --function-name thumb --runtime nodejs22.x --role arn:aws:iam::123456789012:role/x --handler index.handler --zip-file fileb://thumb.zip',
  ],
  models:
    'A function that the scenario describes is deployed on its platform; the provider’s limits are checked first.',
  differs:
    'Of other names nothing is known but the name: what such a function would do stands in no scenario.',
  run(args, context) {
    const needed = ['function-name', 'role'].filter((name) => args.value(name) === undefined);
    if (needed.length > 0) return missing(needed.map((name) => `--${name}`));
    const shape = shapeOf(args);
    if (!isShape(shape)) return shape;
    const name = plainName(args.value('function-name') ?? '');
    if (!/^[\w-]{1,64}$/.test(name))
      return clientError(
        'ValidationException',
        OPERATION,
        `1 validation error detected: Value '${printable(name, 80)}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
      );
    const limit = limitOf(args, OPERATION, providerLimits(context));
    if (limit !== null) return limit;
    const known = lambdasOf(context).find(({ fields }) => fields.id === name);
    if (known !== undefined && known.pool !== null)
      return clientError('ResourceConflictException', OPERATION, `Function already exist: ${name}`);
    const deployment = platformOf(context);
    if (known === undefined || deployment === null)
      return error(
        254,
        `aws lambda create-function ${printable(name, 60)}: not in this model. The real one would upload the code and make ${arnOf(printable(name, 60), args)}; here functions are those of the scenario: ${lambdasOf(
          context,
        )
          .map(({ fields }) => fields.id)
          .join(', ')}.`,
      );
    const refusal = memoryRefusal(args, known.fields);
    if (refusal !== null) return error(254, ...refusal);
    const add: Act = {
      call: { name: 'add', args: { component: name, deployment } },
      done: (_reply, after) => answered(shape, OPERATION, configurationOf(known, args, after)),
      refused: ({ message }) => clientError('InvalidParameterValueException', OPERATION, message),
    };
    return { acts: [...timeoutActs(args, name), add] };
  },
});
