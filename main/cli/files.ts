/** `strata validate` and `strata export`. */
import fs from 'node:fs';
import path from 'node:path';
import { drawArchitecture, EXPORT_FORMATS, Lab, parseScenario } from '../../simulations';
import { writeWhole } from '../safe-write';
import { loadScenario, loadText, issuesText } from './load';
import { BAD_INPUT, DONE, FAILED, Stop, writeOut } from './output';
import { rasterise } from './rasterise';

export async function validateCommand(file: string): Promise<number> {
  const { name, text } = await loadText(file);
  const parsed = parseScenario(text);
  if (!parsed.ok) throw new Stop(BAD_INPUT, issuesText(name, parsed.error));
  const { hosts, components, functions, deployments } = parsed.value;
  writeOut(
    `${name}: valid. ${hosts.length} hosts, ${components.length} components, ${functions.length} functions, ${deployments.length} deployments`,
  );
  return DONE;
}

export interface ExportFlags {
  readonly format: string;
  readonly out: string;
  readonly at?: string;
}

/** The architecture figure of a scenario at its end, in each of the formats. All are made before any is written. */
export async function exportCommand(file: string, flags: ExportFlags): Promise<number> {
  const wanted = flags.format.split(',').map((format) => format.trim());
  const available = EXPORT_FORMATS.map((format) => format.id);
  const unknown = wanted.filter((format) => !available.includes(format));
  if (unknown.length > 0)
    throw new Stop(
      BAD_INPUT,
      `--format: ${unknown.join(', ')} is not available; available: ${available.join(', ')}`,
    );
  if (!fs.statSync(flags.out, { throwIfNoEntry: false })?.isDirectory())
    throw new Stop(BAD_INPUT, `--out: ${flags.out} is not a folder; expected one that exists`);
  const scenario = await loadScenario(file, []);
  const lab = Lab.open(scenario);
  lab.runTo(scenario.duration);
  const drawing = drawArchitecture(lab.frame());
  const name = path.basename(file).replace(/\.scenario\.json$|\.[^.]+$/, '');
  const made = await Promise.all(
    EXPORT_FORMATS.filter((format) => wanted.includes(format.id)).map(async (format) => ({
      file: path.join(flags.out, `${name}-architecture.${format.extension}`),
      content: await format.write(drawing, { rasterise, scale: 2 }),
    })),
  );
  try {
    for (const { file: target, content } of made) await writeWhole(target, content);
  } catch (error) {
    throw new Stop(FAILED, `nothing half-written: ${error instanceof Error ? error.message : String(error)}`);
  }
  writeOut(made.map(({ file: target }) => target).join('\n'));
  return DONE;
}
