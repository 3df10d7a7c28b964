import type { ReactNode } from 'react';
import { useLab, useSession } from '../state/session';

/** A self-check failed or a promise broke: said across the results, with what a report needs. */
export function FailureBar(): ReactNode {
  const { lab } = useSession();
  const broken = useLab((state) => state.broken);
  const frame = useLab((state) => state.frame);
  const failed = frame?.checks.filter((check) => !check.ok) ?? [];
  if (broken === null && failed.length === 0 && (frame?.partial ?? null) === null) return null;
  const report = (): void => {
    const log = frame?.commands.map((command) => `${command.atMicros} us  ${command.text}`).join('\n') ?? '';
    const checks = failed.map((check) => `${check.name}: ${check.detail}`).join('\n');
    void navigator.clipboard.writeText(
      `Strata ${frame?.engine ?? ''}\n${lab.store.getState().document?.name ?? ''}, seed ${frame?.seed ?? ''}, digest ${frame?.digest ?? ''}\n${broken ?? ''}\n${checks}\n${log}`,
    );
  };
  const wrong =
    broken ??
    (failed.length > 0 ? failed.map((check) => `${check.name}: ${check.detail}`).join('; ') : undefined);
  return (
    <div className="failure-bar" role="alert">
      <b>
        {wrong === undefined
          ? `Partial result: the run was stopped, ${frame?.partial ?? ''}.`
          : `The model broke one of its own promises. Do not trust these figures. ${wrong}`}
      </b>
      <button type="button" className="button" onClick={report}>
        Copy report
      </button>
    </div>
  );
}
