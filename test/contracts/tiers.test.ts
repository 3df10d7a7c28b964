import fs from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { DATA_IMPORTS, PURE_PACKAGES, ROOMS, SIMULATION_TIERS, TYPE_PACKAGES } from '../../tiers.mjs';

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const root = path.resolve(import.meta.dirname, '../..');
const tiers = SIMULATION_TIERS as unknown as Readonly<Record<string, readonly string[]>>;

function sourceFiles(folder: string): string[] {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((f) => /\.tsx?$/.test(f))
    .map((f) => path.posix.join(folder, f.replaceAll('\\', '/')));
}

/** Every import and re-export of a file; a relative one as a path from the root. */
function importsOf(file: string): Import[] {
  const { module } = parseSync(file, fs.readFileSync(path.join(root, file), 'utf8'));
  const from = file;
  const absolute = (to: string): string =>
    to.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(file), to)) : to;
  const statics = module.staticImports.map((i) => ({
    from,
    to: absolute(i.moduleRequest.value),
    typeOnly: i.entries.length > 0 && i.entries.every((e) => e.isType),
  }));
  const exports = module.staticExports.flatMap((e) =>
    e.entries.flatMap((entry) =>
      (entry.moduleRequest ?? null) === null
        ? []
        : [{ from, to: absolute(entry.moduleRequest?.value ?? ''), typeOnly: entry.isType }],
    ),
  );
  return [...statics, ...exports];
}

const folderOf = (file: string): string => file.split('/')[1] ?? '';

describe('who may import whom', () => {
  it('holds inside simulations/', () => {
    const wrong = sourceFiles('simulations')
      .flatMap(importsOf)
      .filter(({ from, to }) => {
        if (from === 'simulations/index.ts') return !to.startsWith('simulations/');
        const own = folderOf(from);
        if (!to.includes('/') || !/^(simulations|assets|main|renderer)\//.test(to)) {
          return ![...PURE_PACKAGES, ...TYPE_PACKAGES].includes(to);
        }
        if (to.startsWith('assets/'))
          return !((DATA_IMPORTS as Readonly<Record<string, readonly string[]>>)[own] ?? []).includes(to);
        if (!to.startsWith('simulations/')) return true;
        const target = folderOf(to);
        return target !== own && !(tiers[own] ?? []).includes(target);
      });
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('lists every folder of simulations/', () => {
    const folders = fs
      .readdirSync(path.join(root, 'simulations'), { withFileTypes: true })
      .filter((e) => e.isDirectory())
      .map((e) => e.name);
    expect(Object.keys(tiers).toSorted()).toEqual(folders.toSorted());
  });

  it('has no cycle among the tiers', () => {
    const visit = (tier: string, seen: readonly string[]): string[] =>
      seen.includes(tier)
        ? [[...seen, tier].join(' -> ')]
        : (tiers[tier] ?? []).flatMap((next) => visit(next, [...seen, tier]));
    expect(Object.keys(tiers).flatMap((tier) => visit(tier, []))).toEqual([]);
  });

  it('lets the outer rooms in through the front door only', () => {
    const rooms = ROOMS as unknown as Readonly<
      Record<
        string,
        {
          readonly mayImport: readonly string[];
          readonly typesOnly?: readonly string[];
          readonly forbiddenPackages?: readonly string[];
        }
      >
    >;
    const wrong = ['renderer', 'main'].flatMap((room) =>
      sourceFiles(room)
        .flatMap(importsOf)
        .filter(({ from, to, typeOnly }) => {
          const rule = rooms[from.startsWith('main/cli/') ? 'main/cli' : room];
          if (rule === undefined) return true;
          if (
            (rule.forbiddenPackages ?? []).some(
              (name) =>
                to === name || to.startsWith(`${name}/`) || (name.endsWith(':') && to.startsWith(name)),
            )
          )
            return true;
          if (!/^(simulations|main|renderer)(\/|$)/.test(to) || to.startsWith(`${room}/`)) return false;
          const plain = to.replace(/\.tsx?$/, '');
          const door = rule.mayImport.includes(plain) || rule.mayImport.includes(`${plain}/index`);
          return !door && !(typeOnly && (rule.typesOnly ?? []).includes(plain));
        }),
    );
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });
});
