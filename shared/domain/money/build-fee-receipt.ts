import { amountInWords } from '#shared/domain/amount-in-words.ts';
import { toQrPayload } from '#shared/domain/build-intake-receipt.ts';
import { toPaperHead } from '#shared/domain/paper-head.ts';
import type { FeeReceipt } from '#shared/domain/papers/fee-receipt.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { toFeeLines, toFeePayer, type FeePaperSource } from './fee-paper.ts';
import type { FeeReceiptSettings } from './fee-receipt-book.ts';
import { formatFeeReceiptNumber, type FeeReceiptNumber } from './fee-receipt-number.ts';
import { MEANS_TEXT } from './means-text.ts';

export interface FeeReceiptSource extends FeePaperSource {
  readonly settings: FeeReceiptSettings;
  readonly receipt: {
    readonly receiptNumber: FeeReceiptNumber;
    readonly issuedAt: Instant;
    readonly lookupUrl: string | null;
  };
}

/**
 * Content of the bản thể hiện of an official fee receipt (NĐ 254/2026/NĐ-CP Đ23.2), as the payment was taken. The signed
 * file at the province is the receipt itself.
 */
export function buildFeeReceipt(source: FeeReceiptSource): FeeReceipt {
  const { payment, dossier, procedure, office, collector, settings, receipt } = source;
  const { payerName, payerAddress } = toFeePayer(source);
  const { formSymbol, bookSerial, number } = receipt.receiptNumber;
  return {
    kind: 'feeReceipt',
    ...toPaperHead(null, { office, procedure, issuedAt: receipt.issuedAt }),
    receiptName: 'BIÊN LAI THU PHÍ, LỆ PHÍ',
    ...{ formSymbol, series: bookSerial, receiptNumber: String(number).padStart(7, '0') },
    collectingBody: settings.collectingBody.name,
    collectingBodyTaxCode: settings.collectingBody.taxCode,
    collectingBodyAddress: settings.collectingBody.address,
    delegateName: null,
    ...{ payerName, payerTaxCode: payment.payer?.taxCode ?? null, payerAddress },
    dossierCode: dossier.dossierCode,
    qrPayload: toQrPayload(dossier, office),
    procedureName: dossier.procedureName,
    lines: toFeeLines(source),
    totalVnd: payment.amountVnd,
    totalInWords: amountInWords(payment.amountVnd),
    meansText: MEANS_TEXT[payment.means],
    collectorName: collector.fullName,
    signature: null,
    related: null,
    slipNumber:
      payment.receiptNumber?.kind === 'provisionalSlip' ? formatFeeReceiptNumber(payment.receiptNumber) : null,
    lookupAddress: receipt.lookupUrl,
  };
}
