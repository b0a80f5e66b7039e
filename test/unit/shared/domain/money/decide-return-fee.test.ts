import { describe, expect, it } from 'vitest';
import { decideConfirmTransfer } from '#shared/domain/money/decide-confirm-transfer.ts';
import { decideRefundFee, decideVoidFeeReceipt } from '#shared/domain/money/decide-return-fee.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { Approval } from '#shared/domain/money/money-command.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';
import { codeOf, date, id, officer, valueOf } from '#test/unit/shared/domain/samples.ts';
import { APPROVED, book, entry, moneyCommand, opened, payment, REASON, SECOND } from './money-samples.ts';

const cash = payment();
const transfer = payment({ means: 'bankTransfer' });

function returning(of: FeePayment, entriesOfPayment: readonly ShiftEntry[] = [], floatVnd = 100_000) {
  const shiftBook = book([opened(floatVnd), ...entriesOfPayment], [of]);
  return { ...moneyCommand(shiftBook), payment: of, entriesOfPayment, reason: REASON, approval: APPROVED };
}

const refunded = (amountVnd: number): ShiftEntry =>
  entry('feeRefunded', {
    ...{ feePaymentId: cash.feePaymentId, amountVnd, means: 'cash', reason: REASON, approvedBy: SECOND },
  });
const voided = entry('feeReceiptVoided', {
  ...{ feePaymentId: cash.feePaymentId, amountVnd: 50_000, means: 'cash', reason: REASON },
  ...{ approvedBy: SECOND, replacedBy: null },
});
const confirmed = entry('transferConfirmed', {
  ...{ feePaymentId: transfer.feePaymentId, via: 'officer', bankReference: 'FT1', receivedOn: date('2026-11-20') },
});
const closed = entry('shiftClosed', {
  ...{ totals: {} as never, counted: [], countedVnd: 0, differenceVnd: 0, differenceReason: null, handedOverTo: null },
});

describe('voiding a payment', () => {
  it('[MO3] returns exactly what is left, the way it came, and names who approved it', () => {
    const decided = valueOf(decideVoidFeeReceipt({ ...returning(cash, [refunded(20_000)]), replacement: null }));
    expect(decided.entry).toMatchObject({ amountVnd: 30_000, means: 'cash', approvedBy: SECOND, replacedBy: null });
    expect(decided.ledger).toMatchObject({ kind: 'feeReceiptVoided', dossierId: cash.dossierId });
    expect(JSON.stringify(decided.ledger)).not.toContain(REASON);
  });

  it('[MO3] may be paid with what is collected in its place, when the drawer has no more', () => {
    const empty = returning(cash, [refunded(20_000)], 0);
    const deposit = entry('cashMoved', { direction: 'out', purpose: 'bankDeposit', amountVnd: 30_000, reason: REASON });
    const command = { ...empty, book: book([...empty.book.entries, deposit], [cash]) };
    expect(codeOf(decideVoidFeeReceipt({ ...command, replacement: null }))).toBe('moreThanInDrawer');
    const replacement = { feePaymentId: id(23) as FeePaymentId, cashVnd: 30_000 };
    expect(valueOf(decideVoidFeeReceipt({ ...command, replacement })).entry.replacedBy).toBe(replacement.feePaymentId);
  });

  it('[MO3] happens once', () => {
    expect(codeOf(decideVoidFeeReceipt({ ...returning(cash, [voided]), replacement: null }))).toBe('alreadyVoided');
  });
});

describe('refunding a payment', () => {
  it('[MO3] never gives back more than was paid, in however many parts', () => {
    const part = { amountVnd: 20_000, means: 'cash' } as const;
    expect(valueOf(decideRefundFee({ ...returning(cash), ...part })).entry.amountVnd).toBe(20_000);
    const again = returning(cash, [refunded(20_000), refunded(20_000)]);
    expect(decideRefundFee({ ...again, ...part })).toMatchObject({
      error: { code: 'refundAbovePaid', details: { leftVnd: 10_000 } },
    });
    expect(codeOf(decideRefundFee({ ...returning(cash, [voided]), ...part }))).toBe('alreadyVoided');
  });

  it('[MO4] waits until a transfer is confirmed', () => {
    const part = { amountVnd: 20_000, means: 'bankTransfer' } as const;
    expect(codeOf(decideRefundFee({ ...returning(transfer), ...part }))).toBe('transferNotConfirmed');
    expect(decideRefundFee({ ...returning(transfer, [confirmed]), ...part }).ok).toBe(true);
  });
});

describe('a second officer', () => {
  it.each<readonly [string, Approval | null]>([
    ['approvalMissing', null],
    ['approverIsRecorder', { ...APPROVED, officerId: officer.officerId }],
    ['officerBlocked', { ...APPROVED, isBlocked: true }],
    ['wrongPin', { ...APPROVED, isPinRight: false }],
  ])('[MO3] is asked for, and %s stops it', (code, approval) => {
    const command = { ...returning(cash), approval };
    expect(codeOf(decideVoidFeeReceipt({ ...command, replacement: null }))).toBe(code);
    expect(codeOf(decideRefundFee({ ...command, amountVnd: 1_000, means: 'cash' }))).toBe(code);
  });

  it('[MO3] wants a reason in words', () => {
    expect(codeOf(decideVoidFeeReceipt({ ...returning(cash), reason: 'nhầm', replacement: null }))).toBe(
      'reasonTooShort',
    );
  });
});

describe('confirming a transfer', () => {
  const found = { via: 'officer', bankReference: ' FT 1 ', receivedOn: date('2026-11-20') } as const;
  const command = (of: FeePayment, entriesOfPayment: readonly ShiftEntry[] = []) => ({
    ...moneyCommand(book([opened()], [of])),
    ...{ payment: of, entriesOfPayment, found, isReferenceUsed: false, receiptNumber: null },
  });

  it('[MO4] happens once, for a transfer, with a booking that no other payment has', () => {
    expect(valueOf(decideConfirmTransfer(command(transfer))).entry.bankReference).toBe('FT 1');
    expect(codeOf(decideConfirmTransfer(command(transfer, [confirmed])))).toBe('alreadyConfirmed');
    expect(codeOf(decideConfirmTransfer(command(cash)))).toBe('notATransfer');
    expect(codeOf(decideConfirmTransfer({ ...command(transfer), isReferenceUsed: true }))).toBe('bankReferenceUsed');
    const nameless = { ...found, bankReference: ' ' };
    expect(codeOf(decideConfirmTransfer({ ...command(transfer), found: nameless }))).toBe('bankReferenceMissing');
    const tomorrow = { ...found, receivedOn: date('2026-11-21') };
    expect(codeOf(decideConfirmTransfer({ ...command(transfer), found: tomorrow }))).toBe('receivedInFuture');
  });

  it('[MO5] is refused in a shift that is closed, as voids and refunds are', () => {
    const over = { book: book([opened(), closed], [transfer]) };
    expect(codeOf(decideConfirmTransfer({ ...command(transfer), ...over }))).toBe('shiftClosed');
    expect(codeOf(decideVoidFeeReceipt({ ...returning(cash), ...over, replacement: null }))).toBe('shiftClosed');
    expect(codeOf(decideRefundFee({ ...returning(cash), ...over, amountVnd: 1, means: 'cash' }))).toBe('shiftClosed');
  });
});
