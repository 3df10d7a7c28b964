/**
 * A lesson: prose in Markdown, and fenced blocks that the app understands. A step may ask for a prediction, run, ask
 * what was seen, explain, and check the model's state. Nothing in it is executed: commands are the model's own.
 */
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Root, RootContent } from 'mdast';
import { fail, ok, printable, type Issue, type Outcome } from '../base/errors';
import { parseScenario } from '../scenario/parse';
import type { Scenario } from '../scenario/schema';
import { parseCheck, type Check } from './check';

export interface Prediction {
  readonly question: string;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  /** Path of the figure in the result of the run. */
  readonly answer: string;
  /** Said when the answer was far off, by direction. */
  readonly tooLow: string;
  readonly tooHigh: string;
}

export interface LessonStep {
  readonly id: string;
  readonly title: string;
  /** Before the run. */
  readonly prose: readonly RootContent[];
  readonly prediction: Prediction | null;
  /** How long the run of this step goes on, in microseconds. */
  readonly runMicros: number;
  /** After the run. */
  readonly explanation: readonly RootContent[];
  readonly checks: readonly Check[];
  readonly solution: readonly string[];
  readonly hints: readonly string[];
}

export interface Lesson {
  readonly id: string;
  readonly title: string;
  readonly number: number;
  readonly minutes: number;
  readonly leavesOut: string;
  readonly steps: readonly LessonStep[];
  readonly scenario: Scenario;
  readonly sceneText: string;
}

type Parsed = Outcome<Lesson, readonly Issue[]>;

export function parseLesson(id: string, markdown: string, sceneText: string): Parsed {
  const scene = parseScenario(sceneText);
  if (!scene.ok) return scene;
  const tree: Root = fromMarkdown(markdown);
  const issues: Issue[] = [];
  const [head, ...sections] = splitSections(tree);
  const facts = fieldsOf(head?.blocks.get('lesson')?.[0] ?? '');
  const steps = sections.map((section, i) => readStep(section, i, scene.value, issues));
  if (head === undefined || head.title === '')
    issues.push({ path: '', message: 'a lesson begins with a title', expected: '# Title' });
  if (steps.length === 0)
    issues.push({ path: '', message: 'a lesson has steps', expected: '## Title of a step' });
  if (issues.length > 0) return fail(issues);
  return ok({
    id,
    title: head?.title ?? '',
    number: Number(facts.get('number') ?? 0),
    minutes: Number(facts.get('minutes') ?? 0),
    leavesOut: facts.get('leaves out') ?? '',
    steps,
    scenario: scene.value,
    sceneText,
  });
}

interface SectionText {
  readonly title: string;
  readonly line: number;
  readonly before: RootContent[];
  readonly after: RootContent[];
  /** Fenced blocks by language. */
  readonly blocks: Map<string, string[]>;
}

const BLOCKS = ['lesson', 'predict', 'run', 'check', 'solution', 'hint'];

/** A heading begins a section; what follows its `run` block is the explanation. */
function splitSections(tree: Root): readonly SectionText[] {
  const sections: SectionText[] = [];
  for (const node of tree.children) {
    if (node.type === 'heading' && node.depth <= 2) {
      sections.push({
        title: textOf(node),
        line: node.position?.start.line ?? 1,
        before: [],
        after: [],
        blocks: new Map(),
      });
      continue;
    }
    const section = sections.at(-1);
    if (section === undefined) continue;
    if (node.type === 'code' && BLOCKS.includes(node.lang ?? '')) {
      const name = node.lang ?? '';
      section.blocks.set(name, [...(section.blocks.get(name) ?? []), node.value]);
    } else if (section.blocks.has('run')) section.after.push(node);
    else section.before.push(node);
  }
  return sections;
}

/** `key: value` lines. */
export const fieldsOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split('\n').flatMap((line) => {
      const at = line.indexOf(':');
      return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const];
    }),
  );

export function textOf(node: RootContent): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map((child) => textOf(child as RootContent)).join('') : '';
}

function readStep(section: SectionText, index: number, scenario: Scenario, issues: Issue[]): LessonStep {
  const report = (message: string, expected: string): void =>
    void issues.push({ path: section.title, line: section.line, column: 1, message, expected });
  const block = (name: string): string | undefined => section.blocks.get(name)?.[0];
  const checks = (section.blocks.get('check') ?? []).flatMap((text) =>
    text.split('\n').flatMap((line) => {
      if (line.trim() === '') return [];
      const check = parseCheck(line);
      if (check === undefined) report(`not a check: ${printable(line, 80)}`, 'PATH COMPARISON VALUE : words');
      return check === undefined ? [] : [check];
    }),
  );
  const predict = block('predict');
  const solution = lines(block('solution'));
  if (checks.length > 0 && solution.length === 0)
    report('a step with checks needs a solution', 'a solution block');
  return {
    id: `step-${index + 1}`,
    title: section.title,
    prose: section.before,
    prediction: predict === undefined ? null : readPrediction(predict, report),
    runMicros: scenario.duration,
    explanation: section.after,
    checks,
    solution,
    hints: section.blocks.get('hint') ?? [],
  };
}

const lines = (text: string | undefined): readonly string[] =>
  (text ?? '').split('\n').filter((line) => line.trim() !== '');

function readPrediction(text: string, report: (message: string, expected: string) => void): Prediction {
  const fields = fieldsOf(text);
  for (const name of ['question', 'from', 'to', 'answer'])
    if (!fields.has(name)) report(`the prediction lacks "${name}"`, `${name}: …`);
  return {
    question: fields.get('question') ?? '',
    low: Number(fields.get('from') ?? 0),
    high: Number(fields.get('to') ?? 1),
    unit: fields.get('unit') ?? '',
    answer: fields.get('answer') ?? '',
    tooLow: fields.get('too low') ?? '',
    tooHigh: fields.get('too high') ?? '',
  };
}
