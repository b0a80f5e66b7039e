import { problemValues } from '#renderer/i18n/problem-values.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import type { IntakeProblem } from '#shared/domain/intake-problem.ts';
import { useFieldProblem } from './use-intake.ts';

/** The officer's sentence for a problem of the form. */
export function useProblemText(): (problem: IntakeProblem) => string {
  const { t } = useTranslation('intakeProblems');
  return ({ code, details }) => t(code, problemValues(details));
}

/** The problem of a field as the texts a field shows. */
export function useShownProblem(field: string): {
  readonly error: string | undefined;
  readonly warning: string | undefined;
} {
  const { error, warning } = useFieldProblem(field);
  const problemText = useProblemText();
  return { error: error && problemText(error), warning: warning && problemText(warning) };
}
