import type { CommitFailure, NewOperation } from '#renderer/data/changes.ts';
import { findOfficeData, findProcedure } from '#renderer/data/repositories/catalogue-repository.ts';
import { findNextNumber, skipUsedNumbers } from '#renderer/data/repositories/number-supply.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import type { NumberBlockRow } from '#renderer/data/schema/rows.ts';
import {
  decideAcceptDossier,
  type AcceptDossierChanges,
  type IntakeRefusal,
} from '#shared/domain/decide-accept-dossier.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { FeePaymentId, IssuedDocumentId, LedgerEntryId } from '#shared/kernel/ids.ts';
import type { Station } from '#shared/domain/office.ts';
import { toLocalDate, type LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { AcceptDossierPayload, CollectFeePayload, StoreBlobPayload } from '#sync/protocol/payloads.ts';
import { newOperation } from './new-operation.ts';
import { printReceipt } from './print-receipt.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type AcceptDossierFailure = AppError<'notEnrolled' | 'unknownProcedureVersion'> | IntakeRefusal | CommitFailure;

export interface AcceptedDossier {
  readonly dossier: Dossier;
  readonly issuedDocumentId: IssuedDocumentId;
}

/** Another window of this station may draw the same number first; each loss costs one more try. */
const NUMBER_TRIES = 20;

/**
 * Accepts a dossier (NĐ 118/2025/NĐ-CP Đ17): one transaction writes the dossier with its official code, the fee, the
 * receipt's frozen content, the ledger and the queue; only then is anything printed or sent. Works with no network.
 */
export async function acceptDossier(
  deps: WorkflowDeps,
  session: Session,
  draft: IntakeDraft,
): Promise<Result<AcceptedDossier, AcceptDossierFailure>> {
  const prepared = await prepare(deps, draft);
  if (!prepared.ok) return prepared;
  const { office, station, procedure } = prepared.value;
  let lost: NumberBlockRow | undefined;
  for (let attempt = 0; attempt < NUMBER_TRIES; attempt += 1) {
    // One look at the clock: at midnight the number, the day and the time printed must agree.
    const now = deps.clock.now();
    const block = await findFreshNumber(deps, station, toLocalDate(now), lost);
    const decided = decideAcceptDossier({
      draft,
      procedure,
      office: office.office,
      calendar: office.workCalendar,
      officer: session.officer,
      station,
      shiftId: session.shift.shiftId,
      number: {
        orderNumber: block.next,
        workingOn: block.workingOn,
        isProvisional: block.kind === 'provisional',
      },
      now,
      ids: {
        feePaymentId: deps.ids.next<FeePaymentId>(),
        issuedDocumentId: deps.ids.next<IssuedDocumentId>(),
        ledgerEntryIds: [deps.ids.next<LedgerEntryId>(), deps.ids.next<LedgerEntryId>()],
      },
    });
    if (!decided.ok) return decided;
    const committed = await commit(deps, draft, decided.value, block);
    if (committed.ok) return ok(afterwards(deps, session, decided.value));
    if (committed.error.code !== 'numberTaken') return committed;
    lost = block;
  }
  return err({ code: 'numberTaken' });
}

/**
 * @param lost the number that was refused last. If it is still the next one, nobody was faster: a dossier here has it
 *   already, so the block comes from an older copy of the store.
 */
async function findFreshNumber(
  { database }: WorkflowDeps,
  station: Station,
  on: LocalDate,
  lost: NumberBlockRow | undefined,
): Promise<NumberBlockRow> {
  const block = await findNextNumber(database, station, on);
  if (block.numberBlockId !== lost?.numberBlockId || block.next !== lost.next) return block;
  await skipUsedNumbers(database, station, block.numberBlockId);
  return findNextNumber(database, station, on);
}

/** Everything that does not hang on the number, read side by side: the citizen waits for each round trip. */
async function prepare(deps: WorkflowDeps, draft: IntakeDraft) {
  const [office, station, procedure] = await Promise.all([
    findOfficeData(deps.database),
    findStation(deps.database),
    draft.procedureCode === null || draft.procedureVersion === null
      ? undefined
      : findProcedure(deps.database, draft.procedureCode, draft.procedureVersion),
  ]);
  if (office === undefined || station === undefined) return err({ code: 'notEnrolled' as const });
  if (procedure === undefined) return err({ code: 'unknownProcedureVersion' as const });
  return ok({ office, station, procedure });
}

async function commit(
  deps: WorkflowDeps,
  draft: IntakeDraft,
  changes: AcceptDossierChanges,
  block: NumberBlockRow,
): Promise<Result<null, CommitFailure>> {
  const { dossier, payment, receipt, ledger } = changes;
  const operations = await toOperations(deps, changes);
  return deps.unitOfWork.commit({
    takeNumber: { numberBlockId: block.numberBlockId, number: block.next, start: block },
    dossiers: [dossier],
    ...(payment === null ? {} : { feePayments: [payment] }),
    issuedDocuments: [receipt],
    printMarks: [
      {
        issuedDocumentId: receipt.issuedDocumentId,
        dossierId: dossier.dossierId,
        dossierCode: dossier.dossierCode,
        state: 'pending',
        printCount: 0,
        failureCode: null,
        updatedAt: receipt.issuedAt,
      },
    ],
    ledger,
    removeDrafts: [draft.draftId],
    operations,
  });
}

/**
 * The dossier on its own line; the money on the line of its shift; each scan on a line of its own. Money and scans name
 * no dossier to wait for: a dossier that is held must keep back neither the payments of its shift (ADR-0009) nor a scan
 * that another dossier has as well. The engine's order puts dossiers before scans anyway.
 */
async function toOperations(deps: WorkflowDeps, changes: AcceptDossierChanges): Promise<readonly NewOperation[]> {
  const { dossier, payment } = changes;
  const { dossierId } = dossier;
  const accept = await newOperation(deps, {
    lineKey: `dossier:${dossierId}`,
    kind: 'acceptDossier',
    payload: { dossier } satisfies AcceptDossierPayload,
    dossierId,
  });
  const collect =
    payment === null
      ? []
      : [
          newOperation(deps, {
            lineKey: `shift:${payment.shiftId}`,
            kind: 'collectFee',
            payload: { payment } satisfies CollectFeePayload,
            dossierId,
          }),
        ];
  const files = new Map(dossier.components.flatMap((component) => component.files).map((file) => [file.hash, file]));
  const blobs = [...files.values()].map(({ hash, mediaType, sizeBytes }) =>
    newOperation(deps, {
      lineKey: `blob:${hash}`,
      kind: 'storeBlob',
      payload: { hash, mediaType, sizeBytes } satisfies StoreBlobPayload,
      dossierId,
      sizeBytes,
    }),
  );
  return [accept, ...(await Promise.all([...collect, ...blobs]))];
}

function afterwards(deps: WorkflowDeps, session: Session, changes: AcceptDossierChanges): AcceptedDossier {
  const { dossier, receipt } = changes;
  // Not awaited: the officer goes on while the paper comes out; the print mark tells how it ended. The runner sees new
  // rows by itself; it is told to hurry only when the paper is out, because planning and reading a long queue at once
  // would hold up the screen and the receipt.
  void printReceipt(deps, session, receipt.issuedDocumentId).finally(() => {
    deps.nudgeSync();
  });
  return { dossier, issuedDocumentId: receipt.issuedDocumentId };
}
