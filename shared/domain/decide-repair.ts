import type { AppError } from '#shared/kernel/app-error.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { formatTypedDate } from './calendar-date.ts';
import type { Applicant } from './dossier.ts';
import { toApplicant } from './draft-to-dossier.ts';
import type { DraftApplicant } from './intake-draft.ts';
import { findBlocking, type IntakeProblem } from './intake-problem.ts';
import { checkApplicant } from './person-rules.ts';

/**
 * What an officer can put right about a refused operation. `applicant`: the person's or organisation's data;
 * `procedureVersion`: the version of the procedure; `envelope`: nothing but the wrapping, which a new operation has
 * anew; `none`: nothing at this counter, because paper has been printed, money taken, or the province decides.
 */
export type RepairField = 'applicant' | 'procedureVersion' | 'envelope' | 'none';

const FIELDS: Readonly<Record<string, RepairField>> = {
  malformedOperation: 'applicant',
  oldIdNumber: 'applicant',
  unknownProcedureVersion: 'procedureVersion',
  payloadHashMismatch: 'envelope',
  operationIdReused: 'envelope',
};

/** @param code why the province has refused it */
export function repairFieldOf(code: string, hasApplicant: boolean): RepairField {
  const field = FIELDS[code] ?? 'none';
  return field === 'applicant' && !hasApplicant ? 'none' : field;
}

/** Fields of the applicant that a refusal is about, so that the officer stands in them at once. */
const CONCERNS: Readonly<Record<string, keyof DraftApplicant>> = { oldIdNumber: 'personalIdNumber' };

/** @returns `undefined` when the refusal names no single field */
export function fieldConcernedBy(code: string): keyof DraftApplicant | undefined {
  return CONCERNS[code];
}

/** The applicant as the fields of a form. */
export function toDraftApplicant(applicant: Applicant): DraftApplicant {
  const { kind, address, phone = '', email = '', dataSource } = applicant;
  const empty = { fullName: '', personalIdNumber: '', birthOn: '', gender: null, organisationName: '', taxCode: '' };
  const contact = { kind, address, phone, email, dataSource };
  if (applicant.kind === 'organisation') {
    return { ...empty, ...contact, organisationName: applicant.organisationName, taxCode: applicant.taxCode };
  }
  const { fullName, personalIdNumber, birthOn, gender = null } = applicant;
  return {
    ...empty,
    ...contact,
    fullName,
    personalIdNumber,
    birthOn: birthOn === undefined ? '' : formatTypedDate(birthOn),
    gender,
  };
}

/** The corrected applicant, by the same rules as at intake. */
export function decideCorrectedApplicant(
  draft: DraftApplicant,
  on: LocalDate,
): Result<Applicant, AppError<'intakeHasProblems', { readonly problems: readonly IntakeProblem[] }>> {
  const problems = findBlocking(checkApplicant(draft, on));
  return problems.length > 0 ? err({ code: 'intakeHasProblems', details: { problems } }) : ok(toApplicant(draft));
}
