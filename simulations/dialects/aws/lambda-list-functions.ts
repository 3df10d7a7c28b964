import { defineSubcommand, ignored } from '../dialect';
import { answered, isShape, shapeOf } from './answer';
import { configurationOf, lambdasOf } from './functions';

/** `aws lambda list-functions` */
export const lambdaListFunctions = defineSubcommand({
  id: 'aws lambda list-functions',
  words: ['aws', 'lambda', 'list-functions'],
  usage: 'aws lambda list-functions [--max-items <value>]',
  summary:
    'Returns a list of Lambda functions, with the version-specific configuration of each. Lambda returns up to 50 functions per call.',
  flags: [
    ignored('max-items', 'The total number of items to return in the command’s output.', { value: 'value' }),
    ignored(
      'function-version',
      'Set to ALL to include entries for all published versions of each function.',
      {
        value: 'value',
      },
    ),
  ],
  examples: [
    'aws lambda list-functions',
    "aws lambda list-functions --query 'Functions[].[FunctionName,MemorySize]' --output text",
  ],
  run(args, context) {
    const shape = shapeOf(args);
    if (!isShape(shape)) return shape;
    const there = lambdasOf(context).filter(({ pool }) => pool !== null);
    return answered(shape, 'ListFunctions', {
      Functions: there.map((lambda) => configurationOf(lambda, args, context.frame)),
    });
  },
});
