/** All points: rows and points select each other. */
import type { ReactNode } from 'react';
import { formatNumber, type SweepPanel, type SweepPoint } from '../../../simulations';
import { pointFormula } from '../../parts/formulas';
import { Why } from '../../parts/Provenance';
import { useSession } from '../../state/session';
import { showMode } from '../../state/acts';
import type { SweepState } from '../../state/sweep-session';
import { text } from '../../text/en';

interface SweepTableProps {
  readonly state: SweepState;
  readonly panels: readonly SweepPanel[];
  readonly selected: string | null;
  readonly onSelect: (written: string | null) => void;
}

export function SweepTable({ state, panels, selected, onSelect }: SweepTableProps): ReactNode {
  const session = useSession();
  const { plan } = state;
  if (plan === null) return <h2 className="pane-heading">{text.sweep.all}</h2>;
  const open = async (): Promise<void> => {
    if (selected === null) return;
    const { document, path } = plan;
    const overrides = [...(document.overrides ?? []), [path, selected] as const];
    if (await session.lab.open({ ...document, overrides })) showMode(session, 'explore');
  };
  return (
    <>
      <h2 className="pane-heading">{text.sweep.all}</h2>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={text.sweep.all}>
        {panels.map((panel) =>
          panel.series.map((series) => (
            <table key={`${panel.name} ${series.name}`} className="data-table">
              <caption>{`${panel.name}, ${series.name}`}</caption>
              <thead>
                <tr>
                  <th scope="col">{plan.name}</th>
                  <th scope="col">{panel.unit}</th>
                </tr>
              </thead>
              <tbody>
                {series.points.map((point) => (
                  <tr key={point.written} className={point.written === selected ? 'is-selected' : ''}>
                    <th scope="row">
                      <button
                        type="button"
                        className="point-button"
                        aria-pressed={point.written === selected}
                        onClick={() => onSelect(point.written === selected ? null : point.written)}
                      >
                        {point.written}
                      </button>
                    </th>
                    <td>
                      <Why
                        what={`${panel.name}, ${series.name}, ${plan.name} ${point.written}`}
                        value={meanText(point)}
                        basis={{ kind: 'computed' }}
                        formula={pointFormula(point)}
                      >
                        {meanText(point)} <span className="quiet">{bandText(point)}</span>
                      </Why>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )),
        )}
      </div>
      <div className="row sweep-actions">
        <button
          type="button"
          className="button"
          aria-disabled={selected === null}
          onClick={() => void open()}
        >
          {text.sweep.open}
        </button>
      </div>
    </>
  );
}

const meanText = ({ figure }: SweepPoint): string => (figure === null ? '–' : formatNumber(figure.mean, 4));

function bandText({ figure }: SweepPoint): string {
  const half = figure?.halfWidth95 ?? null;
  return half === null ? '' : `± ${formatNumber(half, 2)}`;
}
