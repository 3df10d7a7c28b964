/** How the AWS command line writes what a service answered: `--output json|text|table|yaml`, `--query`. */
import { search } from 'jmespath';
import { printable } from '../../base/errors';
import { error, type Arguments, type Intent, type Said } from '../dialect';
import { isObject, jsonLines, yamlLines, type Json, type JsonObject } from '../output/yaml';
import { lengthOf, pad } from '../output/columns';

const FORMATS = ['json', 'text', 'table', 'yaml'] as const;
type Format = (typeof FORMATS)[number];

/** The shape that `--output` and `--query` ask for; what is wrong with them, before anything is done. */
export interface Shape {
  readonly format: Format;
  readonly query: string | null;
}

export function shapeOf(args: Arguments): Shape | Intent {
  const output = args.value('output') ?? 'json';
  const format = FORMATS.find((known) => known === output);
  if (format === undefined)
    return error(252, `aws: error: argument --output: Found invalid choice '${printable(output, 40)}'`);
  const query = args.value('query') ?? null;
  if (query !== null && !queried({}, query).ok)
    return error(252, '', `Bad value for --query ${printable(query, 80)}: ${queried({}, query).message}`);
  return { format, query };
}

export const isShape = (value: Shape | Intent): value is Shape => 'format' in value;

function queried(
  value: Json,
  query: string,
): { readonly ok: boolean; readonly value: Json; readonly message: string } {
  try {
    return { ok: true, value: (search(value, query) ?? null) as Json, message: '' };
  } catch (thrown) {
    return { ok: false, value: null, message: printable(thrown instanceof Error ? thrown.message : '', 200) };
  }
}

/** An answer in the shape that was asked for. `title` is the operation, which stands over a table. */
export function answered(shape: Shape, title: string, answer: Json): Said {
  const value = shape.query === null ? answer : queried(answer, shape.query).value;
  switch (shape.format) {
    case 'json':
      return value === null && shape.query !== null ? { out: ['null'] } : { out: jsonLines(value) };
    case 'yaml':
      return { out: yamlLines(value) };
    case 'text':
      return { out: textOf(value) };
    case 'table':
      return { out: tableOf(title, value) };
  }
}

const scalar = (value: Json): string => {
  if (value === null) return 'None';
  if (value === true) return 'True';
  return value === false ? 'False' : String(value);
};
const isScalar = (value: Json): boolean => typeof value !== 'object' || value === null;
const byName = (object: JsonObject): readonly (readonly [string, Json])[] =>
  Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** One line an object: its plain values in order of their names, with tabs; what is nested follows under its name. */
function textOf(value: Json, name?: string): readonly string[] {
  const before = name === undefined ? [] : [name.toUpperCase()];
  if (isScalar(value)) return [[...before, scalar(value)].join('\t')];
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    if (list.every(isScalar))
      return name === undefined
        ? [list.map(scalar).join('\t')]
        : list.map((item) => [...before, scalar(item)].join('\t'));
    return list.flatMap((item) => textOf(item, name));
  }
  const entries = byName(value as JsonObject);
  const plain = entries.filter(([, inner]) => isScalar(inner)).map(([, inner]) => scalar(inner));
  const nested = entries.filter(([, inner]) => !isScalar(inner));
  const line = plain.length === 0 ? [] : [[...before, ...plain].join('\t')];
  return [...line, ...nested.flatMap(([key, inner]) => textOf(inner, key))];
}

interface Section {
  readonly title: string;
  readonly depth: number;
  readonly heading: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
}

/** A box for the operation, and one within it for what is nested. */
function tableOf(title: string, value: Json): readonly string[] {
  const sections = sectionsOf(title, value, 0);
  const inner = Math.max(...sections.map((s) => widthOf(s) + 2 * s.depth));
  return ['-'.repeat(inner + 2), ...sections.flatMap((section) => boxOf(section, inner - 2 * section.depth))];
}

function sectionsOf(title: string, value: Json, depth: number): readonly Section[] {
  if (isScalar(value)) return [{ title, depth, heading: null, rows: [[scalar(value)]] }];
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    if (list.every((item) => isObject(item) && Object.values(item).every(isScalar)) && list.length > 0) {
      const names = [...new Set(list.flatMap((item) => Object.keys(item as JsonObject)))].toSorted();
      const rows = list.map((item) => names.map((key) => scalar((item as JsonObject)[key] ?? null)));
      return [{ title, depth, heading: names, rows }];
    }
    if (list.every(Array.isArray))
      return [
        {
          title,
          depth,
          heading: null,
          rows: (list as readonly (readonly Json[])[]).map((row) => row.map(scalar)),
        },
      ];
    if (list.every(isScalar))
      return [{ title, depth, heading: null, rows: list.map((item) => [scalar(item)]) }];
    return list.flatMap((item) => sectionsOf(title, item, depth));
  }
  const entries = byName(value as JsonObject);
  const rows = entries.filter(([, inner]) => isScalar(inner)).map(([key, inner]) => [key, scalar(inner)]);
  const nested = entries.filter(([, inner]) => !isScalar(inner));
  return [
    { title, depth, heading: null, rows },
    ...nested.flatMap(([key, inner]) => sectionsOf(key, inner, depth + 1)),
  ];
}

const cellsOf = ({ heading, rows }: Section): readonly (readonly string[])[] =>
  heading === null ? rows : [heading, ...rows];

const columnsOf = (section: Section): readonly number[] => {
  const cells = cellsOf(section);
  const count = Math.max(0, ...cells.map((row) => row.length));
  return Array.from({ length: count }, (_, i) => Math.max(...cells.map((row) => lengthOf(row[i] ?? ''))) + 4);
};

const widthOf = (section: Section): number =>
  Math.max(
    lengthOf(section.title) + 4,
    columnsOf(section).reduce((sum, width) => sum + width, 0) + Math.max(0, columnsOf(section).length - 1),
  );

function centred(text: string, width: number): string {
  const left = Math.floor((width - lengthOf(text)) / 2);
  return pad(' '.repeat(Math.max(0, left)) + text, width);
}

function boxOf(section: Section, width: number): readonly string[] {
  const edge = '|'.repeat(section.depth);
  const around = (line: string): string => `${edge}${line}${edge}`;
  const columns = [...columnsOf(section)];
  const missing = width - columns.reduce((sum, w) => sum + w, 0) - Math.max(0, columns.length - 1);
  if (columns.length > 0) columns[columns.length - 1] = (columns.at(-1) ?? 0) + missing;
  const rule = `+${columns.length === 0 ? '-'.repeat(width) : columns.map((w) => '-'.repeat(w)).join('+')}+`;
  const line = (cells: readonly string[]): string =>
    `|${columns.map((w, i) => pad(`  ${cells[i] ?? ''}`, w)).join('|')}|`;
  const heading =
    section.heading === null
      ? []
      : [
          around(`|${columns.map((w, i) => centred(section.heading?.[i] ?? '', w)).join('|')}|`),
          around(rule),
        ];
  return [
    around(`|${centred(section.title, width)}|`),
    around(rule),
    ...heading,
    ...section.rows.map((row) => around(line(row))),
    ...(section.rows.length > 0 ? [around(rule)] : []),
  ];
}
