import { findTypedDate } from './calendar-date.ts';
import type { Applicant, DossierComponent, Submitter } from './dossier.ts';
import type { DraftApplicant, IntakeDraft } from './intake-draft.ts';
import { toPhoneNumber } from './person-rules.ts';
import type { Procedure } from './procedure.ts';
import { parseTaxCode } from './tax-code.ts';

/** The applicant of a draft without blocking problems, in stored form. */
export function toApplicant(draft: DraftApplicant): Applicant {
  const contact = {
    address: toOneLine(draft.address),
    ...present('phone', toPhoneNumber(draft.phone)),
    ...present('email', draft.email.trim()),
    dataSource: draft.dataSource,
  };
  if (draft.kind === 'organisation') {
    const parsed = parseTaxCode(draft.taxCode);
    return {
      kind: 'organisation',
      organisationName: toOneLine(draft.organisationName),
      taxCode: parsed.ok ? parsed.value.taxCode : draft.taxCode.trim(),
      ...contact,
    };
  }
  const birthOn = findTypedDate(draft.birthOn);
  return {
    kind: 'citizen',
    fullName: toOneLine(draft.fullName),
    personalIdNumber: withoutBlanks(draft.personalIdNumber),
    ...(birthOn === undefined ? {} : { birthOn }),
    ...(draft.gender === null ? {} : { gender: draft.gender }),
    ...contact,
  };
}

export function toSubmitter(draft: IntakeDraft['submitter']): Submitter {
  if (draft.isApplicantInPerson) return { kind: 'applicantInPerson' };
  const authorisation = draft.relation === 'authorisedRepresentative' ? toOneLine(draft.authorisation) : '';
  return {
    kind: 'other',
    relation: draft.relation,
    ...present('authorisation', authorisation),
    fullName: toOneLine(draft.fullName),
    personalIdNumber: withoutBlanks(draft.personalIdNumber),
    ...present('phone', toPhoneNumber(draft.phone)),
  };
}

/** What was handed over, in the order of the procedure, with the names that the procedure gives. */
export function toDossierComponents(draft: IntakeDraft, procedure: Procedure): DossierComponent[] {
  return procedure.components.flatMap(({ requirementId, name }) =>
    draft.components
      .filter((component) => component.requirementId === requirementId && component.isReceived)
      .map(({ componentId, received, note, files, pages, paperPageCount }) => ({
        componentId,
        requirementId,
        name,
        received: { ...received },
        ...present('note', note.trim()),
        files: [...files],
        pages: [...pages],
        paperPageCount: pages.length === 0 ? null : paperPageCount,
      })),
  );
}

/** One line, single spaces, precomposed letters: what is printed, searched and sent. */
export function toOneLine(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s/gu, '');
}

function present<Key extends string>(key: Key, text: string): Partial<Record<Key, string>> {
  return text === '' ? {} : ({ [key]: text } as Record<Key, string>);
}
