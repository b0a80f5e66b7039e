import type { FeeReceiptSettings } from '#shared/domain/money/fee-receipt-book.ts';
import { feeReceiptSerial } from '#shared/domain/money/fee-receipt-number.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { FeeReceiptSeries } from '#sync/gateway/store/fee-receipts-store.ts';

/** The numbers of one year of an agency: 1 to the last, each given once (NĐ 254/2026/NĐ-CP Đ23.2). */
export function seriesOf(
  { formSymbol, serialLetters }: FeeReceiptSettings,
  agencyCode: string,
  year: number,
): FeeReceiptSeries {
  const newYear = `${String(year)}-01-01` as LocalDate;
  return { agencyCode, year, formSymbol, bookSerial: feeReceiptSerial(serialLetters, newYear) };
}
