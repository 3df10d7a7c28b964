import { defineSubcommand, error } from '../dialect';

/** `aws lambda invoke --function-name NAME OUTFILE` */
export const lambdaInvoke = defineSubcommand({
  id: 'aws lambda invoke',
  words: ['aws', 'lambda', 'invoke'],
  usage: 'aws lambda invoke --function-name NAME OUTFILE',
  summary: 'Invoke a function once',
  valued: ['function-name', 'payload', 'invocation-type'],
  switches: [],
  short: {},
  run({ values, rest }) {
    const name = values.get('function-name');
    if (name === undefined)
      return error(252, 'aws: error: the following arguments are required: --function-name');
    if (rest[0] === undefined) return error(252, 'aws: error: the following arguments are required: outfile');
    return {
      kind: 'command',
      call: { name: 'invoke', args: { function: name } },
      report: (text) => ['{ "StatusCode": 200, "ExecutedVersion": "$LATEST" }', text],
    };
  },
});
