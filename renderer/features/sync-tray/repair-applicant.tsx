import type { Ref } from 'react';
import { problemValues } from '#renderer/i18n/problem-values.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { DateField } from '#renderer/ui/date-field.tsx';
import { FormCell, FormGrid } from '#renderer/ui/form-grid.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { findTypedDate } from '#shared/domain/calendar-date.ts';
import type { DraftApplicant } from '#shared/domain/intake-draft.ts';
import type { IntakeProblem } from '#shared/domain/intake-problem.ts';

interface RepairApplicantProps {
  readonly applicant: DraftApplicant;
  readonly problems: readonly IntakeProblem[];
  readonly onChange: (applicant: DraftApplicant) => void;
  /** The field the refusal names; the first one when it names none. */
  readonly concerns: keyof DraftApplicant | null;
  readonly concernedRef: Ref<HTMLInputElement>;
}

type TextKey = 'fullName' | 'personalIdNumber' | 'organisationName' | 'taxCode' | 'address' | 'phone' | 'email';

const CITIZEN: readonly TextKey[] = ['fullName', 'personalIdNumber', 'address', 'phone', 'email'];
const ORGANISATION: readonly TextKey[] = ['organisationName', 'taxCode', 'address', 'phone', 'email'];

/** The applicant's data as they were refused, to be corrected. */
export function RepairApplicant({ applicant, problems, onChange, concerns, concernedRef }: RepairApplicantProps) {
  const { t } = useTranslation(['intake', 'intakeProblems', 'queue']);
  const keys = applicant.kind === 'citizen' ? CITIZEN : ORGANISATION;
  const focused = keys.find((key) => key === concerns) ?? keys[0];
  const errorOf = (key: string): string | undefined => {
    const problem = problems.find(({ field }) => field === `applicant.${key}`);
    return problem && t(`intakeProblems:${problem.code}`, problemValues(problem.details));
  };
  return (
    <FormGrid>
      {keys.map((key) => (
        <FormCell key={key} width={key === 'address' ? 'full' : 'half'}>
          <TextField
            label={t(`intake:${key}`)}
            value={applicant[key]}
            error={errorOf(key)}
            hint={key === concerns ? t('queue:concerned') : undefined}
            {...(key === focused ? { ref: concernedRef } : {})}
            onChange={(value) => {
              onChange({ ...applicant, [key]: value });
            }}
          />
        </FormCell>
      ))}
      {applicant.kind === 'citizen' && (
        <FormCell width="half">
          <DateField
            label={t('intake:birthOn')}
            value={findTypedDate(applicant.birthOn)}
            initialText={applicant.birthOn}
            error={errorOf('birthOn')}
            onChange={(_, text) => {
              onChange({ ...applicant, birthOn: text });
            }}
            invalidText={t('intakeProblems:notADate')}
          />
        </FormCell>
      )}
    </FormGrid>
  );
}
