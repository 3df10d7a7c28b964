export function LessonPane(): null {
  return null;
}
