import type { CommitFailure } from '#renderer/data/changes.ts';
import { nextNumberOf } from '#renderer/data/repositories/fee-receipt-books.ts';
import {
  findPayment,
  isBankReferenceUsed,
  listClaimedTransfers,
  listEntriesOfPayments,
  listUsedBankReferences,
} from '#renderer/data/repositories/shift-repository.ts';
import type { FeeReceiptBookRow } from '#renderer/data/schema/rows.ts';
import type { Session, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import { parseBankFile, type BankFile, type BankFileError } from '#shared/domain/money/bank-file.ts';
import {
  decideConfirmTransfer,
  toBankReference,
  type ConfirmTransferRefusal,
  type FoundTransfer,
} from '#shared/domain/money/decide-confirm-transfer.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import { matchBankFile, type BankMatches } from '#shared/domain/money/match-bank-file.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { findBookFor, withReceiptNumber } from './collect-fee.ts';
import { readFeeDesk, type FeeDeskFailure } from './fee-desk.ts';
import { findOpenReport, recordEntry } from './record-entry.ts';

export type ConfirmTransferFailure =
  ConfirmTransferRefusal | FeeDeskFailure | AppError<'unknownPayment'> | CommitFailure;

/** Enters that a claimed transfer is at the bank (FE-11); with leased official numbers its receipt is numbered now. */
export async function confirmTransfer(
  deps: WorkflowDeps,
  session: Session,
  feePaymentId: FeePaymentId,
  found: FoundTransfer,
): Promise<Result<ShiftEntry, ConfirmTransferFailure>> {
  const { database } = deps;
  const payment = await findPayment(database, feePaymentId);
  if (payment === undefined) return err({ code: 'unknownPayment' });
  return withReceiptNumber(async (lost) => {
    const tried: { book: FeeReceiptBookRow | null } = { book: null };
    const result = await recordEntry<ConfirmTransferFailure>(deps, session, session.shift, async (command) => {
      const book = await findBookOf(deps, payment, lost);
      if (!book.ok) return book;
      tried.book = book.value;
      const decided = decideConfirmTransfer({
        ...{ ...command, payment, found },
        entriesOfPayment: await listEntriesOfPayments(database, [feePaymentId]),
        isReferenceUsed: await isBankReferenceUsed(database, toBankReference(found.bankReference)),
        receiptNumber: book.value === null ? null : nextNumberOf(book.value),
      });
      if (!decided.ok) return decided;
      return ok({
        ...decided.value,
        dossierId: payment.dossierId,
        dependsOn: await findOpenReport(deps, payment, session.shift),
        with: book.value === null ? {} : { takeReceiptNumberOf: book.value },
      });
    });
    return { result, book: tried.book };
  });
}

/** Only a payment that has no number yet draws one. */
async function findBookOf(
  deps: WorkflowDeps,
  { dossierId, receiptNumber }: FeePayment,
  lost: FeeReceiptBookRow | undefined,
): Promise<Result<FeeReceiptBookRow | null, FeeDeskFailure>> {
  if (receiptNumber !== undefined) return ok(null);
  const desk = await readFeeDesk(deps, dossierId);
  return desk.ok ? ok(await findBookFor(deps, desk.value, 'cash', lost)) : desk;
}

export interface ReadBankFile {
  readonly file: BankFile;
  readonly matches: BankMatches;
}

/** A bank's list, compared with what is claimed; changes nothing. Read as UTF-8, or UTF-16 by its byte order mark. */
export async function readBankFile(
  { database }: Pick<WorkflowDeps, 'database'>,
  bytes: ArrayBuffer,
): Promise<Result<ReadBankFile, BankFileError>> {
  const file = parseBankFile(decode(new Uint8Array(bytes)));
  if (!file.ok) return file;
  const [claimed, used] = await Promise.all([listClaimedTransfers(database), listUsedBankReferences(database)]);
  return ok({ file: file.value, matches: matchBankFile(file.value.rows, claimed, used) });
}

function decode(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return new TextDecoder(isUtf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes);
}
