import { printable } from '../../base/errors';
import type { SandboxFrame } from '../../lab/frame';
import { error, type Context, type Intent, type Subcommand } from '../dialect';
import { dockerHosts } from '../objects';

/** `docker: 'docker stop' requires at least 1 argument`, and how it is used. */
export function requires(subcommand: Pick<Subcommand, 'usage' | 'words'>, what: string): Intent {
  const name = subcommand.words.join(' ');
  return error(
    1,
    `docker: '${name}' requires ${what}`,
    '',
    `Usage:  ${subcommand.usage}`,
    '',
    `Run '${name} --help' for more information`,
  );
}

export const noSuchContainer = (name: string): string =>
  `Error response from daemon: No such container: ${printable(name, 80)}`;

/** The containers that docker speaks of at this place: all of them from the desk, else those of the host. */
export const containersAt = ({ frame, place }: Context): readonly SandboxFrame[] =>
  dockerHosts(frame)
    .filter((host) => place.kind !== 'host' || host.id === place.id)
    .flatMap((host) => host.sandboxes);
