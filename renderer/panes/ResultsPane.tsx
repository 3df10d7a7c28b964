/** The last 30 s: rows share axes, so columns compare. */
import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { formatNumber, LAYER_IDS, technologyOf, type DeploymentFrame, type Frame, type HostFrame, type LayerId } from '../../simulations';
import { LayerSign, patternUrl } from '../parts/layers';
import { Why } from '../parts/Provenance';
import { useLab } from '../state/session';
import { text } from '../text/en';

const DEFINITIONS: Readonly<Record<string, string>> = {
  latency: 'Response time of the requests that were answered in the last 30 s of simulated time: waiting plus service. p50, p95 and p99 are the times within which 50, 95 and 99 of 100 were answered. Log axis.',
  cold: 'Share of the requests of the last 30 s for which a function instance had to be started first.',
  ram: 'Memory of the hosts by the layer that owns it. Hatched: assigned to a sandbox but not touched by it.',
  density: 'Sandboxes of this kind that one empty host holds: (memory of the host - shared layers) / memory that each takes.',
  cost: 'Cost of the deployment so far / requests answered so far x 1,000,000, at list prices of December 2024.',
};

export function ResultsPane(): ReactNode {
  const frame = useLab((lab) => lab.frame);
  return (
    <section className="results panel" aria-label={text.results.last}>
      <table>
        <thead>
          <tr>
            <th scope="col" className="is-left">
              {text.results.last}
            </th>
            <th scope="col" className="is-left">
              <LatencyHead />
            </th>
            <th scope="col">
              <Header name={text.results.cold} definition="cold" />
            </th>
            <th scope="col" className="is-left">
              <Header name={text.results.ram} definition="ram" />
            </th>
            <th scope="col">
              <Header name={text.results.density} definition="density" />
            </th>
            <th scope="col">
              <Header name={text.results.cost} definition="cost" />
            </th>
          </tr>
        </thead>
        <tbody>{frame?.deployments.map((deployment) => <Row key={deployment.id} frame={frame} deployment={deployment} />)}</tbody>
      </table>
    </section>
  );
}

