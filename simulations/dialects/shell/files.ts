/** Files that can be read at a place: those of /proc and /sys/fs/cgroup that lessons need. */
import { fail, type Outcome } from '../../base/errors';
import type { Context } from '../dialect';

export function readFile(_path: string, _context: Context): Outcome<readonly string[], string> {
  return fail('No such file or directory (files are not in this model)');
}
