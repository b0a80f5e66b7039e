import type { FeeReceiptSettings } from '#shared/domain/money/fee-receipt-book.ts';
import { LAST_FEE_RECEIPT_NUMBER } from '#shared/domain/money/fee-receipt-number.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { systemIds } from '#sync/gateway/app.ts';
import { seriesOf } from '#sync/gateway/services/fee-receipt-series.ts';
import { nextLookupToken } from '#sync/gateway/services/secret-text.ts';
import { insertChangeList } from '#sync/gateway/store/changes-store.ts';
import type { Transaction } from '#sync/gateway/store/database.ts';
import type { FeePaymentRow } from '#sync/gateway/store/dossiers-store.ts';
import { drawFeeReceipts } from '#sync/gateway/store/fee-receipts-store.ts';

/** The rows that the gateway adds for payments in cash: a receipt each, and the change that tells of it. */
export async function insertBareReceipts(
  tx: Transaction,
  settings: FeeReceiptSettings | undefined,
  payments: readonly FeePaymentRow[],
  at: Instant,
): Promise<void> {
  const cash = payments.filter(({ means, amountVnd }) => means === 'cash' && amountVnd > 0);
  const [first] = cash;
  if (settings === undefined || first === undefined) return;
  const receipts = cash.map(({ feePaymentId }) => ({ feePaymentId, lookupToken: nextLookupToken(systemIds) }));
  const { collectingBody } = settings;
  const series = seriesOf(settings, first.agencyCode, Number(toLocalDate(at).slice(0, 4)));
  const drawn = { receipts, lastNumber: LAST_FEE_RECEIPT_NUMBER, collectingBody, issuedAt: at };
  const made = await drawFeeReceipts(tx, series, drawn);
  const changes = made.map(({ stationId, ...payload }) => ({ stationId, payload }));
  await insertChangeList(tx, 'feeReceiptIssued', changes, at);
}
