import type { AppError } from '#shared/kernel/app-error.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { IntakeDraft } from './intake-draft.ts';
import { emptyDraft } from './new-intake-draft.ts';

export interface SaveDraftCommand {
  readonly draft: IntakeDraft;
  /** The row as last written, `undefined` when there is none. */
  readonly stored: IntakeDraft | undefined;
  /** A dossier, a supplement request or a refusal exists under `draft.dossierId`. */
  readonly isDossierRecorded: boolean;
  readonly now: Instant;
}

export interface SaveDraftChanges {
  /** The row to write, `null` when writing would change nothing. */
  readonly draft: IntakeDraft | null;
}

/** A late autosave must not bring back the draft of a dossier that is already recorded. */
export type SaveDraftRefusal = AppError<'dossierAlreadyRecorded'>;

/**
 * Decides what an autosave writes. An untouched form leaves no row; the same content is not written again;
 * `updatedAt` never goes back, even when the machine's clock does.
 */
export function decideSaveDraft(command: SaveDraftCommand): Result<SaveDraftChanges, SaveDraftRefusal> {
  const { draft, stored, isDossierRecorded, now } = command;
  if (isDossierRecorded) return err({ code: 'dossierAlreadyRecorded' });
  const known = stored ?? emptyDraft(draft);
  if (hasSameContent(draft, known)) return ok({ draft: null });
  const updatedAt = [draft.startedAt, known.updatedAt, now].reduce((latest, at) => (at > latest ? at : latest));
  return ok({ draft: { ...draft, updatedAt } });
}

function hasSameContent(left: IntakeDraft, right: IntakeDraft): boolean {
  const content = (draft: IntakeDraft): string => toCanonicalJson({ ...draft, updatedAt: '' });
  return content(left) === content(right);
}
