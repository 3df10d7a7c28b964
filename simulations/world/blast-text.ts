/** A blast radius in a sentence, for the terminal, the log and the spoken summary. */
import { faultKind, type FaultId } from '../technologies/fault-kinds';
import type { Affected, Blast, Effect } from './blast';

const count = (blast: Blast, effect: Effect): readonly Affected[] =>
  blast.affected.filter((one) => one.effect === effect);

const list = (all: readonly Affected[]): string =>
  all.length <= 4
    ? all.map(({ id }) => id).join(', ')
    : `${all
        .slice(0, 3)
        .map(({ id }) => id)
        .join(', ')} and ${all.length - 3} more`;

/** "Host kernel panic on ct-host: 4 fall (api-1, api-2, api-3, api-4)". */
export function blastText(kind: FaultId, target: string, blast: Blast | undefined): string {
  const head = `${faultKind(kind).label}: ${target}`;
  if (blast === undefined) return head;
  const parts = (['falls', 'restarts inside', 'cannot be started', 'slowed', 'reachable'] as const).flatMap(
    (effect) => {
      const hit = count(blast, effect);
      return hit.length === 0 ? [] : [`${WORDS[effect](hit.length)} (${list(hit)})`];
    },
  );
  const spared = blast.spared.length === 0 ? '' : `, ${blast.spared.length} spared`;
  return parts.length === 0 ? `${head}, nothing is hit` : `${head}: ${parts.join(', ')}${spared}`;
}

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
const WORDS: Readonly<Record<Exclude<Effect, 'spared'>, (n: number) => string>> = {
  falls: (n) => plural(n, 'falls', 'fall'),
  'restarts inside': (n) => plural(n, 'starts its process again', 'start their processes again'),
  'cannot be started': () => 'none can be started',
  slowed: (n) => plural(n, 'feels it', 'feel it'),
  reachable: (n) => plural(n, 'is in reach', 'are in reach'),
};
