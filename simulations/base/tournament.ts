/**
 * Keys by place, with the place of the least key at hand: a binary tree of winners in typed arrays. Changing a key and
 * asking for the least are O(log n); among equal keys the lowest place wins, so the choice is deterministic.
 */
export interface Tournament {
  /** A power of two. */
  capacity: number;
  /** Keys of the places; Infinity = not taking part. */
  keys: Float64Array;
  /** Winner of each inner node, the root at 1. */
  winners: Int32Array;
}

export function newTournament(places: number): Tournament {
  let capacity = 1;
  while (capacity < places) capacity *= 2;
  const tree = {
    capacity,
    keys: new Float64Array(capacity).fill(Infinity),
    winners: new Int32Array(capacity),
  };
  for (let node = capacity - 1; node >= 1; node--) tree.winners[node] = winnerOf(tree, node);
  return tree;
}

function winnerOf({ capacity, keys, winners }: Tournament, node: number): number {
  const left = 2 * node >= capacity ? 2 * node - capacity : (winners[2 * node] as number);
  const right = 2 * node >= capacity ? left + 1 : (winners[2 * node + 1] as number);
  return (keys[right] as number) < (keys[left] as number) ? right : left;
}

export function setKey(tree: Tournament, place: number, key: number): void {
  tree.keys[place] = key;
  for (let node = (place + tree.capacity) >>> 1; node >= 1; node >>>= 1)
    tree.winners[node] = winnerOf(tree, node);
}

/** The place of the least key; -1 when nobody takes part. */
export function leastPlace(tree: Tournament): number {
  const place = tree.capacity === 1 ? 0 : (tree.winners[1] as number);
  return tree.keys[place] === Infinity ? -1 : place;
}

/** The lowest place whose key is at most `key`; -1 when there is none. */
export function firstAtMost(tree: Tournament, key: number): number {
  const { capacity, keys, winners } = tree;
  const least = leastPlace(tree);
  if (least < 0 || (keys[least] as number) > key) return -1;
  let node = 1;
  while (node < capacity) {
    const left = 2 * node;
    const winner = left >= capacity ? left - capacity : (winners[left] as number);
    node = (keys[winner] as number) <= key ? left : left + 1;
  }
  return capacity === 1 ? 0 : node - capacity;
}

/** The same keys with room for more places. */
export function widenTournament(tree: Tournament, places: number): Tournament {
  const wider = newTournament(places);
  tree.keys.forEach((key, place) => {
    if (key !== Infinity) setKey(wider, place, key);
  });
  return wider;
}
