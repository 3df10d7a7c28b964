/** `strata lessons [--check]`. */
import fs from 'node:fs';
import path from 'node:path';
import { checkLesson, describeIssue, parseLesson, type Lesson } from '../../simulations';
import { assetsFolder } from './assets';
import { DONE, FAILED, Stop, table, writeOut } from './output';

export function loadLessons(): readonly Lesson[] {
  const folder = path.join(assetsFolder(), 'lessons');
  const names = JSON.parse(fs.readFileSync(path.join(folder, 'catalog.json'), 'utf8')) as readonly string[];
  return names.map((name) => {
    const parsed = parseLesson(
      name,
      fs.readFileSync(path.join(folder, name, 'lesson.md'), 'utf8'),
      fs.readFileSync(path.join(folder, name, 'scene.scenario.json'), 'utf8'),
    );
    if (!parsed.ok)
      throw new Stop(
        FAILED,
        parsed.error.map((issue) => describeIssue(issue, `${name}/lesson.md`)).join('\n'),
      );
    return parsed.value;
  });
}

export function lessonsCommand(flags: { readonly check?: boolean }): number {
  const lessons = loadLessons();
  if (flags.check !== true) {
    writeOut(table([['lesson', 'title'], ...lessons.map((lesson) => [lesson.id, lesson.title])]));
    return DONE;
  }
  const reports = lessons.flatMap((lesson) =>
    checkLesson(lesson).map((report) => ({ lesson: lesson.id, ...report })),
  );
  writeOut(
    table([
      ['lesson', 'step', 'check', 'verdict'],
      ...reports.map((r) => [
        r.lesson,
        r.step,
        r.check,
        r.ok ? 'holds with the solution, fails without' : r.detail,
      ]),
    ]),
  );
  return reports.every((report) => report.ok) ? DONE : FAILED;
}
