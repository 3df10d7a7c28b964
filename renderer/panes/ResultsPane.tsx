/** The last 30 s: rows share axes, so columns compare. */
import { Popover } from 'radix-ui';
import { useRef, type ReactNode } from 'react';
import { formatBytes, formatNumber, technologyOf, type DeploymentFrame, type Frame } from '../../simulations';
import { costFormula, latencyFormula } from '../parts/formulas';
import { LayerSign } from '../parts/layers';
import { BasisMark, Why } from '../parts/Provenance';
import { useSize } from '../stage/use-size';
import { useLab } from '../state/session';
import { text } from '../text/en';
import { DEFINITIONS, type Column } from './results/definitions';
import { latencyAxis, type LatencyAxis } from './results/latency-axis';
import { LatencyBar, LatencyTicks } from './results/LatencyColumn';
import { memoryOf, RamBar, type Memory } from './results/RamColumn';
import { usePortalHost } from '../parts/PopOut';

/** Widths in pixels of what a row draws; the table is laid out around them. */
interface Widths {
  readonly latency: number;
  readonly ram: number;
}

const NARROW_BELOW = 634;
/** What the other columns take. */
const OTHERS = { wide: 514, narrow: 428 } as const;

function widthsFor(pane: number): Widths {
  if (pane > 0 && pane < NARROW_BELOW)
    return { latency: Math.max(126, Math.min(200, pane - OTHERS.narrow)), ram: 104 };
  return { latency: Math.max(160, Math.min(300, pane - OTHERS.wide)), ram: 150 };
}

export function ResultsPane(): ReactNode {
  const frame = useLab((lab) => lab.frame);
  const broken = useLab((lab) => lab.broken);
  const holder = useRef<HTMLElement>(null);
  const { width } = useSize(holder);
  const widths = widthsFor(width);
  const narrow = width > 0 && width < NARROW_BELOW;
  const deployments = frame?.deployments ?? [];
  const axis = latencyAxis(
    deployments.flatMap(({ recent }) => (recent.count > 0 ? [recent.p50, recent.p99] : [])),
  );
  const memories = deployments.map((deployment) =>
    memoryOf(frame?.hosts.filter((host) => host.deployment === deployment.id) ?? []),
  );
  const scaleGib = Math.max(1, ...memories.map(({ usedGib, reservedGib }) => usedGib + reservedGib));
  const wrong = broken !== null || frame?.checks.some((check) => !check.ok) === true;
  const className = ['results panel', narrow ? 'is-narrow' : '', wrong ? 'is-wrong' : ''].join(' ');
  return (
    <section ref={holder} className={className} aria-label={text.results.last} tabIndex={0} data-pane>
      <table>
        <Head axis={axis} width={widths.latency} />
        <tbody>
          {frame !== null &&
            deployments.map((deployment, i) => (
              <Row
                key={deployment.id}
                frame={frame}
                deployment={deployment}
                axis={axis}
                memory={memories[i] ?? memoryOf([])}
                scaleGib={scaleGib}
                widths={widths}
                narrow={narrow}
              />
            ))}
        </tbody>
      </table>
    </section>
  );
}

function Head({ axis, width }: { readonly axis: LatencyAxis; readonly width: number }): ReactNode {
  return (
    <thead>
      <tr>
        <th scope="col" className="is-left">
          {text.results.last}
        </th>
        <th scope="col" className="is-left">
          <span className="latency-head">
            <Header name={text.results.latency} column="latency" />
            <PercentileKey />
          </span>
          <LatencyTicks axis={axis} width={width} />
        </th>
        <th scope="col">
          <Header name={text.results.cold} column="cold" />
        </th>
        <th scope="col" className="is-left">
          <Header name={text.results.ram} column="ram" />
        </th>
        <th scope="col">
          <Header name={text.results.density} column="density" />
        </th>
        <th scope="col">
          <Header name={text.results.cost} column="cost" />
        </th>
      </tr>
    </thead>
  );
}

