import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { decideAcceptDossier } from '#shared/domain/decide-accept-dossier.ts';
import { PLAIN_PAYMENT } from '#shared/domain/intake-draft.ts';
import type { BeneficiaryAccount } from '#shared/domain/money/beneficiary-account.ts';
import { buildProvisionalFeeSlip, type FeeSlipSource } from '#shared/domain/money/build-fee-slip.ts';
import { buildShiftReport, type ShiftReportSource } from '#shared/domain/money/build-shift-report.ts';
import { decideCloseShift } from '#shared/domain/money/decide-shift.ts';
import { parseVietQr } from '#shared/domain/money/vietqr.ts';
import { provisionalFeeSlipSchema } from '#shared/domain/papers/provisional-fee-slip.ts';
import { shiftReportSchema } from '#shared/domain/papers/shift-report.ts';
import {
  acceptCommand,
  at,
  date,
  id,
  office,
  officer,
  procedure,
  readyDraft,
  station,
  valueOf,
} from '#test/unit/shared/domain/samples.ts';
import { book, entry, moneyCommand, opened, payment, REASON, SECOND } from './money-samples.ts';

const slip = { kind: 'provisionalSlip', formSymbol: 'PTT', bookSerial: '26-00000000', number: 12 } as const;
const account: BeneficiaryAccount = {
  ...{ beneficiaryAccountId: id(50) as BeneficiaryAccount['beneficiaryAccountId'], bankBin: '999999' },
  ...{ accountNumber: '0001', accountName: 'TAI KHOAN MAU', procedureCodes: null },
  ...{ effectiveFrom: date('2026-01-01'), effectiveUntil: null },
};

function accepted(changes: Partial<ReturnType<typeof readyDraft>>) {
  const command = acceptCommand({ draft: { ...readyDraft(), ...changes }, receiptNumber: slip });
  const { dossier, payment: taken, receipt } = valueOf(decideAcceptDossier(command));
  if (taken === null) throw new Error('nothing was taken');
  return { dossier, payment: taken, receipt };
}
const slipOf = (source: Pick<FeeSlipSource, 'dossier' | 'payment'>) =>
  buildProvisionalFeeSlip({ ...source, procedure, office, collector: officer, account });

describe('the slip of a fee', () => {
  it('says what was taken, given and given back, line by line, and that it is no fee receipt yet', () => {
    const made = slipOf(accepted({ payment: { ...PLAIN_PAYMENT, tenderedVnd: 50_000 } }));
    expect(v.is(provisionalFeeSlipSchema, made)).toBe(true);
    expect(made).toMatchObject({
      ...{ slipNumber: 'PTT 26-00000000 số 0000012', payerName: 'Lò Thị Mẫu', applicantName: null },
      ...{ totalVnd: 24_000, totalInWords: 'Hai mươi tư nghìn đồng', state: 'collected', vietQr: null },
      ...{ receivedVnd: 50_000, changeVnd: 26_000 },
      lines: [{ kind: 'fee', quantityText: '10 trang × 2 bản', amountVnd: 24_000 }],
    });
  });

  it('of a transfer is only claimed, with a code for exactly that part, in the name of who pays', () => {
    const other = { hasOtherPayer: true, payerName: 'Công ty Mẫu', amountVnd: 10_000 };
    const made = slipOf(accepted({ paymentMeans: 'bankTransfer', payment: { ...PLAIN_PAYMENT, ...other } }));
    expect(v.is(provisionalFeeSlipSchema, made)).toBe(true);
    expect(made).toMatchObject({ state: 'claimed', payerName: 'Công ty Mẫu', applicantName: 'Lò Thị Mẫu' });
    expect(made?.payerAddress).toBeNull();
    expect(valueOf(parseVietQr(made?.vietQr?.payload ?? ''))).toMatchObject({ amountVnd: 10_000 });
  });

  it('is none when the payment has an official number, or none yet', () => {
    const { receiptNumber: _, ...bare } = accepted({}).payment;
    const { dossier } = accepted({});
    expect(slipOf({ dossier, payment: bare })).toBeUndefined();
    const official = { ...bare, receiptNumber: { ...slip, kind: 'feeReceipt' as const } };
    expect(slipOf({ dossier, payment: official })).toBeUndefined();
  });

  it('leaves the intake receipt saying how much of the fee is still open', () => {
    const { receipt } = accepted({ payment: { ...PLAIN_PAYMENT, amountVnd: 10_000 } });
    expect(receipt.content).toMatchObject({
      feeStateText: 'Đã thu (tiền mặt) 10.000 đồng, còn phải nộp 14.000 đồng',
    });
  });
});

describe('the report of a shift', () => {
  const cash = payment({ receiptNumber: slip });
  const wrong = payment({ feePaymentId: id(24) as never, receiptNumber: { ...slip, number: 13 } });
  const voided = entry('feeReceiptVoided', {
    ...{ feePaymentId: wrong.feePaymentId, amountVnd: 50_000, means: 'cash', reason: REASON },
    ...{ approvedBy: SECOND, replacedBy: null },
  });
  const source = (entries: ShiftReportSource['book']['entries']): ShiftReportSource => ({
    book: book(entries, [cash, wrong]),
    ...{ office, station, officer, floatFrom: null, now: at('2026-11-20 17:05'), otherPayments: new Map() },
    nameOf: (officerId) => (officerId === SECOND ? 'Trần Văn Mẫu' : '?'),
    voided: new Set([wrong.feePaymentId]),
  });

  it('lists what went in and out, every number, the notes counted and what is handed over', () => {
    const entries = [opened(), voided];
    const counted = [{ denominationVnd: 50_000, count: 2 }];
    const command = { ...moneyCommand(book(entries, [cash, wrong])), counted, differenceReason: 'Thiếu một tờ' };
    const closed = valueOf(decideCloseShift({ ...command, handedOverTo: SECOND, unsettledCount: 0 })).entry;
    const late = entry('shiftCorrected', {
      ...{ correctedOn: date('2026-11-20'), direction: 'in', amountVnd: 50_000, reason: REASON, approvedBy: SECOND },
    });
    const report = buildShiftReport(source([...entries, closed, late]));
    expect(v.is(shiftReportSchema, report)).toBe(true);
    expect(report).toMatchObject({
      ...{ floatVnd: 100_000, expectedVnd: 150_000, countedVnd: 100_000, differenceVnd: -50_000 },
      ...{ differenceReason: 'Thiếu một tờ', handedOverVnd: 100_000, handedOverTo: 'Trần Văn Mẫu' },
      books: [{ from: '0000012', to: '0000013', usedCount: 1, voidCount: 1, unusedCount: 0 }],
      corrections: [{ text: `${REASON} (ngày 20/11/2026)`, amountVnd: 50_000 }],
    });
    const sum = report.movements.reduce((total, { amountVnd }) => total + amountVnd, 0);
    expect(report.floatVnd + sum).toBe(report.expectedVnd);
    expect(report.movements.at(-1)).toMatchObject({ reference: 'PTT 26-00000000 số 0000013', amountVnd: -50_000 });
    expect(report.totalsByMeans[0]).toEqual({ meansText: 'Tiền mặt', count: 2, amountVnd: 50_000 });
  });

  it('of an open shift is an interim one', () => {
    const report = buildShiftReport(source([opened()]));
    expect(v.is(shiftReportSchema, report)).toBe(true);
    expect(report).toMatchObject({ closedAt: null, countedVnd: 0, handedOverTo: null, denominations: [] });
  });
});
