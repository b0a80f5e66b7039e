import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { buildDailySummary, type DailyReceipt } from '#shared/domain/money/build-daily-summary.ts';
import {
  dailyFeeReceiptSummarySchema,
  type DailyFeeReceiptSummary,
} from '#shared/domain/papers/daily-fee-receipt-summary.ts';
import { at, date, office, officer } from '#test/unit/shared/domain/samples.ts';

const on = date('2026-11-20');
const NAMES = { new: 'Mới', replacement: 'Thay thế', cancelled: 'Hủy' } as const;

function receipt(number: number, amountVnd: number, changes: Partial<DailyReceipt> = {}): DailyReceipt {
  const status = changes.status ?? 'new';
  return {
    ...{ formSymbol: 'EBL01', bookSerial: '26TAA', number, issuedOn: on, feeName: 'Phí mẫu', amountVnd },
    ...{ rateVnd: amountVnd, status, statusName: NAMES[status], adjustedPeriod: null, relatedReceipt: null },
    ...{ explanation: null, note: null, ...changes },
  };
}

function build(rows: readonly DailyReceipt[], day = on): DailyFeeReceiptSummary {
  const collectingBody = { name: 'UBND xã Mẫu (mẫu)', taxCode: '4600000016', address: 'Thôn Mẫu' };
  const content = buildDailySummary({ on: day, rows, collectingBody, office, officer, now: at('2026-11-20 17:05') });
  expect(v.is(dailyFeeReceiptSummarySchema, content)).toBe(true);
  return content;
}

describe('the daily table of fee receipts', () => {
  it('[FR24] has every row with its state, and in the total what was neither cancelled nor replaced in it', () => {
    const relatedReceipt = { kind: 'feeReceipt', formSymbol: 'EBL01', bookSerial: '26TAA', number: 3 } as const;
    const content = build([
      receipt(1, 5_000, { rateVnd: 10_000, feeName: 'Phí giảm một nửa' }),
      receipt(1, 2_000),
      receipt(2, 20_000),
      receipt(3, 30_000),
      receipt(2, 20_000, { status: 'cancelled', explanation: 'Thu nhầm' }),
      receipt(4, 35_000, { status: 'replacement', relatedReceipt, explanation: 'Sai mức thu' }),
    ]);
    expect(
      content.rows.map(({ receiptNumber, statusText, relatedReceiptText, explanation, note }) =>
        [receiptNumber, statusText, relatedReceiptText ?? '-', explanation ?? '-', note ?? '-'].join(' | '),
      ),
    ).toEqual([
      '0000001 | Mới | - | - | -',
      '0000001 | Mới | - | - | -',
      '0000002 | Mới | - | - | Không cộng',
      '0000003 | Mới | - | - | Không cộng',
      '0000002 | Hủy | - | Thu nhầm | Không cộng',
      '0000004 | Thay thế | EBL01 26TAA số 0000003 | Sai mức thu | -',
    ]);
    expect(content.rows[0]).toMatchObject({ amountVnd: 5_000, rateText: '10.000 đ', series: '26TAA', issuedOn: on });
    expect(content).toMatchObject({
      ...{ totalVnd: 42_000, totalInWords: 'Bốn mươi hai nghìn đồng', summaryOn: on, signer: null },
      ...{ formVersion: 'Mẫu 01/TH-BLĐT – TT 91/2026/TT-BTC', preparedBy: officer.fullName, isSample: true },
      ...{ collectingBody: 'UBND xã Mẫu (mẫu)', collectingBodyTaxCode: '4600000016', officeName: office.name },
    });
  });

  it('of a day with nothing but a late cancellation comes to nothing; before the form was made it has no mark', () => {
    const late = receipt(9, 8_000, { status: 'cancelled', issuedOn: date('2026-11-19'), explanation: 'Hủy hôm sau' });
    expect(build([late])).toMatchObject({ totalVnd: 0, totalInWords: 'Không đồng', rows: [{ amountVnd: 8_000 }] });
    expect(build([late], date('2026-06-30')).formVersion).toBeNull();
  });

  it('keeps the remark of the province', () => {
    const cancelled = receipt(9, 8_000, { status: 'cancelled', note: 'Biên lai cũ', adjustedPeriod: '11/2026' });
    expect(build([cancelled]).rows[0]).toMatchObject({ note: 'Biên lai cũ', adjustedPeriodText: '11/2026' });
  });
});
