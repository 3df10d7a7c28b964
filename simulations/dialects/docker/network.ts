import { printable } from '../../base/errors';
import { gatewayOf, macOf } from '../../lab/machines';
import { defineSubcommand, error, flag, type Context } from '../dialect';
import { longId } from '../objects';
import { goTemplate, type Value } from '../output/go-template';
import { FORMAT, list } from './format';
import { containersAt, requires } from './usage';

interface Network {
  readonly name: string;
  readonly driver: string;
}

const NETWORKS: readonly Network[] = [
  { name: 'bridge', driver: 'bridge' },
  { name: 'host', driver: 'host' },
  { name: 'none', driver: 'null' },
];

/** `docker network ls` */
export const networkLs = defineSubcommand({
  id: 'docker network ls',
  words: ['docker', 'network', 'ls'],
  aliases: [['docker', 'network', 'list']],
  usage: 'docker network ls [OPTIONS]',
  summary: 'List networks',
  examples: ['docker network ls'],
  flags: [
    FORMAT,
    flag('quiet', 'Only display network IDs', { short: 'q' }),
    flag('no-trunc', 'Do not truncate the output'),
  ],
  models: 'The three that every engine has; all containers hang on the bridge.',
  run(args) {
    const idOf = (name: string): string =>
      args.has('no-trunc') ? longId(`network/${name}`) : longId(`network/${name}`).slice(0, 12);
    if (args.has('quiet')) return { out: NETWORKS.map(({ name }) => idOf(name)) };
    return list(
      args,
      { ID: 'NETWORK ID', Name: 'NAME', Driver: 'DRIVER', Scope: 'SCOPE' },
      ['ID', 'Name', 'Driver', 'Scope'],
      NETWORKS.map(({ name, driver }) => ({ ID: idOf(name), Name: name, Driver: driver, Scope: 'local' })),
    );
  },
});

const ITSELF = {
  words: ['docker', 'network', 'inspect'],
  usage: 'docker network inspect [OPTIONS] NETWORK [NETWORK...]',
} as const;

/** `docker network inspect bridge`: who hangs on it, with which address. */
export const networkInspect = defineSubcommand({
  id: 'docker network inspect',
  ...ITSELF,
  summary: 'Display detailed information on one or more networks',
  examples: ['docker network inspect bridge'],
  flags: [
    flag('format', 'Format output using a custom template', { short: 'f', value: 'string' }),
    flag('verbose', 'Verbose output for diagnostics', { short: 'v', without: 'effect' }),
  ],
  operands: () => NETWORKS.map(({ name }) => name),
  run(args, context) {
    const [name] = args.rest;
    if (name === undefined) return requires(ITSELF, 'at least 1 argument');
    const network = NETWORKS.find((n) => n.name === name || longId(`network/${n.name}`).startsWith(name));
    if (network === undefined)
      return error(1, `Error response from daemon: network ${printable(name, 80)} not found`);
    const value = describeNetwork(network, context);
    const format = args.value('format');
    if (format === undefined || format === 'json')
      return { out: JSON.stringify([value], null, 4).split('\n') };
    const line = goTemplate(format, value);
    return line.ok
      ? { out: line.value.split('\n') }
      : error(64, `template parsing error: template: :1: ${line.error}`);
  },
});

function describeNetwork({ name, driver }: Network, context: Context): Value {
  const containers =
    name === 'bridge' ? containersAt(context).filter((c) => !['stopped', 'failed'].includes(c.state)) : [];
  const [first] = containers;
  const gateway = first === undefined ? '' : gatewayOf(first);
  return {
    Name: name,
    Id: longId(`network/${name}`),
    Scope: 'local',
    Driver: driver,
    IPAM: {
      Driver: 'default',
      Config: gateway === '' ? [] : [{ Subnet: gateway.replace(/\.0\.1$/, '.0.0/16'), Gateway: gateway }],
    },
    Containers: Object.fromEntries(
      containers.map((c) => [
        longId(c.id),
        { Name: c.id, MacAddress: macOf(c.id), IPv4Address: `${c.address}/16` },
      ]),
    ),
  };
}

/** `docker volume ls` */
export const volumeLs = defineSubcommand({
  id: 'docker volume ls',
  words: ['docker', 'volume', 'ls'],
  aliases: [['docker', 'volume', 'list']],
  usage: 'docker volume ls [OPTIONS]',
  summary: 'List volumes',
  examples: ['docker volume ls'],
  flags: [FORMAT, flag('quiet', 'Only display volume names', { short: 'q' })],
  models:
    'Containers of this model have no volumes: what they write lies in their own layer and goes with them.',
  run: (args) =>
    args.has('quiet') ? {} : list(args, { Driver: 'DRIVER', Name: 'VOLUME NAME' }, ['Driver', 'Name'], []),
});
