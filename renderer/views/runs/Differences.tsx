/** The same figures of every run at the instant of the clock, and the event at which each left the first. */
import { useEffect, useState, type ReactNode } from 'react';
import {
  formatClock,
  formatNumber,
  frameDifferences,
  type DifferenceRow,
  type FirstDifference,
  type Frame,
} from '../../../simulations';
import { differenceFormula } from '../../parts/formulas';
import { Why } from '../../parts/Provenance';
import type { ComparedRun } from '../../state/comparison';
import { useLab, useSession } from '../../state/session';
import { text } from '../../text/en';
import { useFrames } from './use-frames';

interface DifferencesProps {
  readonly runs: readonly ComparedRun[];
  readonly waitedFor: readonly string[];
}

export function Differences({ runs, waitedFor }: DifferencesProps): ReactNode {
  const shown = useFrames(runs);
  const groups = frameDifferences(shown.map(({ frame }) => frame));
  return (
    <div className="differences">
      {runs.slice(1).map((run) => (
        <FirstEvent key={run.letter} run={run} />
      ))}
      <table className={waitedFor.length > 0 ? 'data-table is-waiting' : 'data-table'}>
        <caption>
          {waitedFor.length > 0
            ? text.compare.waitedFor.replace('{0}', waitedFor.join(', '))
            : text.compare.table}
        </caption>
        <thead>
          <tr>
            <th scope="col">{text.compare.figure}</th>
            {shown.map(({ run }, i) => [
              <th key={run.letter} scope="col">
                {run.letter}
              </th>,
              i > 0 && (
                <th key={`${run.letter}-less`} scope="col">
                  {text.compare.difference.replace('{0}', run.letter)}
                </th>
              ),
            ])}
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.deployment}>
            <tr className="group-row">
              <th scope="rowgroup" colSpan={2 * shown.length}>
                {group.name}
              </th>
            </tr>
            {group.rows.map((row) => (
              <tr key={row.figure}>
                <th scope="row">{text.compare.figures[row.figure]}</th>
                {row.values.map((value, i) => [
                  <td key={i}>
                    <Cell value={value} row={row} run={shown[i]} />
                  </td>,
                  i > 0 && (
                    <td key={`${i}-less`} className="is-difference">
                      {differenceText(row.values[0] ?? null, value)}
                    </td>
                  ),
                ])}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

/** A number opens what it is made of, in the run that it is of. */
function Cell({
  value,
  row,
  run,
}: {
  readonly value: number | null;
  readonly row: DifferenceRow;
  readonly run: ReturnType<typeof useFrames>[number] | undefined;
}): ReactNode {
  if (run === undefined) return null;
  const name = text.compare.figures[row.figure];
  return (
    <Why
      what={`${run.run.letter}, ${name}`}
      value={valueText(value)}
      basis={{ kind: 'computed' }}
      formula={differenceFormula(row.figure, run.frame, row.deployment)}
    >
      {valueText(value)}
    </Why>
  );
}

const valueText = (value: number | null): string => (value === null ? '–' : formatNumber(value, 4));

/** With its sign; an equal value is said to be equal. */
function differenceText(first: number | null, other: number | null): string {
  if (first === null || other === null) return '';
  const difference = other - first;
  if (Math.abs(difference) < 1e-9) return '=';
  return `${difference > 0 ? '+' : '−'}${formatNumber(Math.abs(difference), 3)}`;
}

/** Found when the clock rests: the two event logs are the same up to here. */
function FirstEvent({ run }: { readonly run: ComparedRun }): ReactNode {
  const { lab, client } = useSession();
  const frame = useLab((state) => state.frame);
  const other: Frame | null = useLab((state) => state.frame, run.lab);
  const playing = useLab((state) => state.playing);
  const [found, setFound] = useState<FirstDifference | null | undefined>(undefined);
  const at = `${frame?.digest ?? ''} ${other?.digest ?? ''}`;
  useEffect(() => {
    if (playing || !run.related) return undefined;
    let wanted = true;
    const timer = setTimeout(
      () => void client.difference(lab.id, run.lab.id).then((answer) => wanted && setFound(answer)),
      200,
    );
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [client, lab, run, playing, at]);
  if (!run.related) return <p className="para view-note">{`${run.letter}: ${text.compare.otherRun}`}</p>;
  if (found === undefined || frame === null) return null;
  if (found === null)
    return <p className="para view-note">{`${run.letter}: ${text.compare.noDifference}`}</p>;
  const clock = formatClock(frame.startsAtMicros + found.atMicros);
  return (
    <p className="para view-note">
      {run.letter}:{' '}
      <button type="button" className="cause" onClick={() => lab.seek(found.atMicros)}>
        {text.compare.firstDifference.replace('{0}', clock)}
      </button>
      . {text.compare.against.replace('{0}', found.first).replace('{1}', found.second)}
    </p>
  );
}
