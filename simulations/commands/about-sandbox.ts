/** What commands about one sandbox share: its name is their only word, and one that is not there is refused alike. */
import * as z from 'zod';
import type { World } from '../world/world';
import type { Ran } from './command';
import { findSandbox } from './find';

const args = z.strictObject({ sandbox: z.string().min(1).max(100) });

export const aboutSandbox = (act: (world: World, row: number, sandbox: string) => Ran) => ({
  positional: ['sandbox'],
  args,
  run(world: World, { sandbox }: z.output<typeof args>): Ran {
    const found = findSandbox(world, sandbox);
    return found.ok ? act(world, found.value, sandbox) : found;
  },
});
