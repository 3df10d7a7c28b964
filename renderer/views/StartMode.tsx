/** The start page: lessons as a section through the layers, scenarios with live thumbnails, files that were open. */
import { FilePlus2, FolderOpen, Play, Upload } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { RecentFile } from '../../main/bridge';
import { LAYER_IDS } from '../../simulations';
import { Mark } from '../panes/TitleBar';
import { patternUrl } from '../parts/layers';
import { showMode } from '../state/acts';
import { shownChord } from '../state/chords';
import { carryOut, chordIn } from '../state/commands';
import { openText } from '../state/documents';
import type { ListedLesson } from '../state/lessons';
import { openShipped, useLab, useSession, useView } from '../state/session';
import { text } from '../text/en';
import { Thumbnail } from './start/Thumbnail';

export function StartMode(): ReactNode {
  const session = useSession();
  const begun = useView((view) => view.begun);
  const title = useLab((lab) => lab.frame?.title);
  const go = begun ? text.start.continue : text.start.begin;
  return (
    <main className="start">
      <section className="start-left panel" data-pane aria-label="Strata">
        <h2 className="start-name">
          <Mark size={38} /> Strata
        </h2>
        <p className="para">{text.start.tagline}</p>
        <div className="row start-buttons">
          <button
            type="button"
            className="button is-primary"
            title={title}
            onClick={() => carryOut(session, 'explore')}
          >
            <Play size={14} aria-hidden="true" /> {go}
          </button>
          <button type="button" className="button" onClick={() => carryOut(session, 'new')}>
            <FilePlus2 size={14} aria-hidden="true" /> {text.build.new}{' '}
            <kbd>{shownChord(chordIn(session, 'new'))}</kbd>
          </button>
          <button type="button" className="button" onClick={() => carryOut(session, 'open')}>
            <FolderOpen size={14} aria-hidden="true" /> {text.title.open}{' '}
            <kbd>{shownChord(chordIn(session, 'open'))}</kbd>
          </button>
        </div>
        <Lessons />
      </section>
      <section className="start-right panel" data-pane aria-label={text.start.scenarios} tabIndex={0}>
        <h3 className="start-heading">{text.start.scenarios}</h3>
        <ul className="start-scenarios">
          {session.scenarios.map((scenario) => (
            <li key={scenario.id}>
              <button
                type="button"
                onClick={() => void openShipped(session, scenario).then(() => showMode(session, 'explore'))}
              >
                <Thumbnail scenario={scenario} />
                <b>{scenario.title}</b>
                <span>{scenario.summary}</span>
              </button>
            </li>
          ))}
        </ul>
        <h3 className="start-heading">{text.start.recent}</h3>
        <Recent />
        <div className="start-drop">
          <Upload size={20} aria-hidden="true" />
          <p>
            <b>{text.start.dropTitle}</b> {text.start.drop}
          </p>
          <button type="button" className="button" onClick={() => carryOut(session, 'open')}>
            {text.start.choose}
          </button>
        </div>
      </section>
    </main>
  );
}

/** The first lesson lies at the bottom, as the layers do. */
function Lessons(): ReactNode {
  const session = useSession();
  const [lessons, setLessons] = useState<readonly ListedLesson[]>([]);
  useEffect(() => {
    let gone = false;
    void import('../state/lessons')
      .then(({ readLessons }) => readLessons())
      .then((read) => !gone && setLessons(read));
    return () => {
      gone = true;
    };
  }, []);
  const strata = LAYER_IDS.toReversed();
  return (
    <>
      <h3 className="start-heading">{text.start.lessons}</h3>
      <ol className="start-lessons" reversed>
        {lessons.map((lesson, i) => {
          const layer =
            strata[Math.floor((i * strata.length) / Math.max(lessons.length, strata.length)) + 1] ?? 'hw';
          return (
            <li key={lesson.id}>
              <button
                type="button"
                style={{ background: `var(--${layer})`, color: `var(--${layer}-on)` }}
                onClick={() => carryOut(session, 'lessons')}
              >
                <svg aria-hidden="true">
                  <rect width="100%" height="100%" fill={patternUrl(layer, 'flat')} opacity="0.2" />
                </svg>
                <span className="start-number">{lesson.number}</span>
                <b>{lesson.title}</b>
                <span>{text.start.minutes.replace('{0}', String(lesson.minutes))}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Recent(): ReactNode {
  const session = useSession();
  const [files, setFiles] = useState<readonly RecentFile[]>([]);
  useEffect(() => {
    let gone = false;
    void session.bridge.getRecent().then((list) => !gone && setFiles(list));
    return () => {
      gone = true;
    };
  }, [session]);
  if (files.length === 0) return <p className="quiet">{text.start.noRecent}</p>;
  return (
    <ul className="start-recent">
      {files.map((file) => (
        <li key={file.id}>
          <button
            type="button"
            onClick={() =>
              void session.bridge.openRecent(file.id).then((opened) => openText(session, opened))
            }
          >
            <b>{file.name}</b>
            <span>{new Date(file.openedAtMs).toLocaleDateString(undefined, { dateStyle: 'medium' })}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
