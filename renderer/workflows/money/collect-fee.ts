import type { Changes, CommitFailure } from '#renderer/data/changes.ts';
import { findOfficeData, type OfficeData } from '#renderer/data/repositories/catalogue-repository.ts';
import { findDossier } from '#renderer/data/repositories/dossier-repository.ts';
import { nextNumberOf } from '#renderer/data/repositories/fee-receipt-books.ts';
import { isShiftClosed, readFeeHistory } from '#renderer/data/repositories/shift-repository.ts';
import { findStation } from '#renderer/data/repositories/station-repository.ts';
import type { FeeReceiptBookRow } from '#renderer/data/schema/rows.ts';
import type { Session, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import { toTransferPurpose } from '#shared/domain/dossier-code.ts';
import { findBeneficiaryAccount } from '#shared/domain/money/beneficiary-account.ts';
import {
  decideCollectFee,
  type CollectedFee,
  type CollectFeeCommand,
  type CollectFeeRefusal,
  type FeeTaking,
} from '#shared/domain/money/decide-collect-fee.ts';
import type { Station } from '#shared/domain/office.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, FeePaymentId, LedgerEntryId } from '#shared/kernel/ids.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import { lineOfShift } from '#shared/kernel/line-keys.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findReceiptBook } from './find-receipt-book.ts';
import { collectOperation } from './record-entry.ts';

export type FeeDeskFailure = AppError<'notEnrolled' | 'unknownDossier'>;
export type CollectFeeFailure = CollectFeeRefusal | FeeDeskFailure | CommitFailure;

/** Another window of this station may draw the same number first; each loss costs one more try. */
const NUMBER_TRIES = 20;

/** What has to be known to collect a fee of one dossier. */
export interface FeeDesk {
  readonly office: OfficeData;
  readonly station: Station;
  readonly dossier: Dossier;
}

/**
 * Collects what is still owed of an accepted dossier, or a part of it: the payment, its number, the ledger and the
 * operation in one commit. Works with no network.
 * @param shownOwedVnd what the officer was shown as owed
 */
export async function collectFee(
  deps: WorkflowDeps,
  session: Session,
  dossierId: DossierId,
  taking: FeeTaking,
  shownOwedVnd: number,
): Promise<Result<CollectedFee, CollectFeeFailure>> {
  const desk = await readFeeDesk(deps, dossierId);
  if (!desk.ok) return desk;
  return withReceiptNumber((lost) => {
    const tried: Tried<CollectedFee> = {};
    const decideNow = async (): Promise<Result<Changes, CollectFeeFailure>> => {
      tried.book = await findBookFor(deps, desk.value, taking.means, lost);
      const command = await toCollectCommand(deps, session, desk.value, { taking, shownOwedVnd, book: tried.book });
      const decided = decideCollectFee(command);
      if (!decided.ok) return decided;
      tried.done = decided.value;
      return ok(await collectChanges(deps, decided.value, tried.book));
    };
    return commitTried(deps, session, decideNow, tried);
  });
}

/** What a try came to, and the book that it drew from. */
export interface Tried<Done> {
  done?: Done;
  book?: FeeReceiptBookRow | null;
}

type Attempt<Done, Failure> = Promise<{
  readonly result: Result<Done, Failure | CommitFailure>;
  readonly book: FeeReceiptBookRow | null;
}>;

/** Tries again with another number as long as another window was faster. */
export async function withReceiptNumber<Done, Failure extends AppError>(
  attempt: (lost: FeeReceiptBookRow | undefined) => Attempt<Done, Failure>,
): Promise<Result<Done, Failure | CommitFailure>> {
  let lost: FeeReceiptBookRow | undefined;
  for (let count = 0; count < NUMBER_TRIES; count += 1) {
    const { result, book } = await attempt(lost);
    if (result.ok || result.error.code !== 'receiptNumberTaken') return result;
    lost = book ?? undefined;
  }
  return err({ code: 'receiptNumberTaken' });
}

export async function commitTried<Done, Failure extends AppError>(
  deps: WorkflowDeps,
  { shift }: Session,
  decideNow: () => Promise<Result<Changes, Failure>>,
  tried: Tried<Done>,
): Attempt<Done, Failure> {
  const committed = await deps.unitOfWork.commitInTurn([lineOfShift(shift.shiftId)], decideNow);
  const book = tried.book ?? null;
  if (!committed.ok) return { result: committed, book };
  deps.nudgeSync();
  // A commit that went well has decided.
  const undecided = { code: 'storageFailed', details: { reason: 'undecided' } } as const;
  return { result: tried.done === undefined ? err(undecided) : ok(tried.done), book };
}

export async function readFeeDesk(
  { database }: Pick<WorkflowDeps, 'database'>,
  dossierId: DossierId,
): Promise<Result<FeeDesk, FeeDeskFailure>> {
  const [office, station, dossier] = await Promise.all([
    findOfficeData(database),
    findStation(database),
    findDossier(database, dossierId),
  ]);
  if (office === undefined || station === undefined) return err({ code: 'notEnrolled' });
  if (dossier?.ok !== true) return err({ code: 'unknownDossier' });
  return ok({ office, station, dossier: dossier.value });
}

export function findBookFor(
  { database, clock }: Pick<WorkflowDeps, 'database' | 'clock'>,
  { office, station }: FeeDesk,
  means: FeeTaking['means'],
  lost: FeeReceiptBookRow | undefined,
): Promise<FeeReceiptBookRow | null> {
  return findReceiptBook(database, { office, station, means, on: clock.today() }, lost);
}

export async function toCollectCommand(
  { database, clock, ids }: WorkflowDeps,
  { officer, shift }: Session,
  { office, dossier }: FeeDesk,
  what: {
    readonly taking: FeeTaking;
    readonly shownOwedVnd: number | null;
    readonly book: FeeReceiptBookRow | null;
    readonly replaces?: FeePaymentId;
  },
): Promise<CollectFeeCommand> {
  const now = clock.now();
  const [history, isOver] = await Promise.all([
    readFeeHistory(database, dossier.dossierId),
    isShiftClosed(database, shift.shiftId),
  ]);
  const account = findBeneficiaryAccount(office, dossier.procedureCode, toLocalDate(now));
  const { taking, shownOwedVnd, book, replaces } = what;
  return {
    ...{ dossier, taking, shownOwedVnd, shift, officer, now },
    // The payment that is replaced is voided in the same commit.
    history: { ...history, payments: history.payments.filter(({ feePaymentId }) => feePaymentId !== replaces) },
    isShiftClosed: isOver,
    receiptNumber: book === null ? null : nextNumberOf(book),
    transfer: {
      ...(account === undefined ? {} : { beneficiaryAccountId: account.beneficiaryAccountId }),
      purpose: toTransferPurpose(dossier.dossierCode),
    },
    ...(replaces === undefined ? {} : { replaces }),
    ids: { feePaymentId: ids.next<FeePaymentId>(), ledgerEntryId: ids.next<LedgerEntryId>() },
  };
}

export async function collectChanges(
  deps: WorkflowDeps,
  { payment, ledger }: CollectedFee,
  book: FeeReceiptBookRow | null,
): Promise<Changes> {
  return {
    feePayments: [payment],
    ledger: [ledger],
    operations: [await collectOperation(deps, payment)],
    ...(book === null ? {} : { takeReceiptNumberOf: book }),
  };
}
