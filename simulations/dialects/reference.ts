/** The reference of the terminal, from what the dialects declare: what is modelled, what differs, what is left out. */
import { COMMANDS } from '../commands/catalogue';
import type { Dialect, Flag, Subcommand } from './dialect';
import { shortOf, shownFlag } from './flags';
import { REAL_TOOLS } from './real-tools';
import { DIALECTS } from './understand';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text: string): string => `\`${cell(text)}\``;

const flagName = (f: Flag): string => {
  const short = shortOf(f);
  const long = f.name.length > 1 ? shownFlag(f.name) : '';
  const names = [short === undefined ? '' : `-${short}`, long].filter((name) => name !== '').join(', ');
  return code(f.value === undefined ? names : `${names} ${f.value}`);
};

const listed = (flags: readonly Flag[]): string => flags.map(flagName).join(' ');

function modelled(subcommand: Subcommand): string {
  const effective = subcommand.flags.filter((f) => f.without === undefined);
  const parts = [
    subcommand.models === undefined ? subcommand.summary.replace(/\.?$/, '.') : subcommand.models,
    effective.length === 0 ? '' : `Flags: ${listed(effective)}`,
    ...(subcommand.aliases === undefined
      ? []
      : [`Also ${subcommand.aliases.map((form) => code(form.join(' '))).join(', ')}`]),
  ];
  return parts.filter((part) => part !== '').join('<br>');
}

function notModelled(subcommand: Subcommand): string {
  const without = subcommand.flags.filter((f) => f.without !== undefined);
  const left = Object.entries(subcommand.leavesOut ?? {});
  const parts = [
    subcommand.differs ?? '',
    without.length === 0 ? '' : `Accepted without effect: ${listed(without)}`,
    left.length === 0 ? '' : `Left out: ${left.map(([name]) => code(shownFlag(name))).join(' ')}`,
  ];
  return parts.filter((part) => part !== '').join('<br>');
}

function section(dialect: Dialect): readonly string[] {
  const left = Object.entries(dialect.leavesOut);
  return [
    `## ${dialect.command ?? 'The shell'}`,
    '',
    `${dialect.summary.replace(/\.?$/, '.')}`,
    '',
    '| command | what is modelled | what is not, and what differs |',
    '| --- | --- | --- |',
    ...dialect.subcommands.map(
      (s) =>
        `| ${code(s.words.join(' '))} | ${cell(modelled(s)).replaceAll('\\\\|', '\\|')} | ${cell(notModelled(s)).replaceAll('\\\\|', '\\|')} |`,
    ),
    '',
    ...(left.length === 0
      ? []
      : [
          'Left out as a whole; the terminal says what the real one would do:',
          '',
          ...left.map(([name, text]) => `- ${code(`${dialect.command ?? ''} ${name}`.trim())} ${text}`),
          '',
        ]),
  ];
}

/** A page of Markdown. */
export function terminalReference(): string {
  return [
    '# The terminal',
    '',
    'Made by `npm run terminal-reference` from `simulations/dialects/`; a test says when it is out of date.',
    '',
    'What is typed acts on the simulated world and on nothing else. Commands that change it are typed commands of the lab: they are',
    'logged, undone and replayed like those of buttons. Flags are read by each tool’s own rules; a flag or command that is not here is',
    'answered with “not in this model”, the nearest one, and what the real one would do. Time is simulated: what takes time shows its',
    'phases while the run is played, and Ctrl-C ends it.',
    '',
    'The shell has quotes, `$?`, `$(…)`, pipes, `;` `&&` `||`, here-documents, comments, `> /dev/null` and `2>&1`. It has no files, no',
    'background jobs, no loops and no variables of one’s own. You stand at your desk, which is not part of the model; `ssh`,',
    '`virsh console`, `docker exec -it` and `nsenter` lead to hosts, VMs and containers, `exit` back. A shell into a provider’s',
    'function is refused, as in real life.',
    '',
    ...DIALECTS.flatMap(section),
    '## The lab’s own commands',
    '',
    'The same without a tool’s wording, and what no tool can do; every action in the picture is one of them.',
    '',
    '| command | what it does | example |',
    '| --- | --- | --- |',
    ...COMMANDS.map((c) => `| ${code(c.id)} | ${cell(c.summary)} | ${code(c.example)} |`),
    '',
    '## Known and left out',
    '',
    `These are recognised and answered with what they would do: ${Object.keys(REAL_TOOLS).map(code).join(' ')}`,
    '',
  ].join('\n');
}
