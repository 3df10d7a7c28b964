/** `--format` of docker's lists: a table, JSON lines or a Go template over the same fields. */
import { error, flag, type Arguments, type Intent } from '../dialect';
import { columns } from '../output/columns';
import { goTemplate, unescapeTemplate } from '../output/go-template';

export const FORMAT = flag(
  'format',
  "Format output using a custom template: 'table', 'table TEMPLATE', 'json', or a Go template",
  {
    value: 'string',
  },
);

/** Fields by their name in templates, with the heading that a table gives them. */
export type Titles = Readonly<Record<string, string>>;
export type Row = Readonly<Record<string, string>>;

/** Rows as the flags of the command want them; `usual` names the fields of the table without a template. */
export function list(
  args: Arguments,
  titles: Titles,
  usual: readonly string[],
  rows: readonly Row[],
): Intent {
  const format = args.value('format') ?? 'table';
  if (format === 'json') return { out: rows.map((row) => JSON.stringify(row)) };
  if (format === 'table' || format === '') {
    const cells = rows.map((row) => usual.map((name) => row[name] ?? ''));
    return { out: columns([usual.map((name) => titles[name] ?? name), ...cells]) };
  }
  const isTable = format.startsWith('table ');
  const template = unescapeTemplate(isTable ? format.slice(6) : format);
  const lines: string[] = [];
  for (const row of isTable ? [titles, ...rows] : rows) {
    const line = goTemplate(template, row);
    if (!line.ok) return error(64, `failed to execute template: template: :1: ${line.error}`);
    lines.push(line.value);
  }
  return {
    out: isTable ? columns(lines.map((line) => line.split('\t'))) : lines.flatMap((line) => line.split('\n')),
  };
}
