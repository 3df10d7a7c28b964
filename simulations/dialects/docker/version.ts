import { defineSubcommand, print } from '../dialect';
import { shortId } from '../objects';
import { FORMAT } from './format';

/** The release whose words and columns the dialect has (assumed: the hosts of the model run the same). */
const ENGINE = '28.5.1';
const API = '1.51';

/** `docker version` */
export const dockerVersion = defineSubcommand({
  id: 'docker version',
  words: ['docker', 'version'],
  usage: 'docker version [OPTIONS]',
  summary: 'Show the Docker version information',
  flags: [{ ...FORMAT, without: 'effect' }],
  examples: ['docker version'],
  differs: 'The versions are made up; no build times and commits are told.',
  run: () =>
    print(
      'Client:',
      ` Version:           ${ENGINE}`,
      ` API version:       ${API}`,
      ' OS/Arch:           linux/amd64',
      ' Context:           default',
      '',
      'Server: Docker Engine - Community',
      ' Engine:',
      `  Version:          ${ENGINE}`,
      `  API version:      ${API} (minimum version 1.24)`,
      '  OS/Arch:          linux/amd64',
      ' containerd:',
      '  Version:          1.7.22',
      ' runc:',
      '  Version:          1.1.14',
    ),
});

/** `docker --version` */
export const dockerVersionFlag = defineSubcommand({
  id: 'docker --version',
  words: ['docker', '--version'],
  aliases: [['docker', '-v']],
  usage: 'docker --version',
  summary: 'Print version information and quit',
  flags: [],
  examples: ['docker --version'],
  differs: 'Version and build are made up.',
  run: () => print(`Docker version ${ENGINE}, build ${shortId(ENGINE).slice(0, 7)}`),
});
