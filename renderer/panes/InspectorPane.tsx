/** What is selected: what it is, what it does, why, what it costs, where the numbers come from, what can be done. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatBytes, technologyOf, type Frame, type HostFrame, type SandboxFrame } from '../../simulations';
import { LayerSwatch } from '../parts/layers';
import { IconButton } from '../parts/controls';
import { FLOAT_INSPECTOR, useMedia } from '../parts/use-media';
import { useLab, useSession, useView } from '../state/session';
import { text } from '../text/en';
import { LayerInspector } from './inspector/LayerInspector';
import { Overview } from './inspector/Overview';
import { SandboxInspector } from './inspector/SandboxInspector';
import { Section } from './inspector/Section';

type Found =
  | { readonly kind: 'sandbox'; readonly sandbox: SandboxFrame; readonly host: HostFrame }
  | { readonly kind: 'layer'; readonly host: HostFrame; readonly layer: string }
  | { readonly kind: 'host'; readonly host: HostFrame }
  | { readonly kind: 'none' };

function find(frame: Frame, selection: string | null): Found {
  for (const host of frame.hosts) {
    if (host.id === selection) return { kind: 'host', host };
    if (selection?.startsWith(`${host.id}/`) === true)
      return { kind: 'layer', host, layer: selection.slice(host.id.length + 1) };
    const sandbox = host.sandboxes.find((s) => s.id === selection);
    if (sandbox !== undefined) return { kind: 'sandbox', sandbox, host };
  }
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
        {found.kind === 'host' && <HostInspector host={found.host} />}
      </div>
    </aside>
  );
}

function HostInspector({ host }: { readonly host: HostFrame }): ReactNode {
  const technology = technologyOf(host.technology);
  return (
    <>
      <h3 className="inspector-title">
        <LayerSwatch layer="hw" width={24} /> {host.id}
      </h3>
      <p className="para">
        A <b>host</b>: one physical machine with {host.cores} cores and {formatBytes(host.memoryBytes)} of
        memory. It runs {technology.plural.toLowerCase()}, kept apart by the {technology.boundary}.
      </p>
      <Section title={text.inspector.memoryOf}>
        <dl className="figures">
          {host.memoryByOwner.map(({ owner, bytes }) => (
            <div key={owner}>
              <dt>{text.inspector.owners[owner] ?? owner}</dt>
              <dd>{formatBytes(bytes)}</dd>
            </div>
          ))}
        </dl>
        <p className="quiet">{text.inspector.everyByte.replace('{0}', formatBytes(host.memoryBytes))}</p>
      </Section>
    </>
  );
}
