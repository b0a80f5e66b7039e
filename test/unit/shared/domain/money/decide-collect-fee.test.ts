import { describe, expect, it } from 'vitest';
import { decideCollectFee } from '#shared/domain/money/decide-collect-fee.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';
import { codeOf, id, valueOf } from '#test/unit/shared/domain/samples.ts';
import { collectCommand, entry, payment, REASON, SECOND } from './money-samples.ts';

describe('collecting a fee', () => {
  it('takes all that is owed in cash and says what goes back', () => {
    const { payment: taken, changeVnd, ledger } = valueOf(decideCollectFee(collectCommand({ tenderedVnd: 100_000 })));
    expect(taken).toMatchObject({ means: 'cash', amountVnd: 50_000, tenderedVnd: 100_000 });
    expect(taken.receiptNumber?.number).toBe(12);
    expect(changeVnd).toBe(50_000);
    expect(ledger).toMatchObject({ kind: 'feeCollected', facts: { amountVnd: 50_000, feeReceiptNumber: 12 } });
  });

  it('[MO2] pays phí before lệ phí with a part, and the rest with the next part', () => {
    const first = valueOf(decideCollectFee(collectCommand({ amountVnd: 35_000 }))).payment;
    expect(first.feeItems.map(({ feeRateId, amountVnd }) => [feeRateId, amountVnd])).toEqual([
      ['phi', 30_000],
      ['le-phi', 5_000],
    ]);
    const history = { payments: [first], entries: [], onlineVnd: 0 };
    const ids = { ...collectCommand().ids, feePaymentId: id(22) as FeePaymentId };
    const second = valueOf(decideCollectFee(collectCommand({}, { history, ids }))).payment;
    expect(second.feeItems.map(({ feeRateId, amountVnd }) => [feeRateId, amountVnd])).toEqual([['le-phi', 15_000]]);
    const both = { ...history, payments: [first, second] };
    expect(codeOf(decideCollectFee(collectCommand({}, { history: both })))).toBe('nothingOwed');
  });

  it.each([
    ['amountAboveOwed', { amountVnd: 50_001 }],
    ['amountNotPositive', { amountVnd: 0 }],
    ['amountNotPositive', { amountVnd: -1 }],
    ['amountNotWhole', { amountVnd: 0.5 }],
    ['amountNotWhole', { amountVnd: Number.NaN }],
    ['tenderedTooLittle', { tenderedVnd: 49_999 }],
    ['tenderedNotWhole', { tenderedVnd: 60_000.5 }],
    ['payerNameMissing', { payer: { name: '  ', taxCode: '0100109106', address: '' } }],
  ] as const)('[MO2] is refused with %s for %o', (code, taking) => {
    expect(codeOf(decideCollectFee(collectCommand(taking)))).toBe(code);
  });

  it('is refused once the shift is closed', () => {
    expect(codeOf(decideCollectFee(collectCommand({}, { isShiftClosed: true })))).toBe('shiftClosed');
  });

  it('[MO2] takes nothing when the citizen was told another amount, and says both', () => {
    expect(decideCollectFee(collectCommand({}, { shownOwedVnd: 30_000 }))).toEqual({
      ok: false,
      error: { code: 'feeChanged', details: { shownVnd: 30_000, owedVnd: 50_000 } },
    });
  });

  it('[MO2] counts what was paid online, and a voided payment as never made; a refund leaves the fee paid', () => {
    const paid = payment({ amountVnd: 20_000, feeItems: [{ ...payment().feeItems[1]!, amountVnd: 20_000 }] });
    const about = { feePaymentId: paid.feePaymentId, means: 'cash' as const, reason: REASON, approvedBy: SECOND };
    const voided = entry('feeReceiptVoided', { ...about, amountVnd: 20_000, replacedBy: null });
    const refunded = entry('feeRefunded', { ...about, amountVnd: 20_000 });
    const owedWith = (entries: readonly (typeof voided | typeof refunded)[]): number =>
      valueOf(decideCollectFee(collectCommand({}, { history: { payments: [paid], entries, onlineVnd: 10_000 } })))
        .payment.amountVnd;
    expect(owedWith([])).toBe(20_000);
    expect(owedWith([voided])).toBe(40_000);
    expect(owedWith([refunded])).toBe(20_000);
  });

  it('records a transfer as claimed, with the words it was asked for, and somebody else who pays', () => {
    const payer = { name: ' Công ty  Mẫu ', taxCode: '0100109106', address: '' };
    const transfer = { purpose: 'H99012611200007' };
    const { payment: taken, changeVnd } = valueOf(
      decideCollectFee(collectCommand({ means: 'bankTransfer', tenderedVnd: 90_000, payer }, { transfer })),
    );
    expect(taken).toMatchObject({ means: 'bankTransfer', transfer, payer: { name: 'Công ty Mẫu' } });
    expect(taken.payer).not.toHaveProperty('address');
    expect(taken).not.toHaveProperty('tenderedVnd');
    expect(changeVnd).toBe(0);
  });
});
