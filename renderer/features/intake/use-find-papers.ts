import { useEffect } from 'react';
import { useWorkflows } from '#renderer/context/app-context.tsx';
import { checkPersonalIdNumber } from '#shared/domain/personal-id-number.ts';
import { parseTaxCode } from '#shared/domain/tax-code.ts';
import type { DraftApplicant } from '#shared/domain/intake-draft.ts';
import { useIntakeState } from './use-intake.ts';

/** Looks for papers of the applicant that were digitised before, as soon as the number is whole. */
export function useFindPapers(): void {
  const workflows = useWorkflows();
  const applicantNumber = useIntakeState((state) => findApplicantNumber(state.draft.applicant));
  const set = useIntakeState((state) => state.set);
  useEffect(() => {
    let isCurrent = true;
    set({ knownPapers: null });
    if (applicantNumber !== undefined) {
      void workflows.findPapers(applicantNumber, (knownPapers) => {
        if (isCurrent) set({ knownPapers });
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [workflows, applicantNumber, set]);
}

/** As a dossier has it; `undefined` while it is not whole. */
function findApplicantNumber({ kind, personalIdNumber, taxCode }: DraftApplicant): string | undefined {
  if (kind === 'organisation') {
    const parsed = parseTaxCode(taxCode);
    return parsed.ok ? parsed.value.taxCode : undefined;
  }
  const typed = personalIdNumber.replaceAll(/\s/gu, '');
  return checkPersonalIdNumber(typed).ok ? typed : undefined;
}
