import { createContext, useContext } from 'react';
import type { OfficeData } from '#renderer/data/queries/queries.ts';
import { evaluateFees, type FeeEvaluation } from '#shared/domain/fees.ts';
import type { IntakeProblem } from '#shared/domain/intake-problem.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { ThumbnailCache } from './pages/thumbnail-cache.ts';
import { useIntakeStore, type IntakeActions, type IntakeState, type IntakeStore } from './store.ts';

/** What the parts of the intake screen share. */
export interface IntakeContextValue {
  readonly store: IntakeStore;
  readonly office: OfficeData;
  /** Versions in force today. */
  readonly procedures: readonly Procedure[];
  /** The very version the draft has pinned. */
  readonly procedure: Procedure | undefined;
  readonly today: LocalDate;
  readonly problems: readonly IntakeProblem[];
  /** Pages in small. */
  readonly thumbnails: ThumbnailCache;
}

export const IntakeContext = createContext<IntakeContextValue | null>(null);

export function useIntake(): IntakeContextValue {
  const value = useContext(IntakeContext);
  if (value === null) throw new Error('intake parts live inside IntakeContext');
  return value;
}

export function useIntakeState<Selected>(select: (state: IntakeState & IntakeActions) => Selected): Selected {
  return useIntakeStore(useIntake().store, select);
}

/** The first problem of a field, if it is to be shown: what is missing only after an attempt, what is wrong at once. */
export function useFieldProblem(field: string): { readonly error?: IntakeProblem; readonly warning?: IntakeProblem } {
  const { problems } = useIntake();
  const showsProblems = useIntakeState((state) => state.showsProblems);
  const ours = problems.filter((problem) => problem.field === field);
  const isShown = (problem: IntakeProblem): boolean => showsProblems || !MISSING_CODES.has(problem.code);
  const error = ours.find((problem) => problem.severity === 'blocking' && isShown(problem));
  const warning = ours.find((problem) => problem.severity === 'warning' && isShown(problem));
  return { ...(error === undefined ? {} : { error }), ...(warning === undefined ? {} : { warning }) };
}

/** Problems that only say that something has not been typed yet. */
const MISSING_CODES: ReadonlySet<string> = new Set([
  'required',
  'procedureNotChosen',
  'componentMissing',
  'pageCountMissing',
  'noContact',
  'receiptWayMissing',
]);

export function useFees(): FeeEvaluation | undefined {
  const { procedure, today } = useIntake();
  const draft = useIntakeState((state) => state.draft);
  return procedure === undefined ? undefined : evaluateFees(procedure, draft, today);
}
