/** A drawing: marks in plain data. The screen and every export format read the same one. Lengths in pixels at scale 1. */
export interface Style {
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  readonly dash?: string;
  readonly opacity?: number;
}

/** A pattern of `patternOf(layer)` or 'waste', laid over a fill in the given ink. */
export interface PatternFill {
  readonly id: string;
  readonly ink: string;
  readonly opacity: number;
}

export type Mark =
  | ({
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly pattern?: PatternFill;
    } & Style)
  | ({ readonly kind: 'path'; readonly d: string; readonly transform?: string } & Style)
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly fill: string;
      readonly weight?: number;
      readonly anchor?: 'start' | 'middle' | 'end';
      readonly mono?: boolean;
      /** An outline in the colour of what lies below, so that the text stays readable on a pattern. */
      readonly halo?: string;
      /** A footnote letter after the text. */
      readonly note?: string;
    }
  | { readonly kind: 'group'; readonly name: string; readonly marks: readonly Mark[] };

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly background: string;
  readonly marks: readonly Mark[];
  /** Scenario, seed and engine that made it. */
  readonly provenance: string;
}
