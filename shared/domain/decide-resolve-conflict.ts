import type { AppError } from '#shared/kernel/app-error.ts';
import type { OfficerId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { DossierField } from './dossier-fields.ts';
import type { Conflict, ConflictChoice, ConflictField } from './province-record.ts';

export type ConflictChoices = Readonly<Partial<Record<DossierField, ConflictChoice>>>;
export type ResolveRefusal = AppError<'conflictAlreadyResolved' | 'choiceMissing'>;

export interface ResolvedConflict {
  readonly conflict: Conflict;
  /** Fields whose correction is asked for; none when the province's values all stand. */
  readonly proposed: readonly ConflictField[];
}

/** One choice for every field; a decision is made once. */
export function decideResolveConflict(
  conflict: Conflict,
  choices: ConflictChoices,
  by: { readonly officerId: OfficerId; readonly at: Instant },
): Result<ResolvedConflict, ResolveRefusal> {
  if (conflict.isOpen === 0) return err({ code: 'conflictAlreadyResolved' });
  const fields = conflict.fields.map((field) => ({ ...field, choice: choices[field.field] ?? null }));
  if (fields.some(({ choice }) => choice === null)) return err({ code: 'choiceMissing' });
  return ok({
    conflict: { ...conflict, fields, isOpen: 0, resolvedAt: by.at, resolvedBy: by.officerId },
    proposed: fields.filter(({ choice }) => choice === 'proposeLocal'),
  });
}
