import { defineSubcommand, error, flag, ignored } from '../dialect';

/** `aws lambda invoke --function-name NAME OUTFILE` */
export const lambdaInvoke = defineSubcommand({
  id: 'aws lambda invoke',
  words: ['aws', 'lambda', 'invoke'],
  usage: 'aws lambda invoke --function-name <value> <outfile>',
  summary: 'Invokes a Lambda function.',
  flags: [
    flag('function-name', 'The name or ARN of the Lambda function', { value: 'string' }),
    ignored('payload', 'The JSON that you want to provide to your function as input', { value: 'blob' }),
    ignored('invocation-type', 'RequestResponse, Event or DryRun', { value: 'string' }),
  ],
  run(args) {
    const name = args.value('function-name');
    if (name === undefined)
      return error(252, 'aws: error: the following arguments are required: --function-name');
    if (args.rest[0] === undefined)
      return error(252, 'aws: error: the following arguments are required: outfile');
    return {
      acts: [
        {
          call: { name: 'invoke', args: { function: name } },
          done: ({ text }) => ({ out: ['{ "StatusCode": 200, "ExecutedVersion": "$LATEST" }', text] }),
        },
      ],
    };
  },
});
