import { useQueries, useWorkflows } from '#renderer/context/app-context.tsx';
import type { Procedure } from '#shared/domain/procedure.ts';
import { useIntakeState } from './use-intake.ts';

const RECENTS_KEPT = 9;

/** Pins the version in force to the draft, with a fresh checklist, and remembers the procedure as used. */
export function usePickProcedure(): (procedure: Procedure | null) => void {
  const workflows = useWorkflows();
  const { recentProcedures } = useQueries().useSettings();
  const pick = useIntakeState((state) => state.pickProcedure);
  return (procedure) => {
    pick(procedure, procedure === null ? [] : workflows.startComponents(procedure));
    if (procedure === null) return;
    const others = recentProcedures.filter((code) => code !== procedure.procedureCode);
    void workflows.updateSettings({ recentProcedures: [procedure.procedureCode, ...others].slice(0, RECENTS_KEPT) });
  };
}
