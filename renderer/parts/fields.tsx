/** Fields of forms: a label, an input, and what is wrong with what it says. */
import type { ReactNode } from 'react';

export function Field({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <label className="form-field">
      <span>{label}</span>
      {children}
    </label>
  );
}

export function QuantityField({
  label,
  value,
  problem,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly problem: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  return (
    <Field label={label}>
      <input
        className="input"
        value={value}
        aria-invalid={problem !== ''}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem !== '' && <span className="form-problem">{problem}</span>}
    </Field>
  );
}

export function NumberField({
  label,
  value,
  most,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}): ReactNode {
  return (
    <Field label={label}>
      <input
        className="input"
        type="number"
        min={1}
        max={most}
        value={value}
        onChange={(event) =>
          onChange(Math.min(most, Math.max(1, Math.round(Number(event.target.value) || 1))))
        }
      />
    </Field>
  );
}

export function Check({
  label,
  checked,
  onChange,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}): ReactNode {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  );
}
