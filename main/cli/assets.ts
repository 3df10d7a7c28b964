/** Where the program's own files are: beside the bundle, or in the repository. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));

export function assetsFolder(): string {
  const candidates = [path.join(here, '../assets'), path.join(here, '../../assets')];
  return candidates.find((folder) => fs.existsSync(path.join(folder, 'facts.json'))) ?? candidates[0] ?? here;
}

export interface ShippedScenario {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly summary: string;
}

export function shippedScenarios(): readonly ShippedScenario[] {
  const file = path.join(assetsFolder(), 'scenarios/catalog.json');
  return JSON.parse(fs.readFileSync(file, 'utf8')) as readonly ShippedScenario[];
}
