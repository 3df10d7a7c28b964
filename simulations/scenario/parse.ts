import { fail, ok, printable, type Issue, type Outcome } from '../base/errors';
import { digestOfText } from '../base/digest';
import { checkReferences } from './check-references';
import { applyOverride } from './override';
import { describeValue, readIssues, type Locate } from './read-issues';
import { readJson } from './read-json';
import { FORMAT, scenarioSchema, VERSION, type Scenario } from './schema';

export interface ParseOptions {
  /** `--set` pairs, applied in order to the value as written. */
  readonly overrides?: readonly (readonly [path: string, value: string])[];
}

type Parsed = Outcome<Scenario, readonly Issue[]>;

/** A scenario file into a checked scenario, or all that is wrong with it, located. Never throws on bad input. */
export function parseScenario(text: string, options: ParseOptions = {}): Parsed {
  const read = readJson(text);
  if (!read.ok) return read;
  let value = read.value.value;
  for (const [path, written] of options.overrides ?? []) {
    const changed = applyOverride(value, path, written);
    if (!changed.ok) return fail([changed.error]);
    value = changed.value;
  }
  return checkScenario(value, (options.overrides ?? []).length === 0 ? read.value.locate : undefined);
}

/** The checks alone, for a value that has been read: format, version, schema, meaning. */
export function checkScenario(value: unknown, locate?: Locate): Parsed {
  const stage = checkEnvelope(value, locate);
  if (stage !== undefined) return fail([stage]);
  const parsed = scenarioSchema.safeParse(value);
  if (!parsed.success)
    return fail(
      readIssues(parsed.error, scenarioSchema, value, locate ?? nowhere).map(
        locate === undefined ? unplaced : (i) => i,
      ),
    );
  const issues: Issue[] = [];
  checkReferences(parsed.data, (path, issue) => {
    const at = locate?.(path) ?? {};
    const found = issue.found === undefined ? {} : { found: printable(issue.found, 60) };
    issues.push({ ...issue, ...found, message: printable(issue.message, 200), path: path.join('.'), ...at });
  });
  if (issues.length > 0) return fail(issues.slice(0, 20));
  return ok({ ...parsed.data, source: value, digest: digestOfText(JSON.stringify(value)) });
}

const nowhere: Locate = () => ({ line: 1, column: 1 });

/** After `--set` the lines of the file no longer hold. */
function unplaced(issue: Issue): Issue {
  const { line: _line, column: _column, ...rest } = issue;
  return rest;
}

function checkEnvelope(value: unknown, locate?: Locate): Issue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return {
      path: '',
      message: 'not a scenario',
      expected: 'an object',
      found: describeValue(value),
      ...locate?.([]),
    };
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  const format = fields.get('format');
  if (format !== FORMAT) {
    return {
      path: 'format',
      message: 'not a scenario file',
      expected: `"${FORMAT}"`,
      found: describeValue(format),
      ...locate?.(['format']),
    };
  }
  const version = fields.get('version');
  if (typeof version === 'number' && Number.isInteger(version) && version > VERSION) {
    const message = `made by a newer Strata: the file has version ${version}, this one reads up to ${VERSION}`;
    return {
      path: 'version',
      message,
      expected: String(VERSION),
      found: String(version),
      ...locate?.(['version']),
    };
  }
  return undefined;
}
