/** A parameter against any figure, with confidence bands; points appear as their runs are done. */
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import {
  describeSweep,
  drawSweep,
  formatNumber,
  SWEEP_FIGURES,
  technologyOf,
  type Frame,
  type SweepFigureId,
  type SweepPanel,
} from '../../simulations';
import { Chart, type Table } from '../parts/Chart';
import { useChartWidth } from '../parts/use-chart-width';
import { scenarioOf } from '../state/scenario-of';
import { useLab, useSession, useView } from '../state/session';
import { EMPTY_SWEEP, pointsOf, type SweepState } from '../state/sweep-session';
import { themeOf } from '../state/view-store';
import { text } from '../text/en';
import { findingOf } from './sweep/finding';
import { SweepForm, type Choices } from './sweep/SweepForm';
import { SweepTable } from './sweep/SweepTable';

const DASHES = [undefined, '4 3', '10 4', '2 3'] as const;
const FIRST_FIGURES: readonly SweepFigureId[] = ['cold', 'p95', 'taken'];

export function SweepView({ tabs }: { readonly tabs: ReactNode }): ReactNode {
  const { sweep } = useSession();
  const frame = useLab((state) => state.frame);
  const document = useLab((state) => state.document);
  const scenario = scenarioOf(document);
  const swept = useStore(sweep.store);
  // Runs of another scenario say nothing about this one; one that goes on can be watched and cancelled.
  const state = swept.running || swept.plan?.document.name === document?.name ? swept : EMPTY_SWEEP;
  const [choices, setChoices] = useState<Choices>({
    figures: FIRST_FIGURES,
    hidden: [],
    spacing: 'log',
    replications: false,
  });
  const [selected, setSelected] = useState<string | null>(null);
  const panels = useMemo(
    () => (frame === null ? [] : panelsOf(state, frame, choices)),
    // The frame's technologies do not change while a document is open.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- of the frame only the deployments are read
    [state, document, choices],
  );
  return (
    <main className="view-mode">
      <div className="sweep-columns">
        <aside className="sweep-form panel" data-pane aria-label={text.sweep.vary} tabIndex={0}>
          {frame !== null && scenario !== null && document !== null && (
            <SweepForm
              key={document.name}
              frame={frame}
              scenario={scenario}
              document={document}
              state={state}
              choices={choices}
              onChoices={setChoices}
            />
          )}
        </aside>
        <section className="view-main panel" data-pane aria-label={text.compare.sweep}>
          <div className="view-bar">{tabs}</div>
          <Result state={state} panels={panels} choices={choices} selected={selected} />
        </section>
        <aside className="sweep-table panel" data-pane aria-label={text.sweep.all}>
          <SweepTable state={state} panels={panels} selected={selected} onSelect={setSelected} />
        </aside>
      </div>
    </main>
  );
}

function panelsOf(state: SweepState, frame: Frame, choices: Choices): readonly SweepPanel[] {
  const { plan } = state;
  if (plan === null) return [];
  const shown = plan.deployments.filter((id) => !choices.hidden.includes(id));
  return SWEEP_FIGURES.filter(({ id }) => choices.figures.includes(id)).map((figure) => ({
    name: figure.name,
    unit: figure.unit,
    series: shown.flatMap((id, i) => {
      const deployment = frame.deployments.find((candidate) => candidate.id === id);
      if (deployment === undefined) return [];
      const points = pointsOf(state, id, figure.id);
      if (points.every((point) => point.figure === null)) return [];
      const technology = technologyOf(deployment.technology);
      return [
        {
          name: technology.plural,
          hue: technology.hue,
          points,
          ...(DASHES[i] !== undefined && { dash: DASHES[i] }),
        },
      ];
    }),
  }));
}

function Result({
  state,
  panels,
  choices,
  selected,
}: {
  readonly state: SweepState;
  readonly panels: readonly SweepPanel[];
  readonly choices: Choices;
  readonly selected: string | null;
}): ReactNode {
  const holder = useRef<HTMLDivElement>(null);
  const width = useChartWidth(holder);
  const variant = useView(themeOf);
  const engine = useLab((lab) => lab.frame?.engine ?? '');
  const { plan } = state;
  const [title, setTitle] = useState<{ readonly plan: unknown; readonly text: string } | null>(null);
  const proposed = plan === null ? '' : findingOf(panels, plan.name);
  const shownTitle = title !== null && title.plan === plan ? title.text : proposed;
  const draw = (at: number, ink: 'light' | 'dark'): ReturnType<typeof drawSweep> =>
    drawSweep(panels, {
      width: at,
      axis: choices.spacing,
      parameter: plan?.name ?? '',
      selected,
      replications: choices.replications,
      variant: ink,
      title: shownTitle,
      provenance: `Strata ${engine}, ${plan?.document.name ?? ''}, ${plan?.replications ?? 0} replications from seed ${plan?.seed ?? 0}`,
    });
  return (
    <div ref={holder} className="view-scroll">
      {plan === null ? (
        <p className="para view-note sweep-none">{text.sweep.none}</p>
      ) : (
        <>
          <input
            className="sweep-title"
            aria-label={text.sweep.title}
            value={shownTitle}
            maxLength={200}
            onChange={(event) => setTitle({ plan, text: event.target.value })}
          />
          <p className="quiet view-note">{text.sweep.band}</p>
          {panels.every(({ series }) => series.length === 0) && state.runs.length > 0 && (
            <p className="para view-note">{text.sweep.noDeployment}</p>
          )}
          {width > 0 && (
            <Chart
              drawing={draw(Math.max(560, width), variant)}
              table={tableOf(panels)}
              forExport={() => draw(1000, 'light')}
            />
          )}
          <p className="visually-hidden">{describeSweep(panels, plan.name)}</p>
          <p className="source view-source">{text.sweep.sources}</p>
        </>
      )}
    </div>
  );
}

const tableOf = (panels: readonly SweepPanel[]): Table => {
  const series = panels.flatMap((panel) => panel.series.map((own) => ({ panel, own })));
  const points = series[0]?.own.points ?? [];
  return {
    caption: text.sweep.all,
    heads: [
      text.sweep.parameter,
      ...series.flatMap(({ panel, own }) => [`${panel.name}, ${own.name} (${panel.unit})`, '±']),
    ],
    rows: points.map((point, i) => [
      point.written,
      ...series.flatMap(({ own }) => {
        const figure = own.points[i]?.figure ?? null;
        return figure === null
          ? ['', '']
          : [
              formatNumber(figure.mean, 4),
              figure.halfWidth95 === null ? '' : formatNumber(figure.halfWidth95, 2),
            ];
      }),
    ]),
  };
};
