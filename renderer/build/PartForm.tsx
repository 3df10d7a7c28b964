/** The parameters of what is selected, with their units; what is wrong is said under the field, as one types. */
import { Trash2 } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import {
  entriesOf,
  entryAt,
  idOf,
  renamePart,
  setValue,
  valueAt,
  type Issue,
  type Section,
  type Source,
} from '../../simulations';
import { Field } from '../parts/fields';
import { useSession } from '../state/session';
import type { EditSession } from '../state/edit-session';
import { text } from '../text/en';
import { focusPartsTree, removeSelected } from './actions';
import { Calls } from './Calls';
import { fieldsOf, issuePath, readField, SCENARIO_FIELDS, shownValue, type PartField } from './part-fields';

export function PartForm(): ReactNode {
  const { edit } = useSession();
  const { selected, issues, formWanted } = useStore(edit.store);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!formWanted) return;
    edit.store.setState({ formWanted: false });
    const first = form.current?.querySelector<HTMLElement>('input, select');
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  }, [edit, formWanted]);
  const { source } = edit;
  const path = selected !== null && entryAt(source, selected) !== undefined ? selected : null;
  const fields = path === null ? SCENARIO_FIELDS : fieldsOf(source, path);
  const section = path?.split('.')[0] as Section | undefined;
  const id = path?.slice(path.indexOf('.') + 1) ?? '';
  return (
    <section
      aria-label={text.build.parameters}
      data-pane
      onKeyDown={(event) => event.key === 'Escape' && focusPartsTree()}
    >
      <h2 className="pane-heading">
        {section === undefined ? text.build.scenario : `${text.build.sections[section]}: ${id}`}
      </h2>
      <div className="part-form" ref={form}>
        {/* By place, not by path: a new name changes every path, and must not take the focus away. */}
        {fields.map((field, i) => (
          <PartInput
            key={`${section ?? ''} ${i}`}
            edit={edit}
            field={field}
            issues={issues.filter((issue) => belongs(issuePath(source, issue.path), field.path))}
          />
        ))}
        {section === 'components' && <Calls edit={edit} from={id} />}
        {path !== null && (
          <button type="button" className="button" onClick={() => removeSelected(edit)}>
            <Trash2 size={14} aria-hidden="true" /> {text.build.remove}
          </button>
        )}
      </div>
    </section>
  );
}

const belongs = (place: string, path: string): boolean => place === path || place.startsWith(`${path}.`);

interface PartInputProps {
  readonly edit: EditSession;
  readonly field: PartField;
  readonly issues: readonly Issue[];
}

function PartInput({ edit, field, issues }: PartInputProps): ReactNode {
  const { source } = edit;
  const { selected } = edit.store.getState();
  const set = (written: string): void =>
    edit.apply(
      stepName(field, written, selected),
      field.write?.(source, written) ?? setValue(source, field.path, readField(field, written)),
      selected,
      field.path,
    );
  const shown = shownValue(source, field);
  const problem = issues.map(problemOf).join(' ');
  if (field.kind === 'hosts') return <HostChoice edit={edit} field={field} problem={problem} />;
  if (field.kind === 'name') return <NameInput edit={edit} label={field.label} now={shown} />;
  if (field.kind === 'choice')
    return (
      <Field label={field.label}>
        <select className="input" value={shown} onChange={(event) => set(event.target.value)}>
          {(field.options ?? []).map(({ value, label }) => (
            <option key={value} value={value}>
              {value === '' ? text.build.none : label}
            </option>
          ))}
        </select>
        {problem !== '' && <span className="form-problem">{problem}</span>}
      </Field>
    );
  return (
    <Field label={field.label}>
      <input
        className="input"
        value={shown}
        placeholder={field.example}
        aria-invalid={problem !== ''}
        onChange={(event) => set(event.target.value)}
      />
      {problem !== '' && (
        <span className="form-problem" role="status">
          {problem}
        </span>
      )}
    </Field>
  );
}

/** `Set workers of web to 8`; without a part where the scenario itself is meant. */
function stepName(field: PartField, written: string, selected: string | null): string {
  const { set, setOf } = text.build.steps;
  const name = selected === null ? set : setOf.replace('{2}', selected.slice(selected.indexOf('.') + 1));
  return name.replace('{0}', field.label.toLowerCase()).replace('{1}', written);
}

const problemOf = ({ message, expected }: Issue): string =>
  `${message}${expected === undefined ? '' : `: ${expected}`}.`;

/** A name is changed wherever it is meant, so it is taken when it is finished, not letter by letter. */
function NameInput({
  edit,
  label,
  now,
}: {
  readonly edit: EditSession;
  readonly label: string;
  readonly now: string;
}): ReactNode {
  const [{ of, written }, setState] = useState({ of: now, written: now });
  const setWritten = (next: string): void => setState({ of: now, written: next });
  // Another part, or the same by another name: what was typed before is over.
  if (of !== now) setWritten(now);
  const take = (): void => {
    const path = edit.store.getState().selected;
    const section = path?.split('.')[0] as Section | undefined;
    if (path === null || section === undefined || written === now) return;
    const next: Source = renamePart(edit.source, section, now, written.trim());
    if (next === edit.source) setWritten(now);
    else
      edit.apply(
        text.build.steps.rename.replace('{0}', now).replace('{1}', written.trim()),
        next,
        `${section}.${written.trim()}`,
      );
  };
  const valid = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(written.trim());
  return (
    <Field label={label}>
      <input
        className="input"
        value={written}
        aria-invalid={!valid}
        onChange={(event) => setWritten(event.target.value)}
        onBlur={() => valid && take()}
        onKeyDown={(event) => event.key === 'Enter' && valid && take()}
      />
      {!valid && <span className="form-problem">{text.build.nameRule}</span>}
    </Field>
  );
}

function HostChoice({
  edit,
  field,
  problem,
}: {
  readonly edit: EditSession;
  readonly field: PartField;
  readonly problem: string;
}): ReactNode {
  const { source } = edit;
  const now = valueAt(source, field.path);
  const chosen = Array.isArray(now) ? now.map(String) : [];
  const toggle = (id: string): void =>
    edit.apply(
      stepName(field, id, edit.store.getState().selected),
      setValue(
        source,
        field.path,
        chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id],
      ),
      edit.store.getState().selected,
    );
  return (
    <fieldset className="host-choice">
      <legend>{field.label}</legend>
      {entriesOf(source, 'hosts').map((host) => (
        <label key={idOf(host)} className="check">
          <input type="checkbox" checked={chosen.includes(idOf(host))} onChange={() => toggle(idOf(host))} />
          {idOf(host)}
        </label>
      ))}
      {problem !== '' && <span className="form-problem">{problem}</span>}
    </fieldset>
  );
}
