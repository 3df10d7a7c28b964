/** The flat rendering: sections through every kind of host, to scale, as an exported figure has them. */
import { useMemo, type ReactNode } from 'react';
import { drawArchitecture } from '../../simulations';
import { Picture } from '../parts/Picture';
import { useLab, useView } from '../state/session';
import { themeOf } from '../state/view-store';
import { text } from '../text/en';

/** The window says the title already; what is left is drawn larger. */
const WITHOUT_TITLE = '0 122 1600 712';

export function FlatStage(): ReactNode {
  const frame = useLab((state) => state.frame);
  const variant = useView(themeOf);
  const patterns = useView((view) => view.settings.patterns);
  const drawing = useMemo(
    () =>
      frame === null
        ? null
        : drawArchitecture(frame, { variant, patterns, heading: false, legend: false, sources: false }),
    [frame, variant, patterns],
  );
  if (drawing === null) return null;
  return (
    <div className="flat-stage" tabIndex={0} role="group" aria-label={text.stage.flat}>
      <Picture drawing={drawing} className="flat-picture" viewBox={WITHOUT_TITLE} />
    </div>
  );
}
