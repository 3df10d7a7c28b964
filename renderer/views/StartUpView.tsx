/** Start-up phases of all technologies on one axis; the selected one in full beside them. */
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import {
  drawStartUps,
  formatDuration,
  formatNumber,
  LAYER_IDS,
  LAYERS,
  startUpRows,
  START_UP_SOURCE,
  technologyOf,
  type StartOrder,
  type StartQuantile,
  type StartUpRow,
  type TechnologyId,
} from '../../simulations';
import { Section } from '../panes/inspector/Section';
import { numberSources, SourceList } from '../panes/inspector/sources';
import { Chart, type Table } from '../parts/Chart';
import { Segmented } from '../parts/controls';
import { LayerSwatch } from '../parts/layers';
import { Why } from '../parts/Provenance';
import { useChartWidth } from '../parts/use-chart-width';
import { useView } from '../state/session';
import { themeOf } from '../state/view-store';
import { text } from '../text/en';

type Axis = 'log' | 'linear';

export function StartUpView({ tabs }: { readonly tabs: ReactNode }): ReactNode {
  const [axis, setAxis] = useState<Axis>('log');
  const [value, setValue] = useState<StartQuantile>('median');
  const [order, setOrder] = useState<StartOrder>('slow');
  const [selected, setSelected] = useState<string | null>('cloud-function');
  const rows = useMemo(() => startUpRows(value, order), [value, order]);
  const row = rows.find(({ id }) => id === selected) ?? null;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 'x' || event.ctrlKey || event.altKey || event.metaKey) return;
    event.stopPropagation();
    setAxis(axis === 'log' ? 'linear' : 'log');
  };
  return (
    <div className="view-columns" onKeyDown={onKey}>
      <section className="view-main panel" data-pane aria-label={text.timeline.starts}>
        <div className="view-bar">
          {tabs}
          <Choice label={text.timeline.axis} value={axis} onChange={setAxis} options={AXES} />
          <Choice label={text.timeline.value} value={value} onChange={setValue} options={VALUES} />
          <Choice label={text.timeline.order} value={order} onChange={setOrder} options={ORDERS} />
        </div>
        <StartChart rows={rows} axis={axis} selected={selected} onSelect={setSelected} />
        <p className="source view-source">{START_UP_SOURCE}</p>
      </section>
      <aside className="inspector panel" data-pane aria-label={text.inspector.heading} tabIndex={0}>
        <h2 className="pane-heading">{text.inspector.heading}</h2>
        <div className="inspector-body">{row !== null && <Selected row={row} rows={rows} />}</div>
      </aside>
    </div>
  );
}

const AXES = [
  { value: 'log', label: text.timeline.log },
  { value: 'linear', label: text.timeline.linear },
] as const;
const VALUES = [
  { value: 'median', label: text.timeline.median },
  { value: 'p99', label: 'p99' },
] as const;
const ORDERS = [
  { value: 'slow', label: text.timeline.slowFirst },
  { value: 'layer', label: text.timeline.byLayer },
] as const;

function Choice<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}): ReactNode {
  return (
    <span className="choice">
      <span className="quiet" aria-hidden="true">
        {props.label}
      </span>
      <Segmented {...props} />
    </span>
  );
}

/** Hues, and the two things that are drawn without one. */
function Legend(): ReactNode {
  return (
    <div className="view-legend" aria-hidden="true">
      {LAYER_IDS.filter((layer) => layer !== 'hw').map((layer) => (
        <span key={layer}>
          <LayerSwatch layer={layer} width={22} /> {LAYERS[layer].name}
        </span>
      ))}
      <span>
        <svg width="22" height="14">
          <rect className="legend-check" x="1" y="1" width="20" height="12" />
        </svg>
        {text.timeline.checkKey}
      </span>
      <span>
        <svg width="6" height="14">
          <path className="legend-limit" d="M3 0v14" />
        </svg>
        {text.timeline.limitKey}
      </span>
    </div>
  );
}

