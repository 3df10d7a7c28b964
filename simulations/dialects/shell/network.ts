import { gatewayOf, hostAddress, macOf } from '../../lab/machines';
import { technologyOf } from '../../technologies/catalogue';
import { error, flag, type Context } from '../dialect';
import { columns } from '../output/columns';
import { defineMachineTool, type Machine } from './machine';

interface Link {
  readonly name: string;
  readonly flags: string;
  readonly kind: 'loopback' | 'ether';
  readonly address: string | null;
  readonly mac: string;
  readonly more: string;
}

const LOOP: Link = {
  name: 'lo',
  flags: 'LOOPBACK,UP,LOWER_UP',
  kind: 'loopback',
  address: '127.0.0.1/8',
  mac: '00:00:00:00:00:00',
  more: 'mtu 65536 qdisc noqueue state UNKNOWN',
};
const UP = 'BROADCAST,MULTICAST,UP,LOWER_UP';

/** The links of a machine: a container has one end of a pair, its host the other. */
function linksOf({ host, sandbox }: Machine, { frame }: Context): readonly Link[] {
  const ether = (name: string, address: string | null, owner: string, more: string): Link => ({
    name,
    flags: UP,
    kind: 'ether',
    address,
    mac: macOf(owner),
    more,
  });
  if (sandbox !== null) {
    const isContainer = technologyOf(sandbox.technology).tool === 'docker';
    const name = isContainer ? 'eth0@if7' : 'enp1s0';
    return [LOOP, ether(name, `${sandbox.address}/16`, sandbox.id, 'mtu 1500 qdisc noqueue state UP')];
  }
  const [first] = host.sandboxes;
  const tool = technologyOf(host.technology).tool;
  const bridge = tool === 'docker' ? 'docker0' : 'virbr0';
  const pairs = host.sandboxes
    .filter((s) => s.state !== 'stopped' && s.state !== 'failed')
    .map((s) =>
      ether(
        tool === 'docker'
          ? `veth${macOf(s.id).replaceAll(':', '').slice(5)}@if2`
          : `vnet-${s.id}`.slice(0, 15),
        null,
        `${s.id}/host`,
        `mtu 1500 qdisc noqueue master ${bridge} state UP`,
      ),
    );
  return [
    LOOP,
    ether('eno1', `${hostAddress(host, frame)}/24`, host.id, 'mtu 1500 qdisc mq state UP'),
    ...(first === undefined || tool === 'shell'
      ? []
      : [
          ether(bridge, `${gatewayOf(first)}/16`, `${host.id}/bridge`, 'mtu 1500 qdisc noqueue state UP'),
          ...pairs,
        ]),
  ];
}

const OBJECTS = ['addr', 'address', 'a', 'link', 'l', 'route', 'r'];

/** `ip addr`, `ip link`, `ip route` */
export const ip = defineMachineTool({
  name: 'ip',
  usage: 'ip [ OPTIONS ] { addr | link | route }',
  summary: 'Show network interfaces, addresses and routes.',
  flags: [
    flag('brief', 'print only basic information'),
    flag('br', 'print only basic information'),
    flag('4', 'IPv4 only', { without: 'effect' }),
  ],
  older: (words) => words.map((word) => (word === '-br' ? '--br' : word === '-brief' ? '--brief' : word)),
  models:
    'Each container and VM has an interface and an address of its own; its other end hangs on a bridge of the host.',
  differs: 'IPv4 only; nothing can be changed.',
  run(args, machine, context) {
    const [object = 'addr', verb = 'show'] = args.rest;
    if (!OBJECTS.includes(object)) return error(1, `Object "${object}" is unknown, try "ip help".`);
    if (!['show', 'list', 'ls', 's', 'dev'].includes(verb))
      return error(1, `ip ${object} ${verb}: not in this model: the network can only be looked at`);
    const links = linksOf(machine, context);
    if (object.startsWith('r')) return { out: routes(machine, context) };
    if (args.has('brief') || args.has('br'))
      return {
        out: columns(
          links.map((l) => [l.name, l.kind === 'loopback' ? 'UNKNOWN' : 'UP', l.address ?? '']),
          { minWidth: 17, padding: 1 },
        ),
      };
    const withAddresses = object.startsWith('a');
    return { out: links.flatMap((link, i) => described(link, i + 1, withAddresses)) };
  },
});

function described(link: Link, index: number, withAddresses: boolean): readonly string[] {
  const scope = link.kind === 'loopback' ? 'host lo' : `global ${link.name.split('@')[0] ?? ''}`;
  const broadcast = link.kind === 'loopback' ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff';
  return [
    `${index}: ${link.name}: <${link.flags}> ${link.more} group default qlen 1000`,
    `    link/${link.kind} ${link.mac} brd ${broadcast}`,
    ...(withAddresses && link.address !== null
      ? [`    inet ${link.address} scope ${scope}`, '       valid_lft forever preferred_lft forever']
      : []),
  ];
}

function routes({ sandbox, host }: Machine, { frame }: Context): readonly string[] {
  if (sandbox === null)
    return [
      `default via 192.168.10.1 dev eno1`,
      `192.168.10.0/24 dev eno1 scope link src ${hostAddress(host, frame)}`,
    ];
  const dev = technologyOf(sandbox.technology).tool === 'docker' ? 'eth0' : 'enp1s0';
  const net = gatewayOf(sandbox).replace(/\.0\.1$/, '.0.0/16');
  return [
    `default via ${gatewayOf(sandbox)} dev ${dev}`,
    `${net} dev ${dev} scope link src ${sandbox.address}`,
  ];
}
