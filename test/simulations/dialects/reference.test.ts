import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS, DIALECTS, SUBCOMMANDS, terminalReference } from '../../../simulations';
import { root } from '../../helpers/scenarios';

const file = path.join(root, 'docs/terminal.md');

describe('docs/terminal.md', () => {
  it('is up to date', () =>
    expect(fs.readFileSync(file, 'utf8'), 'npm run terminal-reference').toBe(terminalReference()));
  it('has a row for every command of every tool and of the lab', () => {
    const text = terminalReference();
    for (const { words } of SUBCOMMANDS) expect(text).toContain(`| \`${words.join(' ')}\` |`);
    for (const { id } of COMMANDS) expect(text).toContain(`| \`${id}\` |`);
    expect(DIALECTS.map((dialect) => dialect.id)).toEqual(['docker', 'kubectl', 'virsh', 'aws', 'shell']);
  });
});

describe('every subcommand', () => {
  it.each(SUBCOMMANDS.map((s) => [s.id, s] as const))(
    '%s has ids, flags and letters of its own',
    (_id, subcommand) => {
      const names = subcommand.flags.map((f) => f.name);
      expect(new Set(names).size, 'names').toBe(names.length);
      const letters = subcommand.flags.flatMap((f) => f.short ?? (f.name.length === 1 ? f.name : []));
      expect(new Set(letters).size, 'letters').toBe(letters.length);
      for (const name of Object.keys(subcommand.leavesOut ?? {})) expect(names).not.toContain(name);
      expect(subcommand.usage.startsWith(subcommand.words[0] ?? '')).toBe(true);
    },
  );
  it('is reached by words that no other has', () => {
    const forms = SUBCOMMANDS.flatMap((s) => [s.words, ...(s.aliases ?? [])]).map((words) => words.join(' '));
    expect(forms.filter((form, i) => forms.indexOf(form) !== i)).toEqual([]);
  });
});
