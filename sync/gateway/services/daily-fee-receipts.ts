import type { FeeItem } from '#shared/domain/dossier.ts';
import { addDays, instantOf, toLocalDate, type LocalDate, type LocalTime } from '#shared/kernel/instant.ts';
import { findFeeReceiptSettings } from '#sync/gateway/store/catalogue-store.ts';
import { listDailyReceipts, type DailyReceiptRow } from '#sync/gateway/store/daily-receipts-store.ts';
import type { DailyFeeReceiptRow, DailyFeeReceiptsResponse } from '#sync/protocol/messages.ts';
import { parseSettings } from './money-facts.ts';
import type { ServiceDeps, StationIdentity } from './service-deps.ts';

const MIDNIGHT = '00:00' as LocalTime;
/** Tình trạng, as form 01/TH-BLĐT has it. */
const STATUS_NAMES = { new: 'Mới', replacement: 'Thay thế', cancelled: 'Hủy' } as const;

/**
 * Bảng tổng hợp 01/TH-BLĐT of one day (NĐ 254/2026/NĐ-CP Đ29.3b; TT 91/2026/TT-BTC, annex): one row for each fee of each
 * receipt that the province recorded or voided on that day. What comes late from a counter stands, with its own date, in
 * the table of the day it came, so a table of a day that is over never changes.
 */
export async function summariseDay(
  deps: ServiceDeps,
  { agencyCode }: StationIdentity,
  on: LocalDate,
): Promise<DailyFeeReceiptsResponse> {
  const from = instantOf(on, MIDNIGHT);
  const until = instantOf(addDays(on, 1), MIDNIGHT);
  const steps = await listDailyReceipts(deps.database, agencyCode, from, until);
  const settings = parseSettings(await findFeeReceiptSettings(deps.database, agencyCode));
  const rows = steps.flatMap(toRows).map((row, place) => ({ ordinal: place + 1, ...row }));
  return { on, agencyCode, collectingBody: settings?.collectingBody ?? null, rows };
}

function toRows(step: DailyReceiptRow): Omit<DailyFeeReceiptRow, 'ordinal'>[] {
  const { formSymbol, bookSerial, number, issuedAt, replaced, reason: explanation } = step;
  const status = step.step === 'voided' ? 'cancelled' : replaced === null ? 'new' : 'replacement';
  // Taken from a payment that was read by its schema.
  const items = (step.feeItems as readonly FeeItem[]).filter(({ amountVnd }) => amountVnd > 0);
  return items.map(({ name: feeName, amountVnd, fullAmountVnd: rateVnd }) => ({
    ...{ formSymbol, bookSerial, number, issuedOn: toLocalDate(issuedAt), feeName, amountVnd, rateVnd },
    ...{ status, statusName: STATUS_NAMES[status], adjustedPeriod: null },
    relatedReceipt: replaced === null ? null : { kind: 'feeReceipt', ...replaced },
    ...{ explanation, note: null },
  }));
}
