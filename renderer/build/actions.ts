/** What the build view can do, by name: for its buttons, its drag and drop, the palette and the keys. */
import {
  addDeployment,
  addHost,
  addManagedService,
  addService,
  addTrigger,
  addWorkload,
  connectToService,
  removePart,
  type Edited,
  type Source,
  type TechnologyId,
} from '../../simulations';
import type { EditSession } from '../state/edit-session';
import { text } from '../text/en';

export interface BuildPart {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  /** `on` = the host that it was dropped on, or that is selected. */
  readonly add: (source: Source, on?: string) => Edited;
}

const t = text.build.parts;
const deployment = (technology: TechnologyId) => (source: Source, on?: string) =>
  addDeployment(source, technology, on);

export const BUILD_PARTS: readonly BuildPart[] = [
  { id: 'host', ...t.host, add: (source) => addHost(source) },
  { id: 'hypervisor', ...t.hypervisor, add: (source) => addHost(source, 'type-1') },
  { id: 'vms', ...t.vms, add: deployment('full-vm-type-1') },
  { id: 'microvms', ...t.microvms, add: deployment('microvm') },
  { id: 'containers', ...t.containers, add: deployment('container') },
  { id: 'functions', ...t.functions, add: deployment('cloud-function') },
  { id: 'service', ...t.service, add: (source) => addService(source) },
  { id: 'database', ...t.database, add: (source) => addManagedService(source, 'database') },
  { id: 'auth', ...t.auth, add: (source) => addManagedService(source, 'auth') },
  { id: 'object-store', ...t.objectStore, add: (source) => addManagedService(source, 'object-store') },
  { id: 'queue', ...t.queue, add: (source) => addManagedService(source, 'queue') },
  { id: 'trigger', ...t.trigger, add: addTrigger },
  { id: 'workload', ...t.workload, add: addWorkload },
];

export function addPart(edit: EditSession, part: BuildPart, on?: string): void {
  const selected = edit.store.getState().selected;
  const host = on ?? (selected?.startsWith('hosts.') === true ? selected.slice('hosts.'.length) : undefined);
  const { source, path } = part.add(edit.source, host);
  edit.apply(text.build.steps.add.replace('{0}', part.label.toLowerCase()), source, path);
}

export function removeSelected(edit: EditSession): void {
  const { selected } = edit.store.getState();
  if (selected === null) return;
  const name = text.build.steps.remove.replace('{0}', selected.slice(selected.indexOf('.') + 1));
  edit.apply(name, removePart(edit.source, selected), null);
}

export function connectTo(edit: EditSession, from: string, to: string): void {
  const { source } = connectToService(edit.source, from, to);
  edit.apply(text.build.steps.connect.replace('{0}', from).replace('{1}', to), source, `components.${from}`);
}

/** To the first field of what is selected, ready to be typed over: as soon as its form is drawn. */
export function focusPartForm(edit: EditSession): void {
  edit.store.setState({ formWanted: true });
}

/** Back from the form to the part in the tree. */
export function focusPartsTree(): void {
  document.querySelector<HTMLElement>('.parts-tree [aria-selected="true"]')?.focus();
}
