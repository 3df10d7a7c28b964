/** The event log of a frame: recent captions with their causes. */
import { captionOf, isInteresting, noticeAt, OLDEST, type Notice } from '../world/notices';
import type { World } from '../world/world';
import type { EventLine } from './frame';

const INTERESTING_LINES = 60;
const OTHER_LINES = 24;

/** The last 60 interesting events and the last 24 others, oldest first. */
export function logOf(world: World): readonly EventLine[] {
  const lines: EventLine[] = [];
  let [interesting, others] = [0, 0];
  for (let sequence = world.notices.count - 1; sequence >= OLDEST(world.notices); sequence--) {
    const notice = noticeAt(world.notices, sequence);
    if (notice === undefined) break;
    const counts = isInteresting(notice);
    if (counts ? interesting++ < INTERESTING_LINES : others++ < OTHER_LINES)
      lines.push(lineOf(world, notice));
    if (interesting >= INTERESTING_LINES && others >= OTHER_LINES) break;
  }
  return lines.toReversed();
}

export function lineOf(world: World, notice: Notice): EventLine {
  const pool = world.model.pools[notice.pool];
  const cause = noticeAt(world.notices, notice.cause);
  const subject = notice.serial > 0 ? `${pool?.sandboxName}-${notice.serial}` : (pool?.component ?? '');
  return {
    sequence: notice.sequence,
    atMicros: notice.atMicros,
    deployment: world.model.deployments[pool?.deployment ?? -1]?.id ?? '',
    subject,
    caption: captionOf(world.model, notice),
    interesting: isInteresting(notice),
    ...(cause !== undefined && { cause: captionOf(world.model, cause) }),
    ...(cause !== undefined && { causeSequence: cause.sequence }),
  };
}
