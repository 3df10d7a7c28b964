import { describe, expect, it } from 'vitest';
import { LIMIT_PROFILES, type Lab } from '../../../simulations';
import { fromBase64, toBase64 } from '../../../simulations/dialects/output/base64';
import { threeWays, transcript, type } from '../../helpers/typing';

const ROLE = '--role arn:aws:iam::123456789012:role/x';
const json = (lab: Lab, line: string): unknown => JSON.parse(type(lab, line).out.join('\n'));

const limits = LIMIT_PROFILES.find(({ id }) => id === 'aws-lambda-2026-08');

describe('aws lambda', () => {
  it('invokes a function and waits for its answer', () => {
    const lab = threeWays();
    const before = lab.nowMicros;
    expect(type(lab, 'aws lambda invoke --function-name thumb out.json')).toMatchObject({
      out: ['{', '    "StatusCode": 200,', '    "ExecutedVersion": "$LATEST"', '}'],
      exitCode: 0,
      commands: [{ name: 'invoke', args: { function: 'thumb' } }],
    });
    expect(lab.nowMicros).toBeGreaterThan(before + 10_000);
    expect(json(lab, 'aws lambda invoke --function-name thumb --invocation-type Event x')).toEqual({
      StatusCode: 202,
    });
    expect(json(lab, 'aws lambda invoke --function-name thumb --invocation-type DryRun x')).toEqual({
      StatusCode: 204,
    });
  });
  it('gives the log of the call with --log-type Tail: base64 of START, END and REPORT', () => {
    const lab = threeWays();
    const line =
      'aws lambda invoke --function-name thumb --log-type Tail --query LogResult --output text out';
    const text = fromBase64(type(lab, line).out[0] ?? '') ?? '';
    const [, id = ''] = /^START RequestId: ([0-9a-f-]{36}) Version: \$LATEST\n/.exec(text) ?? [];
    expect(text).toContain(`\nEND RequestId: ${id}\n`);
    expect(text).toMatch(
      new RegExp(
        `REPORT RequestId: ${id}\tDuration: [\\d.]+ ms\tBilled Duration: \\d+ ms\tMemory Size: 256 MB\tMax Memory Used: \\d+ MB\n$`,
      ),
    );
    expect(type(lab, 'aws logs tail /aws/lambda/thumb --since 5s').out.join('\n')).toContain(id);
  });
  it.each([
    ['', 0],
    ['f', 0],
    ['fo', 0],
    ['Grüße, 世界 🙂', 0],
  ])('base64 of %s and back', (text) => {
    expect(fromBase64(toBase64(text))).toBe(text);
    expect(toBase64(text)).toBe(Buffer.from(text, 'utf8').toString('base64'));
  });
  it.each([
    ['invoke --function-name thumb', 252, 'aws: error: the following arguments are required: outfile'],
    ['invoke', 252, 'aws: error: the following arguments are required: --function-name, outfile'],
    ['get-function', 252, 'aws: error: the following arguments are required: --function-name'],
    ['create-function', 252, 'aws: error: the following arguments are required: --function-name, --role'],
    [`invoke --function-name thumb --payload '{"a":1}' out`, 252, 'Invalid base64: "{"a":1}"'],
    [
      'invoke --function-name nobody out',
      254,
      'An error occurred (ResourceNotFoundException) when calling the Invoke operation: Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody:$LATEST',
    ],
    [
      `create-function --function-name thumb ${ROLE}`,
      254,
      'An error occurred (ResourceConflictException) when calling the CreateFunction operation: Function already exist: thumb',
    ],
    [
      `create-function --function-name x ${ROLE} --memory-size 20000`,
      254,
      "An error occurred (ValidationException) when calling the CreateFunction operation: 1 validation error detected: Value '20000' at 'memorySize' failed to satisfy constraint: Member must have value less than or equal to 10240",
    ],
    [
      'update-function-configuration --function-name thumb --timeout 901',
      254,
      "An error occurred (ValidationException) when calling the UpdateFunctionConfiguration operation: 1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
    ],
    [
      'put-function-concurrency --function-name thumb --reserved-concurrent-executions 901',
      254,
      "An error occurred (InvalidParameterValueException) when calling the PutFunctionConcurrency operation: Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    ],
  ])('aws lambda %s: exit code %d', (line, exitCode, message) => {
    const typed = type(threeWays(), `aws lambda ${line}`);
    expect(typed).toMatchObject({ exitCode, commands: [] });
    expect(typed.err).toContain(message);
  });
  it('describes functions as JSON, text and a table, and picks out of them by --query', () => {
    const lab = threeWays();
    expect(json(lab, 'aws lambda list-functions')).toMatchObject({
      Functions: [{ FunctionName: 'thumb', Runtime: 'nodejs22.x', MemorySize: 256, State: 'Active' }],
    });
    const query = "--query 'Functions[].[FunctionName,MemorySize]'";
    expect(type(lab, `aws lambda list-functions ${query} --output text | cut -c1-5`).out).toEqual(['thumb']);
    expect(
      type(
        lab,
        "aws lambda list-functions --query 'Functions[].{Name:FunctionName,MB:MemorySize}' --output table",
      ).out,
    ).toEqual([
      '-------------------',
      '|  ListFunctions  |',
      '+-------+---------+',
      '|  MB   |  Name   |',
      '+-------+---------+',
      '|  256  |  thumb  |',
      '+-------+---------+',
    ]);
    expect(type(lab, "aws lambda list-functions --query 'a['").exitCode).toBe(252);
    expect(type(lab, 'aws lambda list-functions --output xml').exitCode).toBe(252);
  });
  it('throttles what is beyond its reserved concurrency', () => {
    const lab = threeWays();
    const limit =
      'aws lambda put-function-concurrency --function-name thumb --reserved-concurrent-executions 0';
    expect(json(lab, limit)).toEqual({ ReservedConcurrentExecutions: 0 });
    expect(type(lab, 'aws lambda invoke --function-name thumb out')).toMatchObject({
      exitCode: 254,
      err: [
        '',
        'An error occurred (TooManyRequestsException) when calling the Invoke operation: Rate Exceeded.',
      ],
    });
    type(lab, 'aws lambda delete-function-concurrency --function-name thumb');
    expect(type(lab, 'aws lambda invoke --function-name thumb out').exitCode).toBe(0);
  });
  it('reports a cold start with its initialization, once an instance', () => {
    const lab = threeWays();
    type(lab, `aws lambda delete-function --function-name thumb`);
    expect(type(lab, 'aws lambda invoke --function-name thumb out').exitCode).toBe(254);
    expect(
      type(lab, `aws lambda create-function --function-name thumb ${ROLE} --query State --output text`).out,
    ).toEqual(['Active']);
    type(lab, 'aws lambda invoke --function-name thumb out');
    lab.runTo(lab.nowMicros + 2e6);
    const lines = type(lab, 'aws logs tail /aws/lambda/thumb --since 3s').out;
    const streams = lines.filter((line) => line.includes('INIT_START')).map((line) => line.split(' ')[1]);
    const reports = lines.filter((line) => line.includes('Init Duration'));
    expect(streams.length).toBeGreaterThan(0);
    expect(new Set(streams).size).toBe(streams.length);
    expect(reports).toHaveLength(streams.length);
    for (const report of reports) expect(report).toMatch(/Init Duration: \d+\.\d\d ms$/);
  });
  it('follows a log: every call of the time, none twice', () => {
    const lab = threeWays();
    const { out } = type(
      lab,
      'timeout 3 aws logs tail /aws/lambda/thumb --follow --since 0s --format short --filter-pattern REPORT',
    );
    const ids = out.map((line) => /RequestId: (\S+)/.exec(line)?.[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const functions = lab.frame().answers.filter((answer) => answer.functionId === 'thumb');
    expect(ids.length).toBeGreaterThan(25);
    expect(out.length).toBeGreaterThanOrEqual(functions.length);
    expect(type(lab, 'aws logs tail /aws/lambda/nobody').err[1]).toBe(
      'An error occurred (ResourceNotFoundException) when calling the FilterLogEvents operation: The specified log group does not exist.',
    );
  });
  it('a task: deploy, overload, look, scale, clean up', () => {
    const script = [
      'aws lambda get-function-configuration --function-name thumb --query MemorySize',
      'aws lambda update-function-configuration --function-name thumb --timeout 30 --query Timeout',
      'aws lambda put-function-concurrency --function-name thumb --reserved-concurrent-executions 3',
      'set workloads.visitors.intensity 4',
      'wait 10s',
      'aws lambda invoke --function-name thumb out.json',
      'aws lambda put-function-concurrency --function-name thumb --reserved-concurrent-executions 200',
      'wait 5s',
      'aws logs tail /aws/lambda/thumb --since 5s | grep -c "Init Duration"',
      'aws lambda delete-function --function-name thumb',
      'aws lambda list-functions',
    ].join('\n');
    const text = transcript(threeWays(), script);
    expect(text).toMatch(/MemorySize\n256\n/);
    expect(text).toMatch(/Timeout\n30\n/);
    expect(text).toContain('(TooManyRequestsException) when calling the Invoke operation: Rate Exceeded.');
    expect(Number(/grep -c "Init Duration"\n(\d+)/.exec(text)?.[1])).toBeGreaterThan(0);
    expect(text).toMatch(/"Functions": \[\]\n\}$/);
  });
  it('provisions instances of a version, out of what the account has', () => {
    const lab = threeWays();
    const put = (count: number, qualifier = 'live'): string =>
      `aws lambda put-provisioned-concurrency-config --function-name thumb --qualifier ${qualifier} --provisioned-concurrent-executions ${count}`;
    const get = 'aws lambda get-provisioned-concurrency-config --function-name thumb --qualifier live';
    expect(type(lab, get).err[1]).toContain('(ProvisionedConcurrencyConfigNotFoundException)');
    expect(type(lab, put(5, "'$LATEST'")).err[1]).toContain('unpublished function versions');
    expect(JSON.parse(type(lab, put(5)).out.join(''))).toMatchObject({
      RequestedProvisionedConcurrentExecutions: 5,
      AllocatedProvisionedConcurrentExecutions: 0,
      Status: 'IN_PROGRESS',
    });
    lab.runTo(lab.nowMicros + 10e6);
    expect(JSON.parse(type(lab, get).out.join(''))).toMatchObject({
      AllocatedProvisionedConcurrentExecutions: 5,
      Status: 'READY',
    });
    const { value } = limits?.accountConcurrency ?? { value: 0 };
    expect(type(lab, put(value)).err[1]).toContain(
      `below its minimum value of [${limits?.leastUnreserved?.value ?? 0}]`,
    );
    expect(
      type(lab, 'aws lambda get-account-settings --query AccountLimit.ConcurrentExecutions').out,
    ).toEqual([String(value)]);
    const gone = get.replace('get-', 'delete-');
    expect(type(lab, gone)).toMatchObject({ exitCode: 0, out: [] });
    expect(type(lab, gone).exitCode).toBe(254);
  });
  it('refuses what the profile of the scenario refuses', () => {
    const lab = threeWays();
    const longest = Math.round((limits?.timeoutMax?.value ?? 0) / 1e6);
    const update = 'aws lambda update-function-configuration --function-name thumb --timeout';
    expect(type(lab, `${update} ${longest}`).exitCode).toBe(0);
    expect(type(lab, `${update} ${longest + 1}`).err[1]).toContain(
      `Member must have value less than or equal to ${longest}`,
    );
  });
});
