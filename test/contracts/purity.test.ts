import fs from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { Lab, parseScenario } from '../../simulations';

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

describe('the library is pure', () => {
  it('gives the digests of Node in an empty context', async () => {
    const code = await bundle();
    for (const name of ['three-ways', 'hot-search', 'real-traffic']) {
      const text = fs.readFileSync(path.join(root, `assets/scenarios/${name}.scenario.json`), 'utf8');
      const context = vm.createContext(Object.create(null) as vm.Context);
      vm.runInContext(`${code};globalThis.strata = strata;`, context);
      const there = vm.runInContext(
        `(() => { const parsed = strata.parseScenario(${JSON.stringify(text)}); const lab = strata.Lab.open(parsed.value); lab.runTo(60000000); return lab.digest; })()`,
        context,
      ) as string;
      const parsed = parseScenario(text);
      if (!parsed.ok) throw new Error(name);
      const lab = Lab.open(parsed.value);
      lab.runTo(60_000_000);
      expect(there).toBe(lab.digest);
    }
  });
});