function StartChart({
  rows,
  axis,
  selected,
  onSelect,
}: {
  readonly rows: readonly StartUpRow[];
  readonly axis: Axis;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}): ReactNode {
  const holder = useRef<HTMLDivElement>(null);
  const width = useChartWidth(holder);
  const variant = useView(themeOf);
  const patterns = useView((view) => view.settings.patterns);
  const options = useMemo(
    () => ({ axis, patterns, selected, provenance: 'Strata, catalogue of technologies' }),
    [axis, patterns, selected],
  );
  const chart = useMemo(
    () => (width === 0 ? null : drawStartUps(rows, { ...options, width: Math.max(700, width), variant })),
    [rows, options, width, variant],
  );
  return (
    <div ref={holder} className="view-scroll">
      {chart !== null && (
        <Chart
          drawing={chart.drawing}
          table={tableOf(rows)}
          legend={<Legend />}
          forExport={() =>
            drawStartUps(rows, { ...options, selected: null, width: 1200, variant: 'light' }).drawing
          }
        >
          <div className="chart-hits" role="listbox" aria-label={text.timeline.starts}>
            {chart.rows.map(({ id, y, height }, i) => (
              <button
                key={id}
                type="button"
                role="option"
                aria-selected={id === selected}
                aria-label={`${rows[i]?.label ?? id}, ${formatDuration(rows[i]?.totalMicros ?? 0)}`}
                style={{
                  top: `${(100 * y) / chart.drawing.height}%`,
                  height: `${(100 * height) / chart.drawing.height}%`,
                }}
                onClick={() => onSelect(id)}
              />
            ))}
          </div>
        </Chart>
      )}
    </div>
  );
}

const tableOf = (rows: readonly StartUpRow[]): Table => ({
  caption: text.timeline.starts,
  heads: [text.timeline.technology, text.timeline.total, 'p5', 'p50', 'p95', text.timeline.phases],
  rows: rows.map((row) => [
    row.label,
    formatDuration(row.totalMicros),
    formatDuration(row.p5Micros),
    formatDuration(row.p50Micros),
    formatDuration(row.p95Micros),
    row.phases.map((phase) => `${phase.name} ${formatDuration(phase.micros)}`).join('; '),
  ]),
});

function Selected({
  row,
  rows,
}: {
  readonly row: StartUpRow;
  readonly rows: readonly StartUpRow[];
}): ReactNode {
  const technology = technologyOf(row.id as TechnologyId);
  const numbers = numberSources(row.phases.map(({ basis }) => basis));
  return (
    <>
      <h3 className="inspector-title">
        <LayerSwatch layer={row.hue} width={24} /> {row.label}
      </h3>
      <p className="para">{technology.description}</p>
      <Section title={text.timeline.phases}>
        <dl className="figures">
          {row.phases.map((phase, i) => (
            <div key={i}>
              <dt>
                <LayerSwatch layer={phase.layer} width={18} /> {phase.name}
              </dt>
              <dd>
                {formatDuration(phase.micros)}{' '}
                <Why
                  what={phase.name}
                  value={formatDuration(phase.micros)}
                  basis={phase.basis}
                  number={numbers.get(phase.basis.fact ?? '')}
                  formula={technology.startUp[i]?.time ?? ''}
                />
              </dd>
            </div>
          ))}
          <div className="is-sum">
            <dt>{text.timeline.total}</dt>
            <dd>
              {formatDuration(row.totalMicros)}{' '}
              <Why
                what={text.timeline.total}
                value={formatDuration(row.totalMicros)}
                basis={{ kind: row.basis, note: text.timeline.weakest }}
                formula={`${row.phases.map(({ micros }) => formatDuration(micros)).join(' + ')} = ${formatDuration(row.totalMicros)}`}
              />
            </dd>
          </div>
        </dl>
      </Section>
      <Section title={text.timeline.against}>
        <dl className="figures">
          {rows
            .filter(({ id }) => id !== row.id)
            .map((other) => (
              <div key={other.id}>
                <dt>{other.label}</dt>
                <dd>{factorText(other.totalMicros, row.totalMicros)}</dd>
              </div>
            ))}
        </dl>
      </Section>
      <Section title={text.inspector.sources}>
        <SourceList numbers={numbers} claims={row.phases} />
      </Section>
    </>
  );
}

function factorText(other: number, own: number): string {
  if (other <= 0 || own <= 0) return '';
  return other >= own
    ? `${formatNumber(other / own, 2)} × ${text.timeline.slower}`
    : `${formatNumber(own / other, 2)} × ${text.timeline.faster}`;
}
