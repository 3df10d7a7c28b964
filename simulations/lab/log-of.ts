/** The event log of a frame: recent captions with their causes. */
import {
  captionOf,
  hostOf,
  isInteresting,
  keptNotices,
  noticeAt,
  OLDEST,
  type Notice,
} from '../world/notices';
import type { World } from '../world/world';
import type { EventLine } from './frame';

const INTERESTING_LINES = 60;
const OTHER_LINES = 24;

/** The last 60 interesting events and the last 24 others, oldest first. */
export function logOf(world: World): readonly EventLine[] {
  const kept = keptNotices(world.notices);
  const bySequence = new Map(kept.map((notice) => [notice.sequence, notice]));
  const interesting = kept.filter(isInteresting).slice(0, INTERESTING_LINES);
  return [...interesting, ...lastOthers(world)]
    .toSorted((a, b) => a.sequence - b.sequence)
    .map((notice) =>
      lineOf(world, notice, bySequence.get(notice.cause) ?? noticeAt(world.notices, notice.cause)),
    );
}

function lastOthers({ notices }: World): readonly Notice[] {
  const others: Notice[] = [];
  for (
    let sequence = notices.count - 1;
    sequence >= OLDEST(notices) && others.length < OTHER_LINES;
    sequence--
  ) {
    const notice = noticeAt(notices, sequence);
    if (notice !== undefined && !isInteresting(notice)) others.push(notice);
  }
  return others;
}

function lineOf(world: World, notice: Notice, cause: Notice | undefined): EventLine {
  const pool = world.model.pools[notice.pool];
  const host = hostOf(world.model, notice);
  const subject =
    notice.serial > 0 ? `${pool?.sandboxName}-${notice.serial}` : (host?.id ?? pool?.component ?? '');
  return {
    sequence: notice.sequence,
    atMicros: notice.atMicros,
    deployment: world.model.deployments[host?.deployment ?? pool?.deployment ?? -1]?.id ?? '',
    subject,
    caption: captionOf(world.model, notice),
    interesting: isInteresting(notice),
    ...(cause !== undefined && { cause: captionOf(world.model, cause) }),
    ...(cause !== undefined && { causeSequence: cause.sequence }),
  };
}
