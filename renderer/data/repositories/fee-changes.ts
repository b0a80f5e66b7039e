import type { FeePaymentId } from '#shared/kernel/ids.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { FeeReceiptStateRow, OnlinePaymentRow } from '#renderer/data/schema/rows.ts';

/** The official receipt of a payment, as told last; an older change that comes late changes nothing. */
export async function putFeeReceiptIssued(
  database: CounterDatabase,
  feePaymentId: FeePaymentId,
  issued: NonNullable<FeeReceiptStateRow['issued']>,
): Promise<void> {
  const known = await database.feeReceiptStates.get(feePaymentId);
  if (known?.issued !== undefined && known.issued !== null && known.issued.changeNumber >= issued.changeNumber) return;
  await database.feeReceiptStates.put({ feePaymentId, found: known?.found ?? null, issued });
}

/** Where the province found a claimed transfer: proposed to the officer, confirmed by an entry of a shift. */
export async function putTransferFound(
  database: CounterDatabase,
  feePaymentId: FeePaymentId,
  found: NonNullable<FeeReceiptStateRow['found']>,
): Promise<void> {
  const known = await database.feeReceiptStates.get(feePaymentId);
  await database.feeReceiptStates.put({ feePaymentId, issued: known?.issued ?? null, found });
}

/** Told again, nothing changes. */
export async function putOnlinePayment(database: CounterDatabase, payment: OnlinePaymentRow): Promise<void> {
  await database.onlinePayments.put(payment);
}
