/** One real task for each tool of the terminal, typed into “three ways”, and the page that shows them. */
import fs from 'node:fs';
import path from 'node:path';
import { linesOf, ScriptTerminal, transcriptOf } from '../../simulations';
import { root } from './scenarios';
import { threeWays } from './typing';

const folder = path.join(root, 'test/golden/terminal');
export const TASKS_PAGE = path.join(root, 'docs/terminal-tasks.md');

export const TASK_TOOLS = ['docker', 'kubectl', 'virsh', 'aws', 'shell'] as const;
export type TaskTool = (typeof TASK_TOOLS)[number];

/** The file of a task: what it is, then part by part a comment with its name and the lines that are typed. */
export const taskOf = (tool: TaskTool): readonly string[] =>
  linesOf(fs.readFileSync(path.join(folder, `${tool}.commands.txt`), 'utf8'));

export const pictureOf = (tool: TaskTool): string => `docs/images/terminal-${tool}.png`;

const isComment = (line: string): boolean => line.startsWith('# ');

/** The lines of one part of a task. */
export function partOf(tool: TaskTool, part: string): readonly string[] {
  const lines = taskOf(tool);
  const from = lines.indexOf(`# ${part}`) + 1;
  const to = lines.findIndex((line, i) => i >= from && isComment(line));
  return lines.slice(from, to < 0 ? undefined : to).filter((line) => line !== '');
}

/** The section of a tool: its task typed from the beginning of a run. */
export function sectionOf(tool: TaskTool): string {
  const terminal = new ScriptTerminal(threeWays(0));
  const [title = '', ...lines] = taskOf(tool);
  const parts: { readonly name: string; readonly text: string[] }[] = [];
  for (const line of lines) {
    if (isComment(line)) parts.push({ name: line.slice(2), text: [] });
    const typed = terminal.type(line);
    if (typed !== null) parts.at(-1)?.text.push(transcriptOf([typed]));
  }
  const blocks = parts.map(({ name, text }) => `### ${name}\n\n\`\`\`console\n${text.join('\n')}\n\`\`\``);
  const picture = `![${tool} in the terminal of the window](${pictureOf(tool).replace('docs/', '')})`;
  return [`## ${tool}`, title.slice(2), picture, ...blocks].join('\n\n');
}

const HEAD = `# A task in each tool’s words

Made by \`npm run terminal-tasks\` from \`test/golden/terminal/\`; a test says when it is out of date. Each task is typed as
\`strata run assets/scenarios/three-ways.scenario.json --script FILE\` types it: deploy, overload, look, scale, clean up.
\`wait\` lets simulated time pass. [terminal.md](terminal.md) says what is modelled of each command.`;

export const tasksPage = (): string => `${[HEAD, ...TASK_TOOLS.map(sectionOf)].join('\n\n')}\n`;
