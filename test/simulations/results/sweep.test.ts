import { describe, expect, it } from 'vitest';
import {
  countTasks,
  mergeSweep,
  pointOf,
  readSweepFile,
  readVary,
  replicationSeed,
  sweepHeader,
  sweepLine,
  taskAt,
  type RunResult,
  type SweepPlan,
  type SweepRun,
} from '../../../simulations';
import { queueScenario, run } from '../../helpers/scenarios';

const values = (text: string): readonly string[] | string => {
  const read = readVary(text);
  return read.ok ? read.value.values : read.error;
};

describe('what is varied', () => {
  it.each([
    ['x=1..3:1', ['1', '2', '3']],
    ['x=0.1..0.5:0.1', ['0.1', '0.2', '0.3', '0.4', '0.5']],
    ['x=1..10:4', ['1', '5', '9']],
    ['x=5..5:1', ['5']],
    ['x=-1..1:1', ['-1', '0', '1']],
    ['x=1min..3min:1min', ['1 min', '2 min', '3 min']],
    ['x=1..3:1 min', ['1 min', '2 min', '3 min']],
    ['x=30s..2min:30s', ['30 s', '60 s', '90 s', '120 s']],
    ['x=512 MiB..2 GiB:512 MiB', ['512 MiB', '1024 MiB', '1536 MiB', '2048 MiB']],
    ['x=0.5/s..1.5/s:0.5/s', ['0.5/s', '1/s', '1.5/s']],
    ['x=50 %..100 %:25 %', ['50 %', '75 %', '100 %']],
    ['x=poisson(1..2:0.5/s)', ['poisson(1/s)', 'poisson(1.5/s)', 'poisson(2/s)']],
    ['x=log-normal(mean 1..2:1 s, cv 2)', ['log-normal(mean 1 s, cv 2)', 'log-normal(mean 2 s, cv 2)']],
    ['x=uniform(1 s, 2 s),exponential(1 s)', ['uniform(1 s, 2 s)', 'exponential(1 s)']],
    ['x={"steps": [["0 s", "1/s"]]},poisson(1/s)', ['{"steps": [["0 s", "1/s"]]}', 'poisson(1/s)']],
    ['x="a, b",c', ['"a, b"', 'c']],
    ['x=newest', ['newest']],
  ])('%s', (text, expected) => expect(values(text)).toEqual(expected));

  it.each([
    ['x', 'PATH='],
    ['=1', 'PATH='],
    ['x=', 'a value before and after every comma'],
    ['x=1,,2', 'a value before and after every comma'],
    ['x=1,2,1', '"1" is there twice'],
    ['x=1..3', 'A..B:STEP'],
    ['x=3..1:1', 'A up to B'],
    ['x=1..3:0', 'a step above 0'],
    ['x=1..3:-1', 'a step above 0'],
    ['x=0..1:1e-9', 'A..B:STEP'],
    ['x=0..1:0.000001', 'at most 100000 values'],
    ['x=1min..3GiB:1min', 'in units of one kind'],
    ['x=a1..3:1', 'A..B:STEP'],
  ])('%s is refused', (text, expected) => expect(values(text)).toContain(expected));
});

const plan: SweepPlan = {
  scenario: { title: 'queue', digest: 'd' },
  engine: 'e',
  seed: 5,
  replications: 3,
  vary: [
    { path: 'a', values: ['1', '2'] },
    { path: 'b', values: ['x', 'y'] },
  ],
};

describe('the plan', () => {
  it('is every combination, the last axis fastest, each with the replications of a run', () => {
    expect(countTasks(plan)).toBe(12);
    expect([0, 1, 2, 3].map((point) => pointOf(plan.vary, point).map(([, value]) => value))).toEqual([
      ['1', 'x'],
      ['1', 'y'],
      ['2', 'x'],
      ['2', 'y'],
    ]);
    expect(taskAt(plan, 7)).toEqual({ point: 2, replication: 1, seed: replicationSeed(5, 1) });
  });
});

const scenario = queueScenario({ duration: '1 min' });
const runs: readonly SweepRun[] = Array.from({ length: 12 }, (_, i) => {
  const task = taskAt(plan, i);
  return { ...task, result: run(scenario, task.seed) };
});

describe('the merge', () => {
  it('does not depend on the order in which runs finish', () => {
    expect(mergeSweep(plan, runs.toReversed())).toEqual(mergeSweep(plan, runs));
    expect(mergeSweep(plan, runs).points).toHaveLength(4);
    expect(mergeSweep(plan, runs).partial).toBeNull();
  });
  it('says what is missing', () => {
    const document = mergeSweep(plan, runs.slice(0, 4));
    expect(document.partial).toEqual({ reason: '4 of 12 runs' });
    expect(document.points.map((point) => point.result.replications)).toEqual([3, 1]);
    expect(document.points[1]?.result.partial).toEqual({ reason: '1 of 3 replications' });
  });
  it('gives the document of one run where there is one replication', () => {
    const [first] = runs as [SweepRun];
    const one = mergeSweep({ ...plan, replications: 1 }, [first]);
    expect((one.points[0]!.result as RunResult).digest).toBe(first.result.digest);
  });
});

describe('the file', () => {
  const text = sweepHeader(plan) + runs.slice(0, 5).toReversed().map(sweepLine).join('');
  it('gives back what was written, whatever the order, once each', () => {
    const read = readSweepFile(text + sweepLine(runs[0]!), plan);
    expect(read.ok && read.value.runs).toEqual(runs.slice(0, 5).toReversed());
  });
  it('cut off anywhere it loses only the line that was torn', () => {
    const ends = [...text].flatMap((character, i) => (character === '\n' ? [i + 1] : []));
    for (let length = 0; length < text.length; length += 97) {
      const read = readSweepFile(text.slice(0, length), plan);
      const whole = ends.filter((end) => end <= length).length;
      expect(read.ok && [read.value.lines, read.value.runs.length]).toEqual([whole, Math.max(0, whole - 1)]);
    }
  });
  it.each([
    ['another scenario', { ...plan, scenario: { title: 'queue', digest: 'other' } }, 'its scenario is "d"'],
    ['another seed', { ...plan, seed: 6 }, 'its seed is 5, this one has 6'],
    ['other replications', { ...plan, replications: 4 }, 'its replications is 3, this one has 4'],
    ['another engine', { ...plan, engine: 'f' }, 'its engine is "e"'],
    ['other values', { ...plan, vary: plan.vary.slice(1) }, 'its vary is'],
  ])('of %s is not continued', (_name, other, message) => {
    const read = readSweepFile(text, other);
    expect(!read.ok && read.error).toContain(message);
  });
  it.each([
    ['another file', 'hello\nworld\n'],
    ['another file without an end of line', 'hello'],
    ['JSON', '{"format": "strata-scenario"}\n'],
    ['a newer version', '{"strata":"sweep","version":2}\n'],
    ['a damaged line', `${sweepHeader(plan)}{}\n`],
    ['a foreign seed', sweepHeader(plan) + sweepLine({ ...runs[1]!, seed: 1 })],
    ['a point too many', sweepHeader(plan) + sweepLine({ ...runs[1]!, point: 4 })],
    ['a result that is none', `${sweepHeader(plan)}{"point":0,"replication":0,"seed":5,"result":null}\n`],
  ])('%s is refused', (_name, content) => expect(readSweepFile(content, plan).ok).toBe(false));
});
