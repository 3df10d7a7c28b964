export { figureAt, judge, type Check, type Verdict } from './check';
export { parseLesson, textOf, type Lesson, type LessonStep, type Prediction } from './lesson';
export { checkLesson, type CheckReport } from './prove';
