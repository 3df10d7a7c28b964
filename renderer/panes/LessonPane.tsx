/** Lessons: text, a prediction that unlocks the run, the run, what was seen, the explanation, a check. */
import { useEffect, useState, type ReactNode } from 'react';
import { parseLesson, type Lesson } from '../../simulations';
import { LabSession } from '../state/lab-session';
import { useSession } from '../state/session';
import { text } from '../text/en';
import { LessonSteps } from './lesson/LessonSteps';
import { LessonStage } from './lesson/LessonStage';
import { LessonText } from './lesson/LessonText';

interface Loaded {
  readonly lesson: Lesson;
  readonly lab: LabSession;
}

const LESSON = 'cold-starts';

export function LessonPane(): ReactNode {
  const session = useSession();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState('');
  const [at, setAt] = useState(0);
  useEffect(() => {
    let gone = false;
    const load = async (): Promise<void> => {
      const [prose, scene] = await Promise.all(
        ['lesson.md', 'scene.scenario.json'].map(async (file) =>
          (await fetch(`shared/lessons/${LESSON}/${file}`)).text(),
        ),
      );
      const parsed = parseLesson(LESSON, prose ?? '', scene ?? '');
      if (gone) return;
      if (!parsed.ok) {
        setProblem(parsed.error.map((issue) => `${issue.path}: ${issue.message}`).join('; '));
        return;
      }
      // The lesson has a lab of its own beside the workspace's: neither disturbs the other.
      setLoaded({ lesson: parsed.value, lab: new LabSession(session.client, `lesson-${LESSON}`) });
    };
    void load();
    return () => {
      gone = true;
    };
  }, [session]);
  useEffect(() => {
    if (loaded === null) return undefined;
    void loaded.lab.open({ name: 'scene.scenario.json', text: loaded.lesson.sceneText });
    return () => session.client.close(loaded.lab.id);
  }, [loaded, session]);
  useEffect(() => {
    if (loaded !== null)
      session.view.setState({
        lesson: { number: loaded.lesson.number, title: loaded.lesson.title, lab: loaded.lab },
      });
  }, [loaded, session]);
  if (problem !== '') return <main className="lesson-problem">{text.lesson.unreadable(problem)}</main>;
  if (loaded === null) return <main className="lesson" />;
  const step = loaded.lesson.steps[at];
  if (step === undefined) return null;
  return (
    <main className="lesson">
      <LessonSteps lesson={loaded.lesson} at={at} onGo={setAt} />
      <LessonText key={step.id} lesson={loaded.lesson} lab={loaded.lab} step={step} at={at} onGo={setAt} />
      <LessonStage lab={loaded.lab} />
    </main>
  );
}
