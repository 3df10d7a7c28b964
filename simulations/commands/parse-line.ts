/** The neutral spelling: `scale thumb 5 --in containers`. */
import { fail, type LabError, type Outcome } from '../base/errors';
import { commandNamed, readCall, type CommandCall } from './catalogue';
import { optionsOf } from './command';

/** Words of a line: quotes group, a backslash escapes. */
export function splitWords(line: string): readonly string[] {
  const words: string[] = [];
  for (const match of line.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g))
    words.push(match[1]?.replace(/\\(.)/g, '$1') ?? match[2] ?? match[3] ?? '');
  return words;
}

export function parseLine(line: string): Outcome<CommandCall, LabError> {
  const [name = '', ...rest] = splitWords(line);
  const command = commandNamed(name);
  if (command === undefined) return readCall({ name });
  const args: Record<string, string> = {};
  const words: string[] = [];
  const flags = new Map(Object.entries(optionsOf(command)).map(([key, flag]) => [`--${flag}`, key]));
  for (let i = 0; i < rest.length; i++) {
    const name = flags.get(rest[i] as string);
    if (name !== undefined) args[name] = rest[++i] ?? '';
    else words.push(rest[i] as string);
  }
  if (words.length !== command.positional.length) {
    return fail({
      code: 'bad-arguments',
      message: `usage: ${command.id} ${command.positional.map((p) => p.toUpperCase()).join(' ')}`,
      hint: command.example,
    });
  }
  command.positional.forEach((key, i) => (args[key] = words[i] as string));
  return readCall({ name, args });
}
