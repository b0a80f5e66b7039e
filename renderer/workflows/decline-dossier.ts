import type { CommitFailure } from '#renderer/data/changes.ts';
import { findOfficeData, findProcedure } from '#renderer/data/repositories/catalogue-repository.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import { buildRefusalNotice } from '#shared/domain/build-refusal-notice.ts';
import { buildSupplementRequest } from '#shared/domain/build-supplement-request.ts';
import { decideRefuseDossier } from '#shared/domain/decide-refuse-dossier.ts';
import { decideRequestSupplement, type SupplementRefusal } from '#shared/domain/decide-request-supplement.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { IssuedDocument } from '#shared/domain/issued-document.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { NotAcceptedCommand } from '#shared/domain/not-accepted.ts';
import type { OneStopShop } from '#shared/domain/office.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { IssuedDocumentId, LedgerEntryId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { lineOfDossier } from '#shared/kernel/line-keys.ts';
import type { RefuseDossierPayload, RequestSupplementPayload } from '#sync/protocol/payloads.ts';
import { newOperation } from './new-operation.ts';
import { newPaper } from './new-paper.ts';
import { printDocument } from './print-document.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type DeclineFailure = AppError<'notEnrolled'> | SupplementRefusal | CommitFailure;

/** The paper that says so, issued with the decision; how its print ends is told by its mark. */
export interface DeclinedDossier {
  readonly issuedDocumentId: IssuedDocumentId;
}

/** Asks for a supplement (Mẫu 02): recorded, sent and printed; the walk-in keeps no code of its own. */
export async function requestSupplement(
  deps: WorkflowDeps,
  session: Session,
  draft: IntakeDraft,
  reason: string,
  details: Readonly<Record<string, string>>,
): Promise<Result<DeclinedDossier, DeclineFailure>> {
  const prepared = await prepare(deps, session, draft, reason);
  if (!prepared.ok) return prepared;
  const { command, office } = prepared.value;
  const decided = decideRequestSupplement({ ...command, details });
  if (!decided.ok) return decided;
  const { request, ledger } = decided.value;
  return record(deps, session, draft, {
    kind: 'requestSupplement',
    payload: request satisfies RequestSupplementPayload,
    ledger,
    content: buildSupplementRequest({ request, procedure: procedureOf(command), office, officer: session.officer }),
  });
}

/** Refuses a dossier at intake (Mẫu 03) with a reason in words: recorded, sent and printed. */
export async function refuseDossier(
  deps: WorkflowDeps,
  session: Session,
  draft: IntakeDraft,
  reason: string,
): Promise<Result<DeclinedDossier, DeclineFailure>> {
  const prepared = await prepare(deps, session, draft, reason);
  if (!prepared.ok) return prepared;
  const { command, office } = prepared.value;
  const decided = decideRefuseDossier(command);
  if (!decided.ok) return decided;
  const { refusal, ledger } = decided.value;
  return record(deps, session, draft, {
    kind: 'refuseDossier',
    payload: refusal satisfies RefuseDossierPayload,
    ledger,
    content: buildRefusalNotice({ refusal, procedure: procedureOf(command), office, officer: session.officer }),
  });
}

/** A decision has been made about it, so it is there. */
function procedureOf({ procedure }: NotAcceptedCommand): Procedure {
  if (procedure === undefined) throw new RangeError('declined without a procedure');
  return procedure;
}

interface Prepared {
  readonly command: NotAcceptedCommand;
  readonly office: OneStopShop;
}

async function prepare(
  deps: WorkflowDeps,
  session: Session,
  draft: IntakeDraft,
  reason: string,
): Promise<Result<Prepared, AppError<'notEnrolled'>>> {
  const [office, station] = await Promise.all([findOfficeData(deps.database), findStation(deps.database)]);
  if (office === undefined || station === undefined) return err({ code: 'notEnrolled' });
  const { procedureCode, procedureVersion } = draft;
  const procedure =
    procedureCode === null || procedureVersion === null
      ? undefined
      : await findProcedure(deps.database, procedureCode, procedureVersion);
  const command: NotAcceptedCommand = {
    draft,
    procedure,
    officer: session.officer,
    station,
    reason,
    now: deps.clock.now(),
    ids: { ledgerEntryId: deps.ids.next<LedgerEntryId>() },
  };
  return ok({ command, office: office.office });
}

interface Declined {
  readonly kind: 'requestSupplement' | 'refuseDossier';
  readonly payload: unknown;
  readonly ledger: readonly LedgerEntry[];
  readonly content: Extract<IssuedDocument['content'], { kind: 'supplementRequest' | 'refusalNotice' }>;
}

/** Decision and paper in one commit; then the paper, which nobody waits for. */
async function record(
  deps: WorkflowDeps,
  session: Session,
  draft: IntakeDraft,
  { kind, payload, ledger, content }: Declined,
): Promise<Result<DeclinedDossier, CommitFailure>> {
  const { dossierId } = draft;
  const operation = await newOperation(deps, { lineKey: lineOfDossier(dossierId), kind, payload, dossierId });
  const document = {
    issuedDocumentId: deps.ids.next<IssuedDocumentId>(),
    dossierId,
    issuedAt: content.issuedAt,
    content,
  };
  const committed = await deps.unitOfWork.commit({
    declined: [dossierId],
    ...newPaper(document),
    ledger,
    removeDrafts: [draft.draftId],
    operations: [operation],
  });
  if (!committed.ok) return committed;
  void printDocument(deps, session, document.issuedDocumentId);
  deps.nudgeSync();
  return ok({ issuedDocumentId: document.issuedDocumentId });
}
