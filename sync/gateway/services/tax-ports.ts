import type { FeeItem } from '#shared/domain/dossier.ts';
import type { FeeReceiptSettings } from '#shared/domain/money/fee-receipt-book.ts';
import type { FeeReceiptNumber } from '#shared/domain/money/fee-receipt-number.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { DailyFeeReceiptsResponse } from '#sync/protocol/messages.ts';

/*
 * Where a province joins what the law asks for beyond these books: the collecting body's digital signature on each
 * receipt, and the daily transmission to the tax department. Nothing here is built: the XML layout is the tax
 * department's own and was not available (docs/fee-receipts.md).
 */

/** What a signed receipt has to say (NĐ 254/2026/NĐ-CP Đ23.2). */
export interface ReceiptToSign {
  readonly receiptNumber: FeeReceiptNumber;
  readonly collectingBody: FeeReceiptSettings['collectingBody'];
  readonly payerName: string | null;
  readonly feeItems: readonly Pick<FeeItem, 'kind' | 'name' | 'amountVnd'>[];
  readonly amountVnd: number;
  readonly amountInWords: string;
  readonly issuedAt: Instant;
  /** The receipt in whose place it stands (TT 91/2026/TT-BTC Đ20.2). */
  readonly replaces: FeeReceiptNumber | null;
}

/** Makes the signed data of a receipt: business part and signature part (TT 91/2026/TT-BTC Đ18). */
export interface FeeReceiptSigner {
  /** The same receipt may be handed in again after a crash; it is signed once. */
  sign(receipt: ReceiptToSign): Promise<Result<Uint8Array, AppError<'signingUnavailable'>>>;
}

/** Hands the daily table 01/TH-BLĐT to the tax department on the day itself (NĐ 254/2026/NĐ-CP Đ29.3b). */
export interface TaxTransmission {
  /** The same table may be handed in again; it counts once. */
  transmit(
    on: LocalDate,
    table: DailyFeeReceiptsResponse,
  ): Promise<Result<{ readonly receivedAt: Instant }, AppError<'transmissionUnavailable' | 'transmissionRefused'>>>;
}
