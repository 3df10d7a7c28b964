/**
 * What was answered last, from the ring of notices: one line for each call of a request that a sandbox has served. Logs
 * of containers and functions are made of it.
 */
import { keptNotices, noticeAt, NOTICE_KINDS, OLDEST, type Notice } from '../world/notices';
import { memberRows } from '../world/members';
import type { PoolModel } from '../world/model';
import { MAX_PHASES, type World } from '../world/world';
import type { AnswerLine } from './frame';

/** The last answers, oldest first; at most `most` of them, and not more than the ring holds. */
export function answersOf(world: World, most: number): readonly AnswerLine[] {
  const { notices } = world;
  const found: Notice[] = [];
  const oldest = OLDEST(notices);
  for (let sequence = notices.count - 1; sequence >= oldest && found.length < most; sequence--) {
    const notice = noticeAt(notices, sequence);
    if (notice?.kind === NOTICE_KINDS.requestDone.code && notice.serial > 0) found.push(notice);
  }
  if (found.length === 0) return [];
  const starts = coldStarts(world);
  return found.toReversed().map((notice) => lineOf(world, notice, starts.get(keyOf(notice))));
}

const keyOf = ({ pool, serial, value }: Notice): string => `${pool}/${serial}/${value}`;

/** How long the sandbox took to start for the request that waited for it, by pool, serial and request. */
function coldStarts({ notices }: World): ReadonlyMap<string, number> {
  const kept = keptNotices(notices);
  const ready = new Map(
    kept
      .filter(({ kind }) => kind === NOTICE_KINDS.sandboxReady.code)
      .map((notice) => [`${notice.pool}/${notice.serial}`, notice.value]),
  );
  return new Map(
    kept
      .filter(({ kind }) => kind === NOTICE_KINDS.coldStart.code)
      .flatMap((notice): readonly (readonly [string, number])[] => {
        const took = ready.get(`${notice.pool}/${notice.serial}`);
        return took === undefined ? [] : [[keyOf(notice), took]];
      }),
  );
}

function lineOf(world: World, notice: Notice, startedMicros: number | undefined): AnswerLine {
  const pool = world.model.pools[notice.pool] as PoolModel;
  return {
    sequence: notice.sequence,
    atMicros: notice.atMicros,
    deployment: world.model.deployments[pool.deployment]?.id ?? '',
    component: pool.component,
    ...(pool.functionId !== null && { functionId: pool.functionId }),
    sandbox: `${pool.sandboxName}-${notice.serial}`,
    number: notice.value,
    tookMicros: notice.extra,
    ...(startedMicros !== undefined && {
      startMicros: startedMicros,
      initMicros: initMicros(world, notice, pool) ?? startedMicros,
    }),
  };
}

/** The part of a start in which the runtime and the code themselves are at work; unknown once the sandbox is gone. */
function initMicros(
  { pools, sandboxes }: World,
  { pool, serial }: Notice,
  model: PoolModel,
): number | undefined {
  const members = pools[pool]?.members;
  if (members === undefined) return undefined;
  const row = memberRows(members).find((candidate) => sandboxes.serial[candidate] === serial);
  if (row === undefined || model.phases.length !== model.technology.startUp.length) return undefined;
  let from = sandboxes.createdAt[row] as number;
  let sum = 0;
  for (const [i, phase] of model.technology.startUp.entries()) {
    const end = sandboxes.phaseEnds[row * MAX_PHASES + i] as number;
    if (phase.layer === 'fn' || phase.layer === 'ap') sum += Math.max(0, end - from);
    from = end;
  }
  return sum;
}
