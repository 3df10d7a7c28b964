/** The facts that figures cite, with their sources, by id. */
import list from '../../assets/facts.json' with { type: 'json' };

export interface Fact {
  readonly id: string;
  readonly quantity: string;
  readonly value: unknown;
  readonly unit: string;
  readonly conditions: string;
  readonly source: {
    readonly title: string;
    readonly authors: string;
    readonly year: number;
    readonly where: string;
  };
  /** Somebody has read the figure in its source. */
  readonly verified: boolean;
}

export const FACTS: ReadonlyMap<string, Fact> = new Map(
  (list as readonly Fact[]).map((fact) => [fact.id, fact]),
);
