import * as v from 'valibot';
import { idSchema, sha256Schema, type DossierComponentId, type DossierId } from '#shared/kernel/ids.ts';
import { instantSchema, toLocalDate, type Instant, type LocalDate } from '#shared/kernel/instant.ts';
import { addMonths } from './calendar-date.ts';
import type { ComponentFile } from './dossier.ts';
import { foldText } from './fold-text.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

/**
 * How long a digitised paper may be used again where nothing says how long it is in force: the default of a provincial
 * system in use (domain facts, section 7).
 */
export const DEFAULT_VALIDITY_MONTHS = 6;

/** Written for one request alone: an application of another day says nothing about this one. */
const FOR_ONE_REQUEST = /^(to khai|don|phieu|giay de nghi|giay yeu cau|van ban (de nghi|yeu cau))\b/;

/** A digitised component of an earlier dossier. Its bytes are at the province, or are on their way. */
export const digitisedPaperSchema = v.object({
  dossierId: idSchema<DossierId>(),
  dossierCode: text,
  componentId: idSchema<DossierComponentId>(),
  /** What the procedure called it. */
  name: text,
  digitisedAt: instantSchema,
  hash: sha256Schema,
  sizeBytes: positive,
  pageCount: positive,
});
export type DigitisedPaper = v.InferOutput<typeof digitisedPaperSchema>;

/** A paper that need not be handed over again (IN-21). */
export interface ReusablePaper extends DigitisedPaper {
  readonly source: 'here' | 'citizenStore';
  /** Last day on which it is taken as in force. */
  readonly validUntil: LocalDate;
}

/**
 * What may be used instead of the paper that is asked for: the same paper by name, still in force, the newest first; never
 * an application, which is written for one request. A file that is known here and at the province is offered once. Only papers still in force may be used (TT 01/2023/TT-VPCP
 * Đ5, 003:23.4).
 */
export function findReusable(
  known: { readonly here: readonly DigitisedPaper[]; readonly citizenStore: readonly DigitisedPaper[] },
  requirementName: string,
  today: LocalDate,
): readonly ReusablePaper[] {
  const all = [
    ...known.here.map((paper) => ({ ...paper, source: 'here' as const })),
    ...known.citizenStore.map((paper) => ({ ...paper, source: 'citizenStore' as const })),
  ];
  const wanted = foldText(requirementName);
  if (FOR_ONE_REQUEST.test(wanted)) return [];
  const offered = new Map<string, ReusablePaper>();
  for (const paper of all.filter(({ name }) => foldText(name) === wanted)) {
    const validUntil = addMonths(toLocalDate(paper.digitisedAt), DEFAULT_VALIDITY_MONTHS);
    if (validUntil >= today && !offered.has(paper.hash)) offered.set(paper.hash, { ...paper, validUntil });
  }
  return [...offered.values()].sort((a, b) => (a.digitisedAt < b.digitisedAt ? 1 : -1));
}

/** The file as it hangs on the new dossier, with where it comes from and when the citizen agreed (DG-08). */
export function reuseFile(paper: ReusablePaper, consentAt: Instant): ComponentFile {
  const { dossierId, dossierCode, componentId, hash, sizeBytes, pageCount, digitisedAt, source } = paper;
  return {
    ...{ hash, sizeBytes, pageCount, mediaType: 'application/pdf', capturedBy: 'import', capturedAt: digitisedAt },
    fileName: `${dossierCode}.pdf`,
    reusedFrom: { dossierId, dossierCode, componentId, source, consentAt },
  };
}