function Header({ name, column }: { readonly name: string; readonly column: Column }): ReactNode {
  const { what, formula } = DEFINITIONS[column];
  return (
    <Popover.Root>
      <Popover.Trigger className="head-button">{name}</Popover.Trigger>
      <Popover.Portal container={usePortalHost()}>
        <Popover.Content
          className="popover"
          collisionPadding={10}
          sideOffset={4}
          side="top"
          aria-label={name}
        >
          <h3>{name}</h3>
          <p>{what}</p>
          <p className="formula">{formula}</p>
          <p className="source">
            <BasisMark kind="computed" /> {text.results.computed}
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function PercentileKey(): ReactNode {
  return (
    <span className="key">
      <svg width="8" height="8" aria-hidden="true">
        <circle cx="4" cy="4" r="3.5" fill="currentColor" />
      </svg>
      p50
      <svg width="4" height="10" aria-hidden="true">
        <path d="M2 0v10" stroke="currentColor" strokeWidth="1.8" />
      </svg>
      p95
      <svg width="8" height="8" aria-hidden="true">
        <circle cx="4" cy="4" r="3.1" fill="none" stroke="currentColor" strokeWidth="1.6" />
      </svg>
      p99
    </span>
  );
}

interface RowProps {
  readonly frame: Frame;
  readonly deployment: DeploymentFrame;
  readonly axis: LatencyAxis;
  readonly memory: Memory;
  readonly scaleGib: number;
  readonly widths: Widths;
  /** Where marks have no room, what they would stand after opens what they say. */
  readonly narrow: boolean;
}

function Row({ frame, deployment, axis, memory, scaleGib, widths, narrow }: RowProps): ReactNode {
  const technology = technologyOf(deployment.technology);
  const { recent } = deployment;
  const bar = (
    <LatencyBar
      hue={technology.hue}
      recent={recent}
      axis={axis}
      width={widths.latency}
      none={frame.events === 0 ? text.results.press : text.results.none}
    />
  );
  const cold = coldText(deployment);
  return (
    <tr>
      <th scope="row" className="is-left row-name">
        <span>
          <LayerSign layer={technology.hue} size={15} tint /> {rowName(frame, deployment)}
        </span>
      </th>
      <td className="is-left latency-cell">
        {(!narrow || recent.count === 0) && bar}
        {recent.count > 0 && (
          <Why
            what={text.results.latency}
            value={`${formatNumber(recent.p50)} ms, ${formatNumber(recent.p95)} ms, ${formatNumber(recent.p99)} ms`}
            basis={{ kind: 'computed' }}
            formula={latencyFormula(recent)}
          >
            {narrow ? bar : undefined}
          </Why>
        )}
      </td>
      <td className="figure">
        {!narrow && cold}
        <Why
          what={text.results.cold}
          value={cold}
          basis={{ kind: 'computed' }}
          formula={coldFormula(deployment)}
        >
          {narrow ? cold : undefined}
        </Why>
      </td>
      <td className="is-left">
        <RamBar memory={memory} scaleGib={scaleGib} width={widths.ram} narrow={narrow} />
      </td>
      <td>
        <Density frame={frame} deployment={deployment} />
      </td>
      <td>
        <Cost deployment={deployment} />
      </td>
    </tr>
  );
}

const coldText = ({ technology, recent }: DeploymentFrame): string =>
  technologyOf(technology).perRequest ? `${formatNumber(recent.coldFraction * 100, 2)} %` : '0 %';

const coldFormula = ({ technology, recent }: DeploymentFrame): string =>
  technologyOf(technology).perRequest
    ? `${Math.round(recent.coldFraction * recent.count)} / ${recent.count} answers of the last 30 s = ${formatNumber(recent.coldFraction * 100, 2)} %`
    : text.results.noColdStarts;

/** By its technology where that tells rows apart, else by its own id. */
function rowName(frame: Frame, deployment: DeploymentFrame): string {
  const alike = frame.deployments.filter((other) => other.technology === deployment.technology).length > 1;
  return alike
    ? deployment.id
    : (text.results.rows[technologyOf(deployment.technology).hue] ??
        technologyOf(deployment.technology).plural);
}

function Density({
  frame,
  deployment,
}: {
  readonly frame: Frame;
  readonly deployment: DeploymentFrame;
}): ReactNode {
  const { perHost, reason } = deployment.density;
  const host = frame.hosts.find((candidate) => candidate.deployment === deployment.id);
  const shared = host?.plates.reduce((sum, plate) => sum + plate.memoryBytes, 0) ?? 0;
  const formula =
    host === undefined
      ? reason
      : `floor((${formatBytes(host.memoryBytes)} - ${formatBytes(shared)}) / each) = ${perHost}; ${reason}`;
  return (
    <>
      <span className="figure">{perHost}</span>
      <Why
        what={text.results.density}
        value={String(perHost)}
        basis={{ kind: 'computed' }}
        formula={formula}
      />
    </>
  );
}

function Cost({ deployment }: { readonly deployment: DeploymentFrame }): ReactNode {
  const { amount, currency, basis } = deployment.costPerMillion;
  const { completed } = deployment.totals;
  if (completed === 0) return <span className="quiet">{text.results.noCost}</span>;
  const value = `${amount.toFixed(2)} ${currency}`;
  return (
    <>
      <span className="figure">{amount.toFixed(2)}</span>
      <Why
        what={text.results.costLong}
        value={value}
        basis={{ kind: 'computed' }}
        formula={costFormula(amount, completed)}
        inputs={[{ name: text.results.prices, value: currency, basis }]}
      />
    </>
  );
}
