import type { ReactNode } from 'react';
import {
  formatBytes,
  formatNumber,
  technologyOf,
  type Basis,
  type DeploymentFrame,
  type Frame,
  type HostFrame,
  type SandboxFrame,
} from '../../../simulations';
import { costFormula } from '../../parts/formulas';
import { Why } from '../../parts/Provenance';
import { text } from '../../text/en';
import { Section } from './Section';

const COMPUTED: Basis = { kind: 'computed' };
const STATED: Basis = { kind: 'assumed', note: 'stated by the scenario' };

interface CostsProps {
  readonly frame: Frame;
  readonly sandbox: SandboxFrame;
  readonly host: HostFrame;
  readonly numbers: ReadonlyMap<string, number>;
}

/** What it costs: memory layer by layer, what is taken from the host, how many would fit, and money. */
export function Costs({ frame, sandbox, host, numbers }: CostsProps): ReactNode {
  const deployment = frame.deployments.find((candidate) => candidate.id === sandbox.deployment);
  return (
    <Section title={text.inspector.costs}>
      <dl className="figures">
        {sandbox.memory.toReversed().map((slice) => (
          <Row
            key={`${slice.layer}-${slice.name}`}
            name={slice.name}
            value={formatBytes(slice.bytes)}
            basis={slice.basis}
            number={numbers.get(slice.basis.fact ?? '')}
          />
        ))}
        <Taken sandbox={sandbox} host={host} />
        {deployment !== undefined && <PerDeployment deployment={deployment} />}
      </dl>
    </Section>
  );
}

function Taken({ sandbox, host }: { readonly sandbox: SandboxFrame; readonly host: HostFrame }): ReactNode {
  const technology = technologyOf(sandbox.technology);
  const used = sandbox.memory.reduce((sum, slice) => sum + slice.bytes, 0);
  const taken = used + sandbox.reservedBytes;
  const share = `${((taken / host.memoryBytes) * 100).toFixed(1)} %`;
  const parts = sandbox.memory.map((slice) => formatBytes(slice.bytes)).join(' + ');
  return (
    <>
      <Row
        sum
        name={text.inspector.used}
        value={formatBytes(used)}
        basis={COMPUTED}
        formula={`${parts} = ${formatBytes(used)}`}
      />
      {technology.memoryIsReserved && (
        <Row
          name={technology.perRequest ? text.inspector.billed : text.inspector.reserved}
          value={formatBytes(taken)}
          basis={STATED}
        />
      )}
      <Row
        name={`${text.inspector.share} ${host.id}`}
        value={share}
        basis={COMPUTED}
        formula={`${formatBytes(taken)} / ${formatBytes(host.memoryBytes)} = ${share}`}
      />
    </>
  );
}

function PerDeployment({ deployment }: { readonly deployment: DeploymentFrame }): ReactNode {
  const { density, costPerMillion, totals } = deployment;
  const amount = costPerMillion.amount.toFixed(2);
  return (
    <>
      <Row
        name={text.inspector.fit}
        value={formatNumber(density.perHost, 6)}
        basis={COMPUTED}
        formula={`floor((memory of the host - shared layers) / each) = ${density.perHost}; ${density.reason}`}
      />
      {totals.completed > 0 && (
        <Row
          name={text.results.costLong}
          value={`${amount} ${costPerMillion.currency}`}
          basis={COMPUTED}
          formula={costFormula(costPerMillion.amount, totals.completed)}
          inputs={[
            { name: text.results.prices, value: costPerMillion.currency, basis: costPerMillion.basis },
          ]}
        />
      )}
    </>
  );
}

interface RowProps {
  readonly name: string;
  readonly value: string;
  readonly basis: Basis;
  readonly number?: number | undefined;
  readonly formula?: string;
  readonly inputs?: readonly { readonly name: string; readonly value: string; readonly basis: Basis }[];
  readonly sum?: boolean;
}

function Row({ name, value, sum = false, ...why }: RowProps): ReactNode {
  return (
    <div className={sum ? 'is-sum' : undefined}>
      <dt>{name}</dt>
      <dd>
        {value} <Why what={name} value={value} {...why} />
      </dd>
    </div>
  );
}
