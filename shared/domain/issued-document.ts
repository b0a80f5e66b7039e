import * as v from 'valibot';
import { idSchema, type DossierId, type IssuedDocumentId } from '#shared/kernel/ids.ts';
import { instantSchema } from '#shared/kernel/instant.ts';
import type { IntakeReceipt } from './papers/intake-receipt.ts';
import { dossierPaperSchema } from './papers/paper-content.ts';

export type { IntakeReceipt };

/** A paper the office has issued about a dossier, with its print history. Union on `content.kind`. */
export const issuedDocumentSchema = v.object({
  issuedDocumentId: idSchema<IssuedDocumentId>(),
  dossierId: idSchema<DossierId>(),
  issuedAt: instantSchema,
  content: dossierPaperSchema,
});
export type IssuedDocument = v.InferOutput<typeof issuedDocumentSchema>;

/** Giấy tiếp nhận as it was issued. */
export type IssuedIntakeReceipt = IssuedDocument & { readonly content: IntakeReceipt };

export function isIntakeReceipt(document: IssuedDocument): document is IssuedIntakeReceipt {
  return document.content.kind === 'intakeReceipt';
}
