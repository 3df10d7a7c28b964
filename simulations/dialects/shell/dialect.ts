import { catalogue } from '../../base/catalogue';
import { defineDialect, type Subcommand } from '../dialect';
import { getopt } from '../grammars/getopt';
import * as entries from './index';

/** The shell's own: filters of a pipe, moving between places, and what looks at the machine one is on. */
export const shell = defineDialect({
  id: 'shell',
  order: 50,
  command: null,
  summary: 'The shell of a host, a VM or a container',
  grammar: getopt,
  flags: [],
  leavesOut: {},
  subcommands: catalogue<Subcommand>(entries),
  missingAt: () => null,
});
