/** The lessons that are shipped, by title: for the start page and the palette. Read once. */
import { parseLesson } from '../../simulations';

export interface ListedLesson {
  readonly id: string;
  readonly title: string;
  readonly number: number;
  readonly minutes: number;
}

async function read(id: string): Promise<readonly ListedLesson[]> {
  const [prose, scene] = await Promise.all(
    ['lesson.md', 'scene.scenario.json'].map(async (file) =>
      (await fetch(`shared/lessons/${id}/${file}`)).text(),
    ),
  );
  const parsed = parseLesson(id, prose ?? '', scene ?? '');
  return parsed.ok ? [parsed.value] : [];
}

/** The last lesson first: they are drawn as layers, and the first lies at the bottom. */
export async function readLessons(): Promise<readonly ListedLesson[]> {
  const catalogue = await fetch('shared/lessons/catalog.json');
  const ids = (await catalogue.json()) as readonly string[];
  const lessons = await Promise.all(ids.map(read));
  return lessons.flat().toSorted((a, b) => b.number - a.number);
}
