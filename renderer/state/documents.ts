/** Opening, saving, printing: what happens to files, in the words of the window. */
import { ENGINE_VERSION } from '../../simulations';
import type { Opened } from '../../main/bridge';
import { text } from '../text/en';
import { say } from './acts';
import { historyKey, readHistory, writeHistory } from './kept-history';
import { scenarioOf } from './scenario-of';
import { beginAfresh, type Session } from './session';

export async function openFile(session: Session): Promise<void> {
  await openText(session, await session.bridge.openDocument());
}

/** A file that was chosen or dropped: opened with the steps that led to it, or refused in words. */
export async function openText(session: Session, opened: Opened): Promise<void> {
  const { lab, view } = session;
  switch (opened.kind) {
    case 'cancelled':
      return;
    case 'error':
      lab.refuse(opened.name, [{ path: '', message: opened.message }]);
      return;
    case 'opened': {
      const { name, text: content, file } = opened;
      if (!(await lab.open({ name, text: content, ...(file !== undefined && { file }) }))) return;
      beginAfresh(session);
      view.setState({ mode: 'explore' });
      noticeOtherModel(session);
      const key = historyKey(content);
      if (key !== null) session.edit.restore(readHistory(await session.bridge.getHistory(key)));
    }
  }
}

/** Another model may give other figures from the same file and seed: that is said, not hidden. */
function noticeOtherModel({ lab, view }: Session): void {
  const { document } = lab.store.getState();
  const made = scenarioOf(document)?.madeWith;
  if (made === undefined || made === ENGINE_VERSION) return;
  const words = text.notice.otherModel
    .replace('{0}', document?.name ?? '')
    .replace('{1}', made)
    .replaceAll('{2}', ENGINE_VERSION);
  view.setState({ notice: { words, action: null } });
}

/** The scenario as it is being built, or else as it was opened. `elsewhere` asks for a place even where it has a file. */
export async function saveScenario(session: Session, elsewhere = false): Promise<void> {
  const { edit, bridge } = session;
  edit.takeUp();
  const name = edit.store.getState().fileName.replace(/[\\/:*?"<>|]/g, '-');
  const content = edit.savedText;
  const saved = await bridge.saveDocument({
    suggestedName: name === '' ? 'untitled.scenario.json' : name,
    content,
    file: elsewhere ? null : edit.file,
  });
  switch (saved.kind) {
    case 'cancelled':
      return;
    case 'error':
      session.view.setState({
        notice: {
          words: saved.message,
          action: { label: text.notice.saveElsewhere, run: () => void saveScenario(session, true) },
        },
      });
      return;
    case 'saved': {
      say(session, text.chart.saved.replace('{0}', saved.name));
      edit.noteSaved(saved.name, saved.file ?? null);
      const key = historyKey(content);
      if (key !== null) await bridge.keepHistory({ key, content: writeHistory(edit.kept) });
    }
  }
}
