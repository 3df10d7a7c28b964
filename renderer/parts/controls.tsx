/** Small controls: ink on paper, no accent colour; everything by keyboard. */
import type { MouseEvent, ReactNode } from 'react';

export interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
}: SegmentedProps<T>): ReactNode {
  return (
    <div className="segmented" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

export interface IconButtonProps {
  readonly label: string;
  readonly keys?: string;
  readonly onClick: (event: MouseEvent) => void;
  readonly className?: string;
  /** For a button that switches something on and off. */
  readonly pressed?: boolean;
  /** It stays in the order of the keyboard and says so. */
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function IconButton({
  label,
  keys,
  onClick,
  className = '',
  pressed,
  disabled,
  children,
}: IconButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={`icon-button ${className}`}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={disabled}
      title={keys === undefined ? label : `${label} (${keys})`}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

export interface SliderProps {
  readonly label: string;
  readonly shown: string;
  /** 0 to 1. */
  readonly fraction: number;
  readonly onChange: (fraction: number) => void;
  readonly steps?: number;
  readonly hideLabel?: boolean;
}

/** A native range, so that keys, touch and screen readers work; the value is told in words. */
export function Slider({
  label,
  shown,
  fraction,
  onChange,
  steps = 100,
  hideLabel = false,
}: SliderProps): ReactNode {
  return (
    <label className="slider">
      <span className={hideLabel ? 'visually-hidden' : 'slider-text'}>
        <span>{label}</span>
        <b>{shown}</b>
      </span>
      <input
        type="range"
        min={0}
        max={steps}
        step={1}
        value={Math.round(fraction * steps)}
        aria-valuetext={shown}
        style={{ '--filled': `${fraction * 100}%` } as React.CSSProperties}
        onChange={(event) => onChange(Number(event.target.value) / steps)}
      />
    </label>
  );
}

export const Key = ({ children }: { readonly children: string }): ReactNode => <kbd>{children}</kbd>;
