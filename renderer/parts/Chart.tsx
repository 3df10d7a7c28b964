/** A drawing in the window with what every chart has: its table, its description, and a way out. */
import { Download, Table2 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { EXPORT_FORMATS, type Drawing } from '../../simulations';
import { say } from '../state/acts';
import { useSession } from '../state/session';
import { text } from '../text/en';
import { Picture } from './Picture';
import { rasterise } from './rasterise';

export interface Table {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ChartProps {
  readonly drawing: Drawing;
  readonly table: Table;
  /** Drawn anew for the paper: light, whatever the window's theme. */
  readonly forExport: () => Drawing;
  /** What its colours mean, on the line of its tools. */
  readonly legend?: ReactNode;
  readonly children?: ReactNode;
}

export function Chart({ drawing, table, forExport, legend, children }: ChartProps): ReactNode {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="chart">
      <div className="chart-tools">
        {legend}
        <button
          type="button"
          className="button is-compact"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <Table2 size={14} aria-hidden="true" /> {text.chart.table}
        </button>
        <ExportMenu forExport={forExport} table={table} />
      </div>
      {asTable ? (
        <DataTable table={table} />
      ) : (
        <div className="chart-picture">
          <Picture drawing={drawing} />
          {children}
        </div>
      )}
    </figure>
  );
}

export function DataTable({ table }: { readonly table: Table }): ReactNode {
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={table.caption}>
      <table className="data-table">
        <caption className="visually-hidden">{table.caption}</caption>
        <thead>
          <tr>
            {table.heads.map((head, i) => (
              <th key={i} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) =>
                j === 0 ? (
                  <th key={j} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={j}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ExportMenu({
  forExport,
  table,
}: {
  readonly forExport: () => Drawing;
  readonly table: Table;
}): ReactNode {
  const session = useSession();
  const [holder, setHolder] = useState<HTMLElement | null>(null);
  const save = async (format: 'svg' | 'png' | 'csv'): Promise<void> => {
    const drawing = forExport();
    const content = format === 'csv' ? csvOf(table) : await writeDrawing(drawing, format);
    const saved = await session.bridge.saveExport({
      suggestedName: `${fileNameOf(drawing.title)}.${format}`,
      format,
      content,
    });
    if (saved.kind === 'saved') say(session, text.chart.saved.replace('{0}', saved.name));
    else if (saved.kind === 'error') say(session, saved.message);
  };
  return (
    <div ref={setHolder}>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="button is-compact">
          <Download size={14} aria-hidden="true" /> {text.chart.export}
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal container={holder}>
          <DropdownMenu.Content className="menu is-narrow" align="end" sideOffset={4}>
            {(['svg', 'png', 'csv'] as const).map((format) => (
              <DropdownMenu.Item
                key={format}
                className="menu-item menu-row"
                onSelect={() => void save(format)}
              >
                {text.chart.formats[format]}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
}

async function writeDrawing(
  drawing: Drawing,
  format: 'svg' | 'png',
): Promise<string | Uint8Array<ArrayBuffer>> {
  const writer = EXPORT_FORMATS.find(({ id }) => id === format);
  if (writer === undefined) throw new Error(`no export format "${format}"`);
  const written = await writer.write(drawing, { rasterise, scale: 2 });
  return typeof written === 'string' ? written : new Uint8Array(written);
}

/** As RFC 4180 has it: quoted where a comma, a quote or a line break would be misread. */
export function csvOf({ heads, rows }: Table): string {
  const cell = (value: string): string =>
    /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  return [heads, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

export const fileNameOf = (title: string): string => {
  const plain = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'strata-figure' : plain.slice(0, 80);
};
