import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { digestsHere, PINNED, pinnedText } from '../helpers/pinned';

const root = path.resolve(import.meta.dirname, '../..');

/** The library as one script, without anything that its embedding would have to provide. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    root,
    resolve: {
      alias: {
        'decode-named-character-reference': path.join(
          root,
          'node_modules/decode-named-character-reference/index.js',
        ),
      },
    },
    build: {
      write: false,
      minify: false,
      lib: { entry: path.join(root, 'simulations/index.ts'), formats: ['iife'], name: 'strata' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('nothing was built');
  return output.output[0].code;
}

/** Parses and runs one pinned scenario; the library is `strata` in its scope. */
const program = (text: string, untilMicros: number): string =>
  `(() => { const parsed = strata.parseScenario(${JSON.stringify(text)}); const lab = strata.Lab.open(parsed.value); lab.runTo(${untilMicros}); return lab.digest; })()`;

describe('the library is pure', () => {
  it('gives the pinned digests here, in an empty context and in a worker', async () => {
    const library = await bundle();
    const context = vm.createContext(Object.create(null) as vm.Context);
    vm.runInContext(`${library};globalThis.strata = strata;`, context);
    const programs = PINNED.map((pinned) => program(pinnedText(pinned), pinned.untilMicros));
    const list = programs.map((text, i) => `[${JSON.stringify(PINNED[i]?.id)}, ${text}]`).join(', ');
    const worker = new Worker(
      `${library}; require('node:worker_threads').parentPort.postMessage(Object.fromEntries([${list}]));`,
      { eval: true },
    );
    const inWorker = await new Promise<unknown>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
    });
    await worker.terminate();
    const inContext = Object.fromEntries(
      PINNED.map(({ id }, i) => [id, vm.runInContext(programs[i] ?? '', context) as string]),
    );
    const here = digestsHere();
    expect(inContext).toEqual(here);
    expect(inWorker).toEqual(here);
    const file = path.join(root, 'test/golden/digests.json');
    expect(
      here,
      'results have changed; where that is meant: npm run pin-digests, and say so in the commit',
    ).toEqual(JSON.parse(fs.readFileSync(file, 'utf8')));
  });
});
