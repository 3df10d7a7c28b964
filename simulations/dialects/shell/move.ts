import { printable } from '../../base/errors';
import { nearestName } from '../../base/catalogue';
import type { Frame } from '../../lab/frame';
import { insideOf } from '../../lab/machines';
import { technologyOf } from '../../technologies/catalogue';
import { defineSubcommand, error, ignored, type Intent } from '../dialect';
import { hostOf, sandboxesOf, sandboxOf, type Place } from './place';

/** Hosts that one can log in to, and VMs: what has a system of its own that listens. */
const reachable = (frame: Frame): readonly string[] => [
  ...frame.hosts.filter((host) => technologyOf(host.technology).tool !== 'aws').map((host) => host.id),
  ...sandboxesOf(frame)
    .filter((s) => technologyOf(s.technology).tool === 'virsh')
    .map((s) => s.id),
];

/** What `ssh NAME` or a console leads to; in words, why not. */
export function loginTo(name: string, frame: Frame): Intent {
  const host = hostOf(frame, name);
  if (host !== undefined)
    return technologyOf(host.technology).tool === 'aws'
      ? providersHost(name)
      : enter({ kind: 'host', id: name });
  const sandbox = sandboxOf(frame, name) ?? sandboxesOf(frame).find((s) => s.address === name);
  if (sandbox === undefined) {
    const nearest = nearestName(name, reachable(frame));
    return error(
      255,
      `ssh: Could not resolve hostname ${printable(name, 60)}: Name or service not known`,
      ...(nearest === undefined
        ? [`there are: ${reachable(frame).slice(0, 12).join(', ')}`]
        : [`did you mean: ${nearest}`]),
    );
  }
  if (insideOf(sandbox) === 'no-shell')
    return error(
      255,
      `ssh: connect to host ${sandbox.id} port 22: Connection refused`,
      'A unikernel is one program with its operating system as a library: there is no shell in it, nor a second process.',
    );
  switch (technologyOf(sandbox.technology).tool) {
    case 'virsh':
      if (sandbox.guest?.startsWith('Windows') === true)
        return error(
          255,
          `${sandbox.id}: a Windows guest is reached by PowerShell or a remote desktop, which are not in this model`,
        );
      return sandbox.state === 'running' || sandbox.state === 'idle'
        ? enter({ kind: 'vm', id: sandbox.id })
        : error(
            255,
            `ssh: connect to host ${sandbox.id} port 22: ${sandbox.state === 'starting' ? 'Connection refused (its guest still boots)' : 'No route to host'}`,
          );
    case 'docker':
      return error(
        255,
        `ssh: connect to host ${sandbox.id} port 22: Connection refused`,
        `A container runs one program and no ssh server; from its host: docker exec -it ${sandbox.id} sh`,
      );
    case 'aws':
      return functionsShell(sandbox.functionId ?? sandbox.component);
    case 'shell':
      return error(
        255,
        `ssh: connect to host ${sandbox.id} port 22: Connection refused`,
        'It is a process of its host: log in there.',
      );
  }
}

const enter = (place: Place): Intent => ({ enter: place });

/** Why nobody gets a shell where a function runs: the provider's machine is not the learner's. */
export const functionsShell = (name: string): Intent =>
  error(
    255,
    `${printable(name, 60)}: no shell leads into a function's environment`,
    'The provider starts and removes these environments by itself and lets nobody in: there is no address, no login and no process list.',
    'What is left to look at: the answers, the metrics, and what the function itself wrote to its log (aws logs tail).',
  );

const providersHost = (name: string): Intent =>
  error(
    255,
    `ssh: connect to host ${printable(name, 60)} port 22: Permission denied (publickey)`,
    'This host belongs to the provider: its hypervisor, its kernel and its other tenants are none of yours. Use aws from your desk.',
  );

/** `ssh HOST` */
export const ssh = defineSubcommand({
  id: 'ssh',
  words: ['ssh'],
  usage: 'ssh [user@]destination',
  summary: 'Log in to a host or a VM.',
  flags: [
    ignored('l', 'the user to log in as', { value: 'login_name' }),
    ignored('i', 'the file of the private key', { value: 'identity_file' }),
    ignored('p', 'the port', { value: 'port' }),
    ignored('t', 'force a terminal'),
    ignored('v', 'verbose'),
  ],
  stopsAtOperand: true,
  differs: 'A command behind the destination is one command: no pipes over there.',
  operands: (frame, position) => (position === 0 ? reachable(frame) : []),
  run({ rest }, { frame, place }) {
    const [destination, ...command] = rest;
    if (destination === undefined) return error(255, 'usage: ssh [user@]destination');
    if (place.kind === 'container') return error(127, 'sh: ssh: not found');
    const login = loginTo(destination.replace(/^.*@/, ''), frame);
    if (command.length === 0 || login.enter === undefined) return login;
    const words = command.length === 1 ? (command[0] ?? '').trim().split(/\s+/) : command;
    return { runs: { words, place: login.enter } };
  },
});

/** `exit`, `logout`: back to where one came from. */
const leave = (name: string): ReturnType<typeof defineSubcommand> =>
  defineSubcommand({
    id: name,
    words: [name],
    usage: name,
    summary: 'Leave this shell and go back to where you came from.',
    flags: [],
    run(_args, { place }) {
      if (place.kind === 'desk') return error(0, 'This is your own desk: there is nothing to leave.');
      return {
        leave: true,
        out:
          place.kind === 'container'
            ? []
            : [
                'logout',
                ...(place.kind === 'vm' || place.kind === 'host'
                  ? [`Connection to ${place.id} closed.`]
                  : []),
              ],
      };
    },
  });

export const exit = leave('exit');
export const logout = leave('logout');
