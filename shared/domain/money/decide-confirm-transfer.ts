import type { AppError } from '#shared/kernel/app-error.ts';
import { toLocalDate, type LocalDate } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { toOneLine } from '#shared/domain/draft-to-dossier.ts';
import { standingOf } from './fee-balance.ts';
import type { FeePayment } from './fee-payment.ts';
import type { FeeReceiptNumber } from './fee-receipt-number.ts';
import { entryHead, isClosed, withLedger, type DecidedEntry, type MoneyCommand } from './money-command.ts';
import type { ShiftEntry } from './shift-entry.ts';

/** Where a claimed transfer was found. */
export interface FoundTransfer {
  readonly via: Extract<ShiftEntry, { kind: 'transferConfirmed' }>['via'];
  readonly bankReference: string;
  readonly receivedOn: LocalDate;
}

export type ConfirmTransferRefusal = AppError<
  | 'shiftClosed'
  | 'notATransfer'
  | 'alreadyVoided'
  | 'alreadyConfirmed'
  | 'bankReferenceMissing'
  | 'bankReferenceUsed'
  | 'receivedInFuture'
>;

const LONGEST_REFERENCE = 200;

/** A claimed transfer is at the bank (FE-11): once, and each booking of the bank confirms one payment only. */
export function decideConfirmTransfer(
  command: MoneyCommand & {
    readonly payment: FeePayment;
    readonly entriesOfPayment: readonly ShiftEntry[];
    readonly found: FoundTransfer;
    /** Another payment was confirmed with this booking already. */
    readonly isReferenceUsed: boolean;
    /** Drawn now, where official numbers are leased. */
    readonly receiptNumber: FeeReceiptNumber | null;
  },
): Result<DecidedEntry<'transferConfirmed'>, ConfirmTransferRefusal> {
  const { book, payment, found, now, receiptNumber } = command;
  if (isClosed(book)) return err({ code: 'shiftClosed' });
  if (payment.means !== 'bankTransfer') return err({ code: 'notATransfer' });
  const standing = standingOf(payment, command.entriesOfPayment);
  if (standing.isVoided) return err({ code: 'alreadyVoided' });
  if (standing.isConfirmed) return err({ code: 'alreadyConfirmed' });
  const bankReference = toBankReference(found.bankReference);
  if (bankReference === '') return err({ code: 'bankReferenceMissing' });
  if (command.isReferenceUsed) return err({ code: 'bankReferenceUsed' });
  if (found.receivedOn > toLocalDate(now)) return err({ code: 'receivedInFuture' });
  const { feePaymentId, dossierId, amountVnd } = payment;
  const { via, receivedOn } = found;
  const entry = {
    ...entryHead(command),
    kind: 'transferConfirmed',
    ...{ feePaymentId, via, bankReference, receivedOn },
    ...(receiptNumber === null ? {} : { receiptNumber }),
  } as const;
  return ok(withLedger(command, entry, { feePaymentId, via, receivedOn, amountVnd }, dossierId));
}

/** A booking as it is compared and kept. */
export function toBankReference(typed: string): string {
  return toOneLine(typed).slice(0, LONGEST_REFERENCE);
}
