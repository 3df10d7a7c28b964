import type { ReactNode } from 'react';
import { formatBytes, LAYERS, technologyOf, type HostFrame, type LayerId } from '../../../simulations';
import { LayerSwatch } from '../../parts/layers';
import { Why } from '../../parts/Provenance';
import { text } from '../../text/en';
import { Section } from './Section';
import { numberSources, SourceList } from './sources';

const WHAT: Readonly<Record<LayerId, string>> = {
  hw: 'The machine itself: processors, memory, disk and network card. Everything above is software that shares it out.',
  hv: 'The hypervisor shares the hardware among virtual machines. It gives each its own virtual processors, memory, disk and network card, and keeps them apart.',
  hk: 'The host’s kernel: the one program that talks to the hardware. Every process of the host asks it for memory, files and network, containers included.',
  go: 'A guest operating system: a kernel and services of its own inside a virtual machine. Each VM brings one, used or not.',
  ce: 'The container engine builds containers from image layers and asks the kernel to fence them in. It is needed to start them, not for every request.',
  ct: 'What a container brings of its own: a supervising process and the libraries of its image.',
  fn: 'The language runtime in which the provider runs your function.',
  ap: 'Your code: the same in every stack. All else is what it takes to run it.',
};

/** A shared layer of a host. */
export function LayerInspector({
  host,
  layer,
}: {
  readonly host: HostFrame;
  readonly layer: string;
}): ReactNode {
  const plate = host.plates.find((p) => p.layer === layer);
  if (plate === undefined) return null;
  const numbers = numberSources([plate.basis]);
  const amount = formatBytes(plate.layer === 'hw' ? host.memoryBytes : plate.memoryBytes);
  const above = technologyOf(host.technology)
    .stack.filter((l) => l.scope === 'own')
    .map((l) => l.name.toLowerCase());
  return (
    <>
      <h3 className="inspector-title">
        <LayerSwatch layer={plate.layer} width={24} /> {plate.name}
      </h3>
      <p className="para">{WHAT[plate.layer]}</p>
      <Section title={text.inspector.costs}>
        <dl className="figures">
          <div>
            <dt>{text.inspector.once.replace('{0}', host.id)}</dt>
            <dd>
              {amount}{' '}
              <Why
                what={plate.name}
                value={amount}
                basis={plate.basis}
                number={numbers.get(plate.basis.fact ?? '')}
              />
            </dd>
          </div>
          <div>
            <dt>{text.inspector.each}</dt>
            <dd>0 B</dd>
          </div>
        </dl>
        <p className="quiet">{`${LAYERS[plate.layer].name}: shared by everything on this host. Each sandbox adds its own ${above.join(', ')}.`}</p>
      </Section>
      <Section title={text.inspector.sources}>
        <SourceList numbers={numbers} claims={[plate]} />
      </Section>
    </>
  );
}
