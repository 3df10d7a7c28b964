/** One request, the same in every deployment, as a waterfall: waiting, starting, working, waiting for others. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Fragment, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import {
  drawWaterfall,
  formatClock,
  formatDuration,
  describeWaterfall,
  technologyOf,
  waitChain,
  type RequestTrace,
} from '../../simulations';
import { Chart, type Table } from '../parts/Chart';
import { IconButton } from '../parts/controls';
import { TimeBar } from '../panes/TimeBar';
import { useChartWidth } from '../parts/use-chart-width';
import { scenarioOf } from '../state/scenario-of';
import { useLab, useSession, useView } from '../state/session';
import { themeOf } from '../state/view-store';
import { text } from '../text/en';

interface Wanted {
  readonly workload: number;
  /** 0 = the latest so far. */
  readonly number: number;
}

export function RequestView({ tabs }: { readonly tabs: ReactNode }): ReactNode {
  const { lab, client } = useSession();
  const document = useLab((state) => state.document);
  const workloads = scenarioOf(document)?.workloads ?? [];
  const [wanted, setWanted] = useState<Wanted>({ workload: 0, number: 0 });
  const [found, setFound] = useState<{ readonly trace: RequestTrace | null; readonly of: Wanted } | null>(
    null,
  );
  useEffect(() => {
    let gone = false;
    void client.trace(lab.id, wanted.workload, wanted.number).then((trace) => {
      if (!gone) setFound({ trace, of: wanted });
    });
    return () => {
      gone = true;
    };
  }, [client, lab, wanted, document]);
  const trace = found?.trace ?? null;
  const number = trace?.number ?? wanted.number;
  const go = (to: number): void => setWanted({ ...wanted, number: Math.max(1, Math.round(to)) });
  return (
    <div className="view-rows">
      <section className="view-main panel" data-pane aria-label={text.timeline.request}>
        <div className="view-bar">
          {tabs}
          {workloads.length > 1 && (
            <select
              className="input"
              aria-label={text.timeline.workload}
              value={wanted.workload}
              onChange={(event) => setWanted({ workload: Number(event.target.value), number: 0 })}
            >
              {workloads.map(({ id, label }, i) => (
                <option key={id} value={i}>
                  {label ?? id}
                </option>
              ))}
            </select>
          )}
          <IconButton label={text.timeline.before} onClick={() => go(number - 1)}>
            <ChevronLeft size={15} />
          </IconButton>
          <label className="choice">
            <span className="quiet">{text.timeline.number}</span>
            <input
              className="input is-number"
              type="number"
              min={1}
              value={number === 0 ? '' : number}
              onChange={(event) => event.target.value !== '' && go(Number(event.target.value))}
            />
          </label>
          <IconButton label={text.timeline.next} onClick={() => go(number + 1)}>
            <ChevronRight size={15} />
          </IconButton>
          <button type="button" className="button" onClick={() => setWanted({ ...wanted, number: 0 })}>
            {text.timeline.latest}
          </button>
          {trace !== null && (
            <button type="button" className="button" onClick={() => lab.seek(trace.arrivedMicros)}>
              {text.timeline.goThere}
            </button>
          )}
        </div>
        {found !== null && trace === null && <p className="para view-note">{text.timeline.noSuch}</p>}
        {trace !== null && <Waterfall trace={trace} />}
      </section>
      <TimeBar />
    </div>
  );
}

function Waterfall({ trace }: { readonly trace: RequestTrace }): ReactNode {
  const { lab } = useSession();
  const holder = useRef<HTMLDivElement>(null);
  const width = useChartWidth(holder);
  const variant = useView(themeOf);
  const patterns = useView((view) => view.settings.patterns);
  const title = useLab((state) => state.frame?.title ?? '');
  const seed = useLab((state) => state.frame?.seed ?? 0);
  const engine = useLab((state) => state.frame?.engine ?? '');
  const startsAt = useLab((state) => state.frame?.startsAtMicros ?? 0);
  const provenance = `Strata ${engine}, scenario ${title}, seed ${seed}`;
  const drawing = useMemo(
    () =>
      width === 0
        ? null
        : drawWaterfall(trace, { width: Math.max(700, width), variant, patterns, provenance }),
    [trace, width, variant, patterns, provenance],
  );
  return (
    <div ref={holder} className="view-scroll">
      <h2 className="view-title">
        {text.timeline.requestTitle
          .replace('{0}', String(trace.number))
          .replace('{1}', formatClock(startsAt + trace.arrivedMicros))}
      </h2>
      <p className="view-note para">{describeWaterfall(trace)}</p>
      {trace.deployments.map(({ deployment, technology, why }) =>
        why === undefined ? null : (
          <p key={deployment} className="view-note para is-data causes">
            <b>{`${technologyOf(technology).plural}: `}</b>
            {waitChain(why, (micros) => formatClock(startsAt + micros)).map((link, i, all) => (
              <Fragment key={link}>
                {i > 0 && <b aria-label="because">{' ← '}</b>}
                {i === all.length - 1 && why.sinceMicros !== undefined ? (
                  <button
                    type="button"
                    className="cause"
                    title={text.inspector.goThere}
                    onClick={() => lab.seek(why.sinceMicros ?? 0)}
                  >
                    {link}
                  </button>
                ) : (
                  link
                )}
              </Fragment>
            ))}
          </p>
        ),
      )}
      {drawing !== null && (
        <Chart
          drawing={drawing}
          table={tableOf(trace)}
          forExport={() => drawWaterfall(trace, { width: 1200, variant: 'light', patterns, provenance })}
        />
      )}
    </div>
  );
}

const tableOf = (trace: RequestTrace): Table => ({
  caption: text.timeline.request,
  heads: [
    text.timeline.deployment,
    text.timeline.component,
    text.timeline.sandbox,
    text.timeline.what,
    text.timeline.from,
    text.timeline.duration,
  ],
  rows: trace.deployments.flatMap((deployment) =>
    deployment.calls.flatMap((call) =>
      call.spans.map((span) => [
        technologyOf(deployment.technology).plural,
        call.component,
        call.sandbox,
        span.name ?? text.timeline.spans[span.kind],
        formatDuration(span.fromMicros - deployment.arrivedMicros),
        formatDuration(span.toMicros - span.fromMicros),
      ]),
    ),
  ),
});
