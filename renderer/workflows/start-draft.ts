import type { DraftComponent, IntakeDraft } from '#shared/domain/intake-draft.ts';
import { draftComponentsFor, emptyDraft } from '#shared/domain/new-intake-draft.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { DossierComponentId, DossierId, DraftId } from '#shared/kernel/ids.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

/** An empty draft with its final ids; stored once something is typed. */
export function startDraft(deps: WorkflowDeps, session: Session): IntakeDraft {
  return emptyDraft({
    draftId: deps.ids.next<DraftId>(),
    dossierId: deps.ids.next<DossierId>(),
    startedBy: session.officer.officerId,
    startedAt: deps.clock.now(),
  });
}

/** The checklist of a procedure, nothing ticked yet, with its final ids. */
export function startComponents(deps: WorkflowDeps, procedure: Procedure): readonly DraftComponent[] {
  return draftComponentsFor(procedure, () => deps.ids.next<DossierComponentId>());
}
