import type { Changes, CommitFailure, NewOperation } from '#renderer/data/changes.ts';
import { findOfficeData, findProcedure, type OfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import {
  chooseNextNumber,
  findNextNumber,
  readNumberSources,
  recallNumberSources,
  skipUsedNumbers,
} from '#renderer/data/repositories/number-supply.ts';
import { remember } from '#renderer/data/repositories/remember.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import { nextNumberOf, recallReceiptBooks } from '#renderer/data/repositories/fee-receipt-books.ts';
import type { FeeReceiptBookRow, NumberBlockRow } from '#renderer/data/schema/rows.ts';
import {
  decideAcceptDossier,
  type AcceptDossierChanges,
  type IntakeRefusal,
} from '#shared/domain/decide-accept-dossier.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import { findBeneficiaryAccount } from '#shared/domain/money/beneficiary-account.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import { needsPaper } from '#shared/domain/receipt-delivery.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { Station } from '#shared/domain/office.ts';
import type { FeePaymentId, IssuedDocumentId, LedgerEntryId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant, type LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { lineOfBlob, lineOfDossier, lineOfShift } from '#shared/kernel/line-keys.ts';
import type { AcceptDossierPayload, CollectFeePayload, StoreBlobPayload } from '#sync/protocol/payloads.ts';
import { feePaperChanges, printNewFeePaper } from './money/fee-papers.ts';
import { findReceiptBook } from './money/find-receipt-book.ts';
import { newOperation } from './new-operation.ts';
import { newPaper } from './new-paper.ts';
import { withReceiptNotices } from './notice-operations.ts';
import { printDocument } from './print-document.ts';
import type { Session, WorkflowDeps } from './workflow-deps.ts';

export type AcceptDossierFailure = AppError<'notEnrolled' | 'unknownProcedureVersion'> | IntakeRefusal | CommitFailure;

export interface AcceptedDossier {
  readonly dossier: Dossier;
  readonly issuedDocumentId: IssuedDocumentId;
  /** `null`: nothing owed, or paid later. */
  readonly payment: FeePayment | null;
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
  let lost: LostNumbers = {};
  for (let attempt = 0; attempt < NUMBER_TRIES; attempt += 1) {
    const tried: LostNumbers & { decided?: AcceptDossierChanges } = {};
    const decideNow = async (): Promise<Result<Changes, AcceptDossierFailure>> => {
      // One look at the clock: at midnight the number, the day and the time printed must agree.
      const now = deps.clock.now();
      const prepared = await prepare(deps, draft, toLocalDate(now), lost);
      if (!prepared.ok) return prepared;
      const decided = decide(deps, session, draft, prepared.value, now);
      if (!decided.ok) return decided;
      const { block, book, procedure, office } = prepared.value;
      Object.assign(tried, { decided: decided.value, block, book });
      const changes = await toChanges(deps, draft, decided.value, prepared.value);
      const source = { ...session, dossier: decided.value.dossier, procedure, office: office.office };
      return ok(await withReceiptNotices(deps, changes, source));
    };
    // Nearly always nobody else is at work: the first try does not wait to find that out.
    const begins = attempt === 0 ? 'atOnce' : 'inTurn';
    const committed = await deps.unitOfWork.commitInTurn(lineKeysOf(session, draft), decideNow, begins);
    if (committed.ok && tried.decided !== undefined) return ok(afterwards(deps, session, tried.decided));
    const code = committed.ok ? undefined : committed.error.code;
    if (!committed.ok && code !== 'numberTaken' && code !== 'receiptNumberTaken') return err(committed.error);
    lost = code === 'receiptNumberTaken' ? { book: tried.book } : { block: tried.block };
  }
  return err({ code: 'numberTaken' });
}

function decide(
  { ids }: WorkflowDeps,
  session: Session,
  draft: IntakeDraft,
  { office, station, procedure, block, book }: Prepared,
  now: Instant,
): Result<AcceptDossierChanges, IntakeRefusal> {
  return decideAcceptDossier({
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
    receiptNumber: book === null ? null : nextNumberOf(book),
    beneficiaryAccountId: findBeneficiaryAccount(office, procedure.procedureCode, toLocalDate(now))
      ?.beneficiaryAccountId,
    now,
    ids: {
      feePaymentId: ids.next<FeePaymentId>(),
      issuedDocumentId: ids.next<IssuedDocumentId>(),
      ledgerEntryIds: [ids.next<LedgerEntryId>(), ids.next<LedgerEntryId>()],
    },
  });
}

interface Prepared {
  readonly office: OfficeData;
  readonly station: Station;
  readonly procedure: Procedure;
  readonly block: NumberBlockRow;
  /** Gives the number of the payment; `null` when none is taken, or it gets its number later. */
  readonly book: FeeReceiptBookRow | null;
}

/** Numbers that were refused last. */
interface LostNumbers {
  block?: NumberBlockRow | undefined;
  book?: FeeReceiptBookRow | null | undefined;
}

/**
 * Everything that has to be known. The citizen waits for each round trip, so what seldom changes is remembered.
 * @param lost the number that was refused last. If it is still the next one, nobody was faster: a dossier here has it
 *   already, so the block comes from an older copy of the store.
 */
async function prepare(
  { database }: WorkflowDeps,
  draft: IntakeDraft,
  on: LocalDate,
  { block: lost, book: lostBook }: LostNumbers,
): Promise<Result<Prepared, AppError<'notEnrolled' | 'unknownProcedureVersion'>>> {
  const [office, station, procedure, sources] = await Promise.all([
    remember(database, 'office', ['settings', 'officerAccounts'], () => findOfficeData(database)),
    remember(database, 'station', ['settings'], () => findStation(database)),
    findPinnedProcedure(database, draft),
    // Another window may have been faster: what was refused is not remembered but read.
    lost === undefined && lostBook === undefined ? recallNumberSources(database, on) : readNumberSources(database, on),
  ]);
  if (office === undefined || station === undefined) return err({ code: 'notEnrolled' });
  if (procedure === undefined) return err({ code: 'unknownProcedureVersion' });
  const { paymentMeans: means } = draft;
  const book =
    means === 'later' ? null : await findReceiptBook(database, { office, station, means, on }, lostBook ?? undefined);
  const block = chooseNextNumber(sources, station, on);
  if (block.numberBlockId !== lost?.numberBlockId || block.next !== lost.next) {
    return ok({ office, station, procedure, block, book });
  }
  await skipUsedNumbers(database, station, block.numberBlockId);
  return ok({ office, station, procedure, book, block: await findNextNumber(database, station, on) });
}

async function findPinnedProcedure(
  database: CounterDatabase,
  { procedureCode, procedureVersion }: IntakeDraft,
): Promise<Procedure | undefined> {
  if (procedureCode === null || procedureVersion === null) return undefined;
  return remember(database, `procedure ${procedureCode} ${String(procedureVersion)}`, ['procedures'], () =>
    findProcedure(database, procedureCode, procedureVersion),
  );
}

async function toChanges(
  deps: WorkflowDeps,
  draft: IntakeDraft,
  decided: AcceptDossierChanges,
  { block, book, office, procedure }: Prepared,
): Promise<Changes> {
  const { dossier, payment, receipt, ledger, digitisations } = decided;
  const paper = newPaper(receipt, needsPaper(dossier.receiptDelivery) ? 'pending' : 'onRequest');
  const slip = payment === null ? {} : feePaperChanges(deps, { office, dossier, procedure }, payment);
  return {
    takeNumberOf: block,
    dossiers: [dossier],
    ...(payment === null ? {} : { feePayments: [payment] }),
    ...(payment?.receiptNumber === undefined || book === null ? {} : { takeReceiptNumberOf: book }),
    issuedDocuments: [...paper.issuedDocuments, ...(slip.issuedDocuments ?? [])],
    printMarks: [...paper.printMarks, ...(slip.printMarks ?? [])],
    ledger,
    ...(digitisations.length === 0 ? {} : { digitisations }),
    removeDrafts: [draft.draftId],
    operations: await toOperations(deps, decided),
  };
}

/** Every line that may get an operation. */
function lineKeysOf({ shift }: Session, { dossierId, components }: IntakeDraft): readonly string[] {
  const hashes = components.flatMap(({ files }) => files).map(({ hash }) => hash);
  return [lineOfDossier(dossierId), lineOfShift(shift.shiftId), ...hashes.map(lineOfBlob)];
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
    lineKey: lineOfDossier(dossierId),
    kind: 'acceptDossier',
    payload: { dossier } satisfies AcceptDossierPayload,
    dossierId,
  });
  const collect =
    payment === null
      ? []
      : [
          newOperation(deps, {
            lineKey: lineOfShift(payment.shiftId),
            kind: 'collectFee',
            payload: { payment } satisfies CollectFeePayload,
            dossierId,
          }),
        ];
  // What is used again is at the province, or on its way with the dossier that it was digitised for.
  const own = dossier.components.flatMap(({ files }) => files.filter(({ reusedFrom }) => reusedFrom === undefined));
  const files = new Map(own.map((file) => [file.hash, file]));
  const blobs = [...files.values()].map(({ hash, mediaType, sizeBytes }) =>
    newOperation(deps, {
      lineKey: lineOfBlob(hash),
      kind: 'storeBlob',
      payload: { hash, mediaType, sizeBytes } satisfies StoreBlobPayload,
      dossierId,
      sizeBytes,
    }),
  );
  return [accept, ...(await Promise.all([...collect, ...blobs]))];
}

function afterwards(deps: WorkflowDeps, session: Session, changes: AcceptDossierChanges): AcceptedDossier {
  const { dossier, receipt, payment } = changes;
  void recallReceiptBooks(deps.database, toLocalDate(dossier.acceptedAt));
  void recallNumberSources(deps.database, toLocalDate(dossier.acceptedAt));
  // Not awaited: the officer goes on while the paper comes out; the print mark tells how it ended. The runner sees new
  // rows by itself; it is told to hurry only when the paper is out, because planning and reading a long queue at once
  // would hold up the screen and the receipt.
  void printPapers(deps, session, changes).finally(() => {
    deps.nudgeSync();
  });
  return { dossier, issuedDocumentId: receipt.issuedDocumentId, payment };
}

/** The receipt first; whoever hands over money gets the paper of it, also when the receipt goes by e-mail. */
async function printPapers(
  deps: WorkflowDeps,
  session: Session,
  { dossier, receipt, payment }: AcceptDossierChanges,
): Promise<void> {
  if (needsPaper(dossier.receiptDelivery)) await printDocument(deps, session, receipt.issuedDocumentId);
  if (payment !== null) await printNewFeePaper(deps, session, payment);
}
