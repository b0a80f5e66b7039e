import type { Changes, CommitFailure } from '#renderer/data/changes.ts';
import { nextNumberOf } from '#renderer/data/repositories/fee-receipt-books.ts';
import { isShiftClosed, readFeeHistory } from '#renderer/data/repositories/shift-repository.ts';
import type { FeeReceiptBookRow } from '#renderer/data/schema/rows.ts';
import type { Session, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import { toTransferPurpose } from '#shared/domain/dossier-code.ts';
import { findBeneficiaryAccount } from '#shared/domain/money/beneficiary-account.ts';
import {
  decideCollectFee,
  type CollectedFee,
  type CollectFeeCommand,
  type CollectFeeRefusal,
  type FeeTaking,
} from '#shared/domain/money/decide-collect-fee.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, FeePaymentId, LedgerEntryId } from '#shared/kernel/ids.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import { lineOfShift } from '#shared/kernel/line-keys.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { readFeeDesk, type FeeDesk, type FeeDeskFailure } from './fee-desk.ts';
import { feePaperChanges, printNewFeePaper } from './fee-papers.ts';
import { findReceiptBook } from './find-receipt-book.ts';
import { collectOperation } from './record-entry.ts';

export type CollectFeeFailure = CollectFeeRefusal | FeeDeskFailure | CommitFailure;

/** Another window of this station may draw the same number first; each loss costs one more try. */
const NUMBER_TRIES = 20;

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
  const collected = await withReceiptNumber<CollectedFee, CollectFeeFailure>((lost) => {
    const tried: Tried<CollectedFee> = {};
    const decideNow = async (): Promise<Result<Changes, CollectFeeFailure>> => {
      tried.book = await findBookFor(deps, desk.value, taking.means, lost);
      const command = await toCollectCommand(deps, session, desk.value, { taking, shownOwedVnd, book: tried.book });
      const decided = decideCollectFee(command);
      if (!decided.ok) return decided;
      tried.done = decided.value;
      return ok(await collectChanges(deps, desk.value, decided.value, tried.book));
    };
    return commitTried(deps, session, decideNow, tried);
  });
  // Not awaited: the officer goes on while the paper comes out; its mark tells how that ended.
  if (collected.ok) void printNewFeePaper(deps, session, collected.value.payment);
  return collected;
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
  desk: FeeDesk,
  { payment, ledger }: CollectedFee,
  book: FeeReceiptBookRow | null,
): Promise<Changes> {
  return {
    feePayments: [payment],
    ledger: [ledger],
    operations: [await collectOperation(deps, payment)],
    ...feePaperChanges(deps, desk, payment),
    ...(book === null ? {} : { takeReceiptNumberOf: book }),
  };
}
