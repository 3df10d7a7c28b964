/** A command reaches a lab, or is taken back. Where it changes the past, what was is kept as a branch of its own: nothing is ever lost. */
import { interpretLine, readCall, type Lab } from '../../simulations';
import type { HostedLab } from './hosted-lab';
import type { FromWorker, ToWorker } from './protocol';

type Change = Extract<ToWorker, { readonly type: 'execute' | 'type' }>;

export interface Around {
  readonly post: (message: FromWorker) => void;
  /** Puts a run under an id of its own, as far on as `like` has come. */
  readonly park: (id: string, lab: Lab, like: HostedLab) => void;
  /** An id that no other run has. */
  readonly freshId: (lab: string) => string;
}

export function change(hosted: HostedLab, message: Change, { post, park, freshId }: Around): void {
  const { lab, request } = message;
  hosted.arrive();
  const before = hosted.hasFuture ? hosted.lab.fork() : null;
  const { log, undone } = hosted.lab;
  if (message.type === 'execute') {
    const call = readCall(message.command);
    const outcome = call.ok ? hosted.lab.execute(call.value) : call;
    post({ type: 'executed', lab, request, outcome });
  } else post({ type: 'typed', lab, request, reply: interpretLine(hosted.lab, message.line, message.shell) });
  const takenBack = newlyUndone(undone, hosted.lab.undone);
  if (takenBack > 0) {
    keepUndone(hosted, lab, takenBack, { post, park, freshId });
    hosted.noteChange();
  } else if (hosted.lab.log !== log) {
    const atMicros = hosted.lab.nowMicros;
    if (before !== null) {
      const id = freshId(lab);
      park(id, before, hosted);
      post({ type: 'branched', lab, kept: id, atMicros, command: hosted.lab.log.at(-1)?.text ?? '' });
    }
    hosted.noteChange();
  }
  hosted.sendFrame();
}

/** How many commands a line took back: what was taken back before it may have been given again, or forgotten. */
function newlyUndone(before: Lab['undone'], now: Lab['undone']): number {
  const old = before.findIndex((line, i) => line !== now[i]);
  return now.length - (old < 0 ? before.length : old);
}

/** A line of the terminal took commands back: the run that still has them goes on living as a branch. */
function keepUndone(hosted: HostedLab, lab: string, count: number, around: Around): void {
  const kept = hosted.lab.fork();
  const commands = kept.log.length;
  const first = kept.redo();
  for (let i = 1; i < count; i++) kept.redo();
  const id = around.freshId(lab);
  around.park(id, kept, hosted);
  around.post({
    type: 'branched',
    lab,
    kept: id,
    atMicros: first?.atMicros ?? kept.nowMicros,
    command: first?.text ?? '',
    takenBack: true,
    commands,
  });
}

/** The last command is taken back in a branch of its own, at the instant that is shown; what was goes on living. */
export function takeBack(
  hosted: HostedLab,
  { lab, request }: Extract<ToWorker, { readonly type: 'take-back' }>,
  { post, park, freshId }: Around,
): void {
  hosted.arrive();
  const last = hosted.lab.log.at(-1);
  if (last === undefined) {
    post({ type: 'taken-back', lab, request, kept: null });
    return;
  }
  const kept = freshId(lab);
  park(kept, hosted.lab.fork(), hosted);
  const { nowMicros } = hosted.lab;
  hosted.lab.takeBack();
  const commands = hosted.lab.log.length;
  const { atMicros, text: command } = last;
  post({ type: 'branched', lab, kept, atMicros, command, takenBack: true, commands });
  post({ type: 'taken-back', lab, request, kept });
  hosted.noteChange();
  hosted.seek(nowMicros);
}
