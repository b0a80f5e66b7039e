import { amountInWords } from '#shared/domain/amount-in-words.ts';
import { findFormVersion } from '#shared/domain/legal-forms.ts';
import { formatAmount } from '#shared/domain/notice-text.ts';
import type { Officer, OneStopShop } from '#shared/domain/office.ts';
import type { DailyFeeReceiptSummary } from '#shared/domain/papers/daily-fee-receipt-summary.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { FeeReceiptSettings } from './fee-receipt-book.ts';
import { formatFeeReceiptNumber, type FeeReceiptNumber } from './fee-receipt-number.ts';

/** One fee of one receipt that was made or cancelled, as the province tells it. */
export interface DailyReceipt {
  readonly formSymbol: string;
  readonly bookSerial: string;
  readonly number: number;
  readonly issuedOn: LocalDate;
  readonly feeName: string;
  readonly amountVnd: number;
  /** The fee before any reduction. */
  readonly rateVnd: number;
  readonly status: 'new' | 'replacement' | 'cancelled';
  readonly statusName: string;
  readonly adjustedPeriod: string | null;
  /** The receipt that this one replaces. */
  readonly relatedReceipt: FeeReceiptNumber | null;
  readonly explanation: string | null;
  readonly note: string | null;
}

export interface DailySummarySource {
  readonly on: LocalDate;
  readonly rows: readonly DailyReceipt[];
  readonly collectingBody: FeeReceiptSettings['collectingBody'];
  readonly office: OneStopShop;
  /** Who asks for it. */
  readonly officer: Pick<Officer, 'fullName'>;
  readonly now: Instant;
}

const NOT_ADDED = 'Không cộng';

/**
 * Content of the bảng tổng hợp 01/TH-BLĐT of one day (TT 91/2026/TT-BTC, annex). The total is what the receipts come to
 * that stand: a receipt that was cancelled or replaced in the same table keeps its amount in its row and is not added.
 */
export function buildDailySummary(source: DailySummarySource): DailyFeeReceiptSummary {
  const { on, rows, collectingBody, office, officer, now } = source;
  const standing = new Set(listStanding(rows));
  const totalVnd = [...standing].reduce((sum, { amountVnd }) => sum + amountVnd, 0);
  return {
    kind: 'dailyFeeReceiptSummary',
    formVersion: findFormVersion('dailyFeeReceiptSummary', on) ?? null,
    isSample: office.isSample,
    ...{ superiorBody: office.superiorBody, officeName: office.name, placeName: office.placeName },
    issuedAt: now,
    collectingBody: collectingBody.name,
    collectingBodyTaxCode: collectingBody.taxCode,
    summaryOn: on,
    rows: rows.map((row) => toRow(row, standing.has(row))),
    totalVnd,
    totalInWords: amountInWords(totalVnd),
    preparedBy: officer.fullName,
    signer: null,
  };
}

/** Rows of receipts that are still good at the end of the table. */
function listStanding(rows: readonly DailyReceipt[]): readonly DailyReceipt[] {
  const gone = new Set(
    rows.flatMap((row) => [
      ...(row.status === 'cancelled' ? [keyOf(row)] : []),
      ...(row.relatedReceipt === null ? [] : [keyOf(row.relatedReceipt)]),
    ]),
  );
  return rows.filter((row) => !gone.has(keyOf(row)));
}

function keyOf({ formSymbol, bookSerial, number }: Omit<FeeReceiptNumber, 'kind'>): string {
  return `${formSymbol} ${bookSerial} ${String(number)}`;
}

function toRow(row: DailyReceipt, isStanding: boolean): DailyFeeReceiptSummary['rows'][number] {
  return {
    formSymbol: row.formSymbol,
    series: row.bookSerial,
    receiptNumber: String(row.number).padStart(7, '0'),
    issuedOn: row.issuedOn,
    feeName: row.feeName,
    amountVnd: row.amountVnd,
    rateText: `${formatAmount(row.rateVnd)} đ`,
    statusText: row.statusName,
    adjustedPeriodText: row.adjustedPeriod,
    relatedReceiptText: row.relatedReceipt === null ? null : formatFeeReceiptNumber(row.relatedReceipt),
    explanation: row.explanation,
    note: row.note ?? (isStanding ? null : NOT_ADDED),
  };
}
