/** A scenario named on the command line: a path, or the id of one that is shipped. */
import fs from 'node:fs';
import path from 'node:path';
import { describeIssue, nearestName, parseScenario, type Issue, type Scenario } from '../../simulations';
import { readTextFile } from '../read-text';
import { assetsFolder, shippedScenarios } from './assets';
import { BAD_INPUT, Stop } from './output';

export async function loadText(argument: string): Promise<{ readonly name: string; readonly text: string }> {
  const shipped = shippedScenarios().find((scenario) => scenario.id === argument);
  const file =
    shipped === undefined || fs.existsSync(argument)
      ? argument
      : path.join(assetsFolder(), 'scenarios', shipped.file);
  const read = await readTextFile(file);
  if (read.ok) return { name: argument, text: read.value };
  const nearest = nearestName(
    argument,
    shippedScenarios().map((scenario) => scenario.id),
  );
  throw new Stop(
    BAD_INPUT,
    `${argument}: ${read.error}; expected a scenario file or the id of a shipped one${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`,
  );
}

export async function loadScenario(
  argument: string,
  overrides: readonly (readonly [string, string])[],
): Promise<Scenario> {
  const { name, text } = await loadText(argument);
  const parsed = parseScenario(text, { overrides });
  if (parsed.ok) return parsed.value;
  throw new Stop(BAD_INPUT, issuesText(name, parsed.error));
}

export const issuesText = (name: string, issues: readonly Issue[]): string =>
  issues.map((issue) => describeIssue(issue, name)).join('\n');
