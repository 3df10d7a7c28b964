import { defineSubcommand, print } from '../dialect';

/** `echo TEXT` */
export const echo = defineSubcommand({
  id: 'echo',
  words: ['echo'],
  usage: 'echo [STRING]...',
  summary: 'Print its words.',
  flags: [],
  stopsAtOperand: true,
  run: ({ rest }) => print(rest.join(' ')),
});

/** `true` ends well. */
export const yes = defineSubcommand({
  id: 'true',
  words: ['true'],
  usage: 'true',
  summary: 'Do nothing, successfully.',
  flags: [],
  run: () => ({}),
});

/** `false` does not. */
export const no = defineSubcommand({
  id: 'false',
  words: ['false'],
  usage: 'false',
  summary: 'Do nothing, unsuccessfully.',
  flags: [],
  run: () => ({ exitCode: 1 }),
});

/** `clear` empties the screen. */
export const clear = defineSubcommand({
  id: 'clear',
  words: ['clear'],
  usage: 'clear',
  summary: 'Clear the terminal screen.',
  flags: [],
  run: () => ({ clear: true }),
});

/** `pwd`: one is always at home; files are not in this model. */
export const printWorkingDirectory = defineSubcommand({
  id: 'pwd',
  words: ['pwd'],
  usage: 'pwd',
  summary: 'Print the name of the current working directory.',
  flags: [],
  differs: 'There is one folder to be in.',
  run: (_args, { place }) => print(place.kind === 'container' ? '/' : '/home/learner'),
});
