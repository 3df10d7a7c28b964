import { catalogue } from '../../base/catalogue';
import { defineDialect, ignored, type Dialect, type Subcommand } from '../dialect';
import { pflag, pflagHelp } from '../grammars/pflag';
import { dockerHosts } from '../objects';
import { COMPOSE_FILE } from './compose';
import * as entries from './index';

/** `docker ps` and its kin: Docker 28's wording of help and mistakes. */
export const docker: Dialect = defineDialect({
  id: 'docker',
  order: 10,
  command: 'docker',
  summary: 'A self-sufficient runtime for containers',
  grammar: pflag({
    mistake: (message, subcommand) => ({
      err: [message, '', ...seeHelp(subcommand)],
      exitCode: 125,
    }),
    unknownCommand: (_dialect, word, group) => ({
      err: [
        `docker: unknown command: ${['docker', ...group, word].join(' ').trim()}`,
        '',
        `Run '${['docker', ...group].join(' ')} --help' for more information`,
      ],
      exitCode: 1,
    }),
    helpText: (subcommand) => [
      `Usage:  ${subcommand.usage}`,
      '',
      subcommand.summary,
      ...(subcommand.aliases === undefined
        ? []
        : [
            '',
            'Aliases:',
            `  ${[...subcommand.aliases, subcommand.words].map((form) => form.join(' ')).join(', ')}`,
          ]),
      ...(subcommand.flags.length === 0 ? [] : ['', 'Options:', ...pflagHelp(subcommand.flags)]),
    ],
  }),
  flags: [
    ignored('context', 'Name of the context to use to connect to the daemon', {
      short: 'c',
      value: 'string',
    }),
    ignored('host', 'Daemon socket to connect to', { short: 'H', value: 'list' }),
  ],
  groupFlags: { compose: COMPOSE_FILE },
  leavesOut: {
    login: 'signs in to a registry.',
    push: 'uploads an image to a registry.',
    cp: 'copies files into and out of a container; files are not in this model.',
    commit: 'makes an image of a container’s changes.',
    save: 'writes an image to a file.',
    load: 'reads an image from a file.',
    diff: 'lists the files that a container has changed.',
    'system prune': 'removes what is not used.',
    swarm: 'makes hosts into a swarm; in this model the scenario’s orchestrator does.',
    stack: 'deploys a compose file to a swarm.',
    'volume create': 'makes a volume: a folder that outlives its containers.',
    'network create': 'makes a network of its own for some containers.',
    'image prune': 'removes images that no container uses.',
    'image rm': 'removes an image that no container uses.',
    'image inspect': 'describes an image; use docker inspect.',
    'container prune': 'removes all containers that have stopped; use docker rm.',
    'service inspect': 'describes a service; see docker service ls and ps.',
    update: 'changes the limits of a container while it runs; here they stand in the scenario.',
    attach: 'joins the terminal to the first process of a container.',
    wait: 'waits until a container stops.',
    rmi: 'removes an image that no container uses.',
    rename: 'gives a container another name.',
    port: 'lists the ports that are forwarded to a container.',
    'service update': 'changes image, limits or number of a service, task by task.',
    'service rm': 'removes a service and its tasks.',
    buildx: 'builds for several platforms.',
    scout: 'looks for known weaknesses in images.',
  },
  subcommands: catalogue<Subcommand>(entries),
  missingAt: (place, frame) => {
    if (place.kind === 'container') return 'sh: docker: not found';
    if (place.kind === 'vm') return 'bash: docker: command not found';
    const has = dockerHosts(frame).some((host) => place.kind === 'desk' || host.id === place.id);
    if (has) return null;
    return place.kind === 'desk'
      ? 'Cannot connect to the Docker daemon: no host of this scenario runs containers'
      : 'bash: docker: command not found (this host has no container engine)';
  },
});

const seeHelp = (subcommand: Subcommand): readonly string[] => [
  `Usage:  ${subcommand.usage}`,
  '',
  `Run '${subcommand.words.join(' ')} --help' for more information`,
];
