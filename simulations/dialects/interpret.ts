/** A line typed at a terminal: parsed by its tool's rules, carried out as the same typed command that a button issues. */
import { catalogue, nearestName } from '../base/catalogue';
import { printable } from '../base/errors';
import { COMMANDS, commandNamed } from '../commands/catalogue';
import { parseLine, splitWords } from '../commands/parse-line';
import type { Lab } from '../lab/lab';
import { readFlags, table, type Intent, type Subcommand, type TerminalReply } from './dialect';
import * as entries from './index';

export const SUBCOMMANDS: readonly Subcommand[] = catalogue<Subcommand>(entries);

const reply = (lines: readonly string[], exitCode = 0): TerminalReply => ({
  lines: lines.map((line) => printable(line, 400)),
  command: null,
  exitCode,
});

/** Never throws; what is printed holds no control characters, whatever names a file gave. */
export function interpretLine(lab: Lab, line: string): TerminalReply {
  const words = splitWords(line.trim());
  const [first] = words;
  if (first === undefined) return reply([]);
  if (first === 'help') return reply(helpText());
  const subcommand = SUBCOMMANDS.find((candidate) => candidate.words.every((word, i) => words[i] === word));
  if (subcommand !== undefined) return runSubcommand(lab, subcommand, words.slice(subcommand.words.length));
  if (commandNamed(first) !== undefined) return runNeutral(lab, line);
  return unknown(words);
}

function runSubcommand(lab: Lab, subcommand: Subcommand, words: readonly string[]): TerminalReply {
  if (words.includes('--help') || words.includes('-h'))
    return reply([`Usage: ${subcommand.usage}`, subcommand.summary]);
  const flags = readFlags(subcommand, words);
  if (typeof flags === 'string') return reply([flags, `Usage: ${subcommand.usage}`], 2);
  return carryOut(lab, subcommand.run(flags, lab.frame()));
}

function carryOut(lab: Lab, intent: Intent): TerminalReply {
  switch (intent.kind) {
    case 'print':
      return reply(intent.lines);
    case 'error':
      return reply(intent.lines, intent.exitCode);
    case 'command': {
      const outcome = lab.execute(intent.call);
      if (!outcome.ok)
        return reply(
          [
            `error: ${outcome.error.message}`,
            ...(outcome.error.hint === undefined ? [] : [outcome.error.hint]),
          ],
          1,
        );
      const lines = intent.report(outcome.value.text, outcome.value.subject, lab.frame());
      return { ...reply(lines), command: intent.call };
    }
  }
}

function runNeutral(lab: Lab, line: string): TerminalReply {
  const call = parseLine(line);
  if (!call.ok)
    return reply(
      [call.error.message, ...(call.error.hint === undefined ? [] : [`example: ${call.error.hint}`])],
      2,
    );
  return carryOut(lab, { kind: 'command', call: call.value, report: (text) => [text] });
}

function unknown(words: readonly string[]): TerminalReply {
  const [tool = ''] = words;
  const ofTool = SUBCOMMANDS.filter((candidate) => candidate.words[0] === tool);
  const names =
    ofTool.length > 0
      ? ofTool.map((c) => c.id)
      : [...new Set([...SUBCOMMANDS.map((c) => c.id), ...COMMANDS.map((c) => c.id), 'help'])];
  const typed = ofTool.length > 0 ? words.slice(0, ofTool[0]?.words.length ?? 2).join(' ') : tool;
  const nearest =
    nearestName(typed, names) ??
    (ofTool.length > 0
      ? undefined
      : nearestName(tool, [...new Set(SUBCOMMANDS.map((c) => c.words[0] ?? ''))]));
  const hint =
    nearest === undefined
      ? ofTool.length > 0
        ? `of ${tool} there is: ${ofTool.map((c) => c.words.slice(1).join(' ')).join(', ')}`
        : 'type help for what there is'
      : `did you mean: ${nearest}`;
  return reply([`${printable(typed, 60)}: not in this model`, hint], 127);
}

function helpText(): readonly string[] {
  const tools = SUBCOMMANDS.map((c) => [c.usage, c.summary]);
  const neutral = COMMANDS.map((c) => [c.example, c.summary]);
  return [
    'A simulated shell: these commands act on the model.',
    ...table(tools),
    '',
    'The same without a tool’s wording:',
    ...table(neutral),
  ];
}
