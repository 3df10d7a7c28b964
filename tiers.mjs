/**
 * Who may import whom, as data. The contract test checks every import of every source file against it; there are no
 * exemptions by comment: where the table is wrong, it is changed here.
 */

/** Folders of `simulations/` and what each may import besides itself. */
export const SIMULATION_TIERS = {
  base: [],
  random: ['base'],
  statistics: ['base'],
  engine: ['base'],
  drawing: ['base'],
  technologies: ['base', 'random'],
  profiles: ['base', 'technologies'],
  policies: ['base', 'random', 'technologies'],
  workload: ['base', 'random'],
  scenario: ['base', 'random', 'technologies', 'profiles', 'policies', 'workload'],
  world: [
    'base',
    'random',
    'statistics',
    'engine',
    'technologies',
    'profiles',
    'policies',
    'workload',
    'scenario',
  ],
  results: ['base', 'random', 'statistics', 'engine', 'technologies', 'profiles', 'scenario', 'world'],
  commands: ['base', 'technologies', 'workload', 'scenario', 'world', 'results'],
  lab: [
    'base',
    'statistics',
    'engine',
    'technologies',
    'profiles',
    'workload',
    'scenario',
    'world',
    'results',
    'commands',
  ],
  dialects: ['base', 'random', 'technologies', 'profiles', 'scenario', 'world', 'results', 'lab', 'commands'],
  lessons: ['base', 'scenario', 'results', 'lab', 'commands'],
  scene: ['base', 'technologies', 'scenario', 'results', 'lab'],
  charts: ['base', 'random', 'statistics', 'technologies', 'scenario', 'results', 'lab', 'scene', 'drawing'],
  exports: ['base', 'results', 'drawing', 'scene'],
};

/** Packages that are pure and deterministic: the only ones that `simulations/` may import. */
export const PURE_PACKAGES = [
  'zod',
  'jsonc-parser',
  'd3-scale',
  'd3-shape',
  'd3-array',
  'mdast-util-from-markdown',
  // The query language of the AWS command line (--query).
  'jmespath',
  // Descriptions that kubectl applies and prints.
  'yaml',
  // The parser of Node’s own util.parseArgs in plain JavaScript: flags of the terminal’s tools.
  '@pkgjs/parseargs',
];

/** Packages for types only. */
export const TYPE_PACKAGES = ['mdast'];

/** The outer rooms: which files of the others they may import. */
export const ROOMS = {
  simulations: { mayImport: [], packages: PURE_PACKAGES },
  renderer: {
    mayImport: ['simulations/index'],
    typesOnly: ['main/bridge'],
    forbiddenPackages: ['electron', 'node:'],
  },
  main: { mayImport: ['simulations/index'], forbiddenPackages: ['react', 'three', '@xterm'] },
  'main/cli': { mayImport: ['simulations/index'], forbiddenPackages: ['electron', 'react', 'three'] },
};

/** Data that a tier may import: facts with their sources. */
export const DATA_IMPORTS = { technologies: ['assets/facts.json'] };
