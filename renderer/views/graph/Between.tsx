/** How the run went up to now: queues and response time under one time axis, with the two instants marked. */
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import {
  drawStrips,
  formatClock,
  formatNumber,
  technologyOf,
  type ComponentFrame,
  type DeploymentFrame,
  type Frame,
  type LayerId,
  type RunSeries,
  type Strip,
} from '../../../simulations';
import { Chart, type Table } from '../../parts/Chart';
import { useChartWidth } from '../../parts/use-chart-width';
import { useLab, useSession, useView } from '../../state/session';
import { themeOf } from '../../state/view-store';
import { text } from '../../text/en';

const POINTS = 180;

interface BetweenProps {
  readonly frame: Frame;
  readonly pinned: Frame | null;
  readonly deployment: DeploymentFrame;
  readonly component: ComponentFrame | undefined;
}

export function Between({ frame, pinned, deployment, component }: BetweenProps): ReactNode {
  const series = useSeries(frame);
  const holder = useRef<HTMLDivElement>(null);
  const width = useChartWidth(holder);
  const variant = useView(themeOf);
  const hue = technologyOf(deployment.technology).hue;
  const strips = useMemo(
    () => (series === null ? [] : stripsOf(series, deployment, component?.id, hue)),
    [series, deployment, component?.id, hue],
  );
  const draw = (at: number, ink: 'light' | 'dark'): ReturnType<typeof drawStrips> =>
    drawStrips(strips, {
      width: at,
      atMicros: series?.atMicros ?? [],
      startsAtMicros: frame.startsAtMicros,
      durationMicros: frame.durationMicros,
      variant: ink,
      provenance: `Strata ${frame.engine}, scenario ${frame.title}, seed ${frame.seed}`,
      marks: [
        ...(pinned === null ? [] : [{ label: 'A', atMicros: pinned.nowMicros }]),
        { label: pinned === null ? text.compare.now.toLowerCase() : 'B', atMicros: frame.nowMicros },
      ],
    });
  return (
    <div ref={holder} className="between">
      {series === null || width === 0 ? (
        <p className="quiet">{text.compare.seriesComing}</p>
      ) : (
        <>
          {series.ofDigest !== frame.digest && <p className="quiet is-over">{text.compare.seriesComing}</p>}
          <Chart
            drawing={draw(Math.max(620, width), variant)}
            table={tableOf(series, strips, frame)}
            forExport={() => draw(1200, 'light')}
          />
        </>
      )}
    </div>
  );
}

/** Asked for when the run rests or has gone on for a while; a newer answer replaces an older one. */
function useSeries(frame: Frame): (RunSeries & { readonly ofDigest: string }) | null {
  const { lab, client } = useSession();
  const playing = useLab((state) => state.playing);
  const [series, setSeries] = useState<ReturnType<typeof useSeries>>(null);
  const { digest } = frame;
  const asked = useRef('');
  useEffect(() => {
    if (playing || asked.current === digest) return undefined;
    // A drag of the playhead asks once, when it rests.
    const timer = setTimeout(() => {
      asked.current = digest;
      void client
        .series(lab.id, POINTS)
        .then((found) => found !== null && setSeries({ ...found, ofDigest: digest }));
    }, 150);
    return () => clearTimeout(timer);
  }, [client, lab, digest, playing]);
  return series;
}

function stripsOf(
  series: RunSeries,
  deployment: DeploymentFrame,
  component: string | undefined,
  hue: LayerId,
): readonly Strip[] {
  const own = series.deployments.find(({ id }) => id === deployment.id);
  if (own === undefined) return [];
  const [entry] = own.components;
  const at = own.components.find(({ id }) => id === component);
  const queueAt = (id: string, values: readonly number[]): Strip => ({
    title: text.compare.queue,
    subtitle: text.compare.at.replace('{0}', id),
    unit: '',
    lines: [{ name: id, hue, values }],
  });
  return [
    ...(at === undefined || at.id === entry?.id ? [] : [queueAt(at.id, at.queued)]),
    queueAt(entry?.id ?? text.compare.door, own.waiting),
    {
      title: text.compare.p95,
      subtitle: text.results.last.toLowerCase(),
      unit: ' ms',
      lines: [{ name: 'p95', hue, values: own.p95Ms }],
    },
  ];
}

const tableOf = (series: RunSeries, strips: readonly Strip[], frame: Frame): Table => ({
  caption: text.compare.graph,
  heads: [text.time.scrub, ...strips.map(({ title, subtitle }) => `${title}, ${subtitle}`)],
  rows: series.atMicros
    .map((micros, i) => [
      formatClock(frame.startsAtMicros + micros),
      ...strips.map((strip) => `${formatNumber(strip.lines[0]?.values[i] ?? 0, 4)}${strip.unit}`),
    ])
    .filter((_, i) => i % 6 === 0),
});
