/** What is selected: what it is, what it does, why, what it costs, where the numbers come from, what can be done. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  formatBytes,
  serviceId,
  technologyOf,
  triggerId,
  type Frame,
  type HostFrame,
  type SandboxFrame,
  type ServiceFrame,
  type TriggerFrame,
} from '../../simulations';
import { LayerSwatch } from '../parts/layers';
import { IconButton } from '../parts/controls';
import { Why } from '../parts/Provenance';
import { FLOAT_INSPECTOR, useMedia } from '../parts/use-media';
import { useLab, useSession, useView } from '../state/session';
import { text } from '../text/en';
import { ServiceInspector, TriggerInspector } from './inspector/BackEndInspector';
import { ActionList, hostActionsFor } from './inspector/Actions';
import { Faults } from './inspector/Faults';
import { LayerInspector } from './inspector/LayerInspector';
import { Overview } from './inspector/Overview';
import { SandboxInspector } from './inspector/SandboxInspector';
import { Section } from './inspector/Section';

type Found =
  | { readonly kind: 'sandbox'; readonly sandbox: SandboxFrame; readonly host: HostFrame }
  | { readonly kind: 'layer'; readonly host: HostFrame; readonly layer: string }
  | { readonly kind: 'host'; readonly host: HostFrame }
  | { readonly kind: 'service'; readonly service: ServiceFrame }
  | { readonly kind: 'trigger'; readonly trigger: TriggerFrame }
  | { readonly kind: 'none' };

function find(frame: Frame, selection: string | null): Found {
  for (const host of frame.hosts) {
    if (host.id === selection) return { kind: 'host', host };
    if (selection?.startsWith(`${host.id}/`) === true)
      return { kind: 'layer', host, layer: selection.slice(host.id.length + 1) };
    const sandbox = host.sandboxes.find((s) => s.id === selection);
    if (sandbox !== undefined) return { kind: 'sandbox', sandbox, host };
  }
  const service = frame.services.find(({ deployment, id }) => serviceId(deployment, id) === selection);
  if (service !== undefined) return { kind: 'service', service };
  const trigger = frame.triggers.find(({ deployment, id }) => triggerId(deployment, id) === selection);
  if (trigger !== undefined) return { kind: 'trigger', trigger };
  return { kind: 'none' };
}

export function InspectorPane(): ReactNode {
  const session = useSession();
  const floats = useMedia(FLOAT_INSPECTOR);
  const projector = useView((view) => view.settings.projector);
  const frame = useLab((lab) => lab.frame);
  const selection = useView((view) => view.selection);
  if (frame === null) return <aside className="inspector panel" aria-label={text.inspector.heading} />;
  const found = find(frame, selection);
  return (
    <aside className="inspector panel" aria-label={text.inspector.heading} tabIndex={0} data-pane>
      <h2 className="pane-heading">
        {found.kind === 'none' ? text.inspector.nothing : text.inspector.heading}
        {(floats || projector) && (
          <IconButton
            label={text.inspector.close}
            keys="I"
            onClick={() => session.view.setState({ inspectorOpen: false })}
          >
            <X size={15} />
          </IconButton>
        )}
      </h2>
      <div className="inspector-body">
        {found.kind === 'none' && <Overview frame={frame} gone={selection} />}
        {found.kind === 'sandbox' && (
          <SandboxInspector frame={frame} sandbox={found.sandbox} host={found.host} />
        )}
        {found.kind === 'layer' && <LayerInspector host={found.host} layer={found.layer} />}
        {found.kind === 'host' && <HostInspector frame={frame} host={found.host} />}
        {found.kind === 'service' && <ServiceInspector frame={frame} service={found.service} />}
        {found.kind === 'trigger' && <TriggerInspector frame={frame} trigger={found.trigger} />}
      </div>
    </aside>
  );
}

/** An owner's bytes as a sum over what stands on the host. */
function ownerFormula(host: HostFrame, owner: HostFrame['memoryByOwner'][number]['owner']): string {
  const own = (bytes: number): string => formatBytes(bytes);
  const all = host.memoryByOwner.map(({ bytes }) => bytes);
  const found = host.memoryByOwner.find((one) => one.owner === owner)?.bytes ?? 0;
  const whole = `${own(found)} of ${own(all.reduce((sum, bytes) => sum + bytes, 0))}`;
  if (owner === 'free') return `${own(host.memoryBytes)} - everything else = ${own(found)}`;
  if (owner === 'reserved' || owner === 'cache') return whole;
  const plates = host.plates.filter(({ layer }) => layer === owner && layer !== 'hw');
  const slices = host.sandboxes.flatMap(({ memory }) => memory.filter(({ layer }) => layer === owner));
  const sum = slices.reduce((total, { bytes }) => total + bytes, 0);
  const parts = [
    ...plates.map(({ memoryBytes }) => `${own(memoryBytes)} once`),
    ...(slices.length > 0 ? [`${own(sum)} in ${slices.length} sandboxes`] : []),
  ];
  return parts.length === 0 ? whole : `${parts.join(' + ')} = ${own(found)}`;
}

function HostInspector({ frame, host }: { readonly frame: Frame; readonly host: HostFrame }): ReactNode {
  const technology = technologyOf(host.technology);
  const hostActions = hostActionsFor(host);
  return (
    <>
      <h3 className="inspector-title">
        <LayerSwatch layer="hw" width={24} /> {host.id}
      </h3>
      <p className="para">
        A <b>host</b>: one physical machine with {host.cores} cores and {formatBytes(host.memoryBytes)} of
        memory. It runs {technology.plural.toLowerCase()}, kept apart by the {technology.boundary}.
        {host.cordoned === true && ` ${text.inspector.isCordoned}`}
        {host.pulling.length > 0 && ` ${text.inspector.pulls.replace('{0}', host.pulling.join(', '))}`}
      </p>
      <Section title={text.inspector.memoryOf}>
        <dl className="figures">
          {host.memoryByOwner.map(({ owner, bytes }) => (
            <div key={owner}>
              <dt>{text.inspector.owners[owner] ?? owner}</dt>
              <dd>
                {formatBytes(bytes)}{' '}
                <Why
                  what={text.inspector.owners[owner] ?? owner}
                  value={formatBytes(bytes)}
                  basis={{ kind: 'computed' }}
                  formula={ownerFormula(host, owner)}
                />
              </dd>
            </div>
          ))}
        </dl>
        <p className="quiet">{text.inspector.everyByte.replace('{0}', formatBytes(host.memoryBytes))}</p>
      </Section>
      {hostActions.length > 0 && <ActionList actions={hostActions} />}
      <Faults frame={frame} target={host.id} technology={host.technology} isHost />
    </>
  );
}
