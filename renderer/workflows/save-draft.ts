import type { CommitFailure } from '#renderer/data/changes.ts';
import { findRecorded } from '#renderer/data/repositories/dossier-repository.ts';
import { decideSaveDraft, type SaveDraftRefusal } from '#shared/domain/decide-save-draft.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/**
 * Keeps what has been typed so far. Called by the form with every change, one save at a time; the same content is not
 * written twice.
 */
export async function saveDraft(
  deps: WorkflowDeps,
  draft: IntakeDraft,
): Promise<Result<null, CommitFailure | SaveDraftRefusal>> {
  const [stored, recorded] = await Promise.all([
    deps.database.drafts.get(draft.draftId),
    findRecorded(deps.database, [draft.dossierId]),
  ]);
  const decided = decideSaveDraft({ draft, stored, isDossierRecorded: recorded.size > 0, now: deps.clock.now() });
  if (!decided.ok) return decided;
  return decided.value.draft === null ? ok(null) : deps.unitOfWork.commit({ drafts: [decided.value.draft] });
}

/** Removes a draft on the officer's own word. Its scans stay until a retention rule takes them. */
export async function discardDraft(deps: WorkflowDeps, draft: IntakeDraft): Promise<Result<null, CommitFailure>> {
  return deps.unitOfWork.commit({ removeDrafts: [draft.draftId] });
}