function Header({ name, definition }: { readonly name: string; readonly definition: string }): ReactNode {
  return (
    <Popover.Root>
      <Popover.Trigger className="head-button">{name}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" collisionPadding={10} sideOffset={4} side="top">
          <h3>{name}</h3>
          <p>{DEFINITIONS[definition]}</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function LatencyHead(): ReactNode {
  return (
    <span className="latency-head">
      <Header name={text.results.latency} definition="latency" />
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
    </span>
  );
}

function Row({ frame, deployment }: { readonly frame: Frame; readonly deployment: DeploymentFrame }): ReactNode {
  const technology = technologyOf(deployment.technology);
  const { recent, density, costPerMillion } = deployment;
  const served = recent.count > 0;
  const hosts = frame.hosts.filter((host) => host.deployment === deployment.id);
  return (
    <tr>
      <th scope="row" className="is-left row-name">
        <LayerSign layer={technology.hue} size={15} tint /> {shortName(technology.unit)}
      </th>
      <td className="is-left">{served ? <LatencyBar hue={technology.hue} recent={recent} domain={domainOf(frame)} /> : <span className="quiet">no answer yet</span>}</td>
      <td>{technology.perRequest ? `${formatNumber(recent.coldFraction * 100, 2)} %` : '0 %'}</td>
      <td className="is-left">
        <RamBar hosts={hosts} scale={scaleOf(frame)} />
      </td>
      <td>
        {density.perHost}
        <Why what="Density" value={String(density.perHost)} basis={{ kind: 'computed' }} formula={`floor((host memory - shared layers) / each) = ${density.perHost}; bound by ${density.reason}`} />
      </td>
      <td>
        {costPerMillion.amount === 0 ? '-' : costPerMillion.amount.toFixed(2)}
        <Why what="Cost per million requests" value={`$ ${costPerMillion.amount.toFixed(2)}`} basis={{ kind: 'computed' }} formula={`cost so far / ${deployment.totals.completed.toLocaleString('en')} answered x 1,000,000`} inputs={[{ name: 'list price', value: 'December 2024', basis: costPerMillion.basis }]} />
      </td>
    </tr>
  );
}

const shortName = (unit: string): string => (unit === 'VM' ? 'VMs' : unit === 'container' ? 'Containers' : 'Functions');

/** One log axis for all rows, from a round value below to a round value above. */
function domainOf(frame: Frame): readonly [number, number] {
  const seen = frame.deployments.flatMap(({ recent }) => (recent.count > 0 ? [recent.p50, recent.p99] : []));
  return [Math.min(80, ...seen.map((ms) => ms * 0.8)), Math.max(2500, ...seen.map((ms) => ms * 1.25))];
}

const AXIS = { left: 44, right: 142, width: 194 } as const;
const TICKS = [1, 10, 100, 1000, 10_000, 100_000];

const milliseconds = (ms: number): string => (ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : ms >= 10 ? String(Math.round(ms)) : ms.toPrecision(2));

function LatencyBar({ hue, recent, domain }: { readonly hue: LayerId; readonly recent: DeploymentFrame['recent']; readonly domain: readonly [number, number] }): ReactNode {
  const [low, high] = domain;
  const x = (ms: number): number => AXIS.left + (Math.log(Math.max(ms, low) / low) / Math.log(high / low)) * (AXIS.right - AXIS.left);
  const line = { stroke: `var(--${hue}-line)` };
  const ticks = TICKS.filter((ms) => ms > low && ms < high);
  return (
    <svg width={AXIS.width} height="34" role="img" aria-label={`p50 ${milliseconds(recent.p50)} ms, p95 ${milliseconds(recent.p95)} ms, p99 ${milliseconds(recent.p99)} ms`}>
      {ticks.map((ms) => (
        <g key={ms}>
          <path d={`M${x(ms)} 0V26`} style={{ stroke: 'var(--rule-2)' }} />
          <text x={x(ms)} y="34" className="tick-text" textAnchor="middle">
            {ms >= 1000 ? `${ms / 1000} s` : `${ms} ms`}
          </text>
        </g>
      ))}
      <path d={`M${x(recent.p50)} 13H${x(recent.p99)}`} style={line} strokeWidth="2" />
      <circle cx={x(recent.p50)} cy="13" r="4" style={{ fill: `var(--${hue}-line)` }} />
      <path d={`M${x(recent.p95)} 8v10`} style={line} strokeWidth="2" />
      <circle cx={x(recent.p99)} cy="13" r="3.6" style={{ ...line, fill: 'var(--bg-panel)' }} strokeWidth="1.8" />
      <text x={x(recent.p50) - 8} y="17" textAnchor="end" className="halo">
        {milliseconds(recent.p50)}
      </text>
      <text x={x(recent.p99) + 9} y="17" className="halo is-strong">
        {milliseconds(recent.p99)}
      </text>
    </svg>
  );
}

const RAM_WIDTH = 132;
/** GiB that the longest bar of all rows stands for. */
const scaleOf = (frame: Frame): number => Math.max(1, ...frame.deployments.map((d) => frame.hosts.filter((h) => h.deployment === d.id).reduce((sum, host) => sum + ownedBy(host).total, 0)));

function ownedBy(host: HostFrame): { readonly total: number; readonly reserved: number } {
  const of = (wanted: (owner: string) => boolean): number => host.memoryByOwner.filter((o) => wanted(o.owner)).reduce((sum, o) => sum + o.bytes, 0);
  return { total: of((owner) => owner !== 'free') / 1024 ** 3, reserved: of((owner) => owner === 'reserved') / 1024 ** 3 };
}

function RamBar({ hosts, scale }: { readonly hosts: readonly HostFrame[]; readonly scale: number }): ReactNode {
  const parts = LAYER_IDS.map((layer) => ({ layer, gib: hosts.reduce((sum, host) => sum + (host.memoryByOwner.find((o) => o.owner === layer)?.bytes ?? 0), 0) / 1024 ** 3 }));
  const used = parts.reduce((sum, part) => sum + part.gib, 0);
  const reserved = hosts.reduce((sum, host) => sum + ownedBy(host).reserved, 0);
  const width = (gib: number): number => (gib / scale) * RAM_WIDTH;
  let at = 0;
  const bars = parts.map(({ layer, gib }) => {
    const bar = { layer, x: at, width: width(gib) };
    at += bar.width;
    return bar;
  });
  return (
    <div className="ram">
      <svg width={RAM_WIDTH + 2} height="14" aria-hidden="true">
        {bars
          .filter((bar) => bar.width > 0)
          .map((bar) => (
            <g key={bar.layer}>
              <rect x={bar.x + 0.5} y="1" width={bar.width} height="12" style={{ fill: `var(--${bar.layer})`, stroke: `var(--${bar.layer}-edge)` }} strokeWidth=".6" />
              {bar.layer !== 'ap' && bar.width > 6 && <rect x={bar.x + 0.5} y="1" width={bar.width} height="12" fill={patternUrl(bar.layer, 'flat')} opacity="var(--pattern-bar)" />}
            </g>
          ))}
        <rect x={at + 0.5} y="1.4" width={Math.max(0.5, width(reserved))} height="11.2" fill="url(#pattern-waste)" style={{ stroke: 'var(--ghost-line)' }} strokeWidth=".8" strokeDasharray="3 2" />
      </svg>
      <p>
        {used.toFixed(1)} {text.results.used} <b>{`${reserved.toFixed(1)} ${text.results.reserved}`}</b>
      </p>
    </div>
  );
}
