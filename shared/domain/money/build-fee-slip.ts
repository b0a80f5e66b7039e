import { amountInWords } from '#shared/domain/amount-in-words.ts';
import { toQrPayload } from '#shared/domain/build-intake-receipt.ts';
import { toPaperHead } from '#shared/domain/paper-head.ts';
import type { ProvisionalFeeSlip } from '#shared/domain/papers/provisional-fee-slip.ts';
import { toBankName } from './banks.ts';
import type { BeneficiaryAccount } from './beneficiary-account.ts';
import { toFeeLines, toFeePayer, type FeePaperSource } from './fee-paper.ts';
import { formatFeeReceiptNumber } from './fee-receipt-number.ts';
import { MEANS_TEXT } from './means-text.ts';
import { buildVietQr } from './vietqr.ts';

export interface FeeSlipSource extends FeePaperSource {
  /** Where a transfer goes; none, no code to pay with. */
  readonly account?: BeneficiaryAccount | undefined;
}

const OFFICIAL_RECEIPT =
  'Biên lai điện tử được lập khi hệ thống của tỉnh nhận được khoản thu này. Giữ phiếu này đến khi có biên lai.';
const OFFICIAL_RECEIPT_AFTER_TRANSFER =
  'Biên lai điện tử được lập sau khi cơ quan đối soát được khoản chuyển khoản với ngân hàng. Giữ phiếu này đến khi có biên lai.';

/**
 * Content of the Phiếu thu tạm, frozen as the money was taken. `undefined` when the payment carries an official number, or
 * none yet: then there is no slip.
 */
export function buildProvisionalFeeSlip(source: FeeSlipSource): ProvisionalFeeSlip | undefined {
  const { payment, dossier, procedure, office, collector } = source;
  const { receiptNumber, amountVnd, tenderedVnd } = payment;
  if (receiptNumber?.kind !== 'provisionalSlip') return undefined;
  const isClaimed = payment.means === 'bankTransfer';
  return {
    kind: 'provisionalFeeSlip',
    ...toPaperHead(null, { office, procedure, issuedAt: payment.collectedAt }),
    slipNumber: formatFeeReceiptNumber(receiptNumber),
    dossierCode: dossier.dossierCode,
    qrPayload: toQrPayload(dossier, office),
    procedureName: dossier.procedureName,
    ...toFeePayer(source),
    lines: toFeeLines(source),
    totalVnd: amountVnd,
    totalInWords: amountInWords(amountVnd),
    meansText: MEANS_TEXT[payment.means],
    state: isClaimed ? 'claimed' : 'collected',
    stateText: isClaimed ? 'Chờ đối soát với ngân hàng' : 'Đã thu',
    receivedVnd: tenderedVnd ?? null,
    changeVnd: tenderedVnd === undefined ? null : tenderedVnd - amountVnd,
    collectorName: collector.fullName,
    officialReceiptText: isClaimed ? OFFICIAL_RECEIPT_AFTER_TRANSFER : OFFICIAL_RECEIPT,
    vietQr: toVietQr(source),
    officePhone: office.phone,
  };
}

function toVietQr({ payment, account }: FeeSlipSource): ProvisionalFeeSlip['vietQr'] {
  const { transfer, amountVnd } = payment;
  if (payment.means !== 'bankTransfer' || transfer === undefined || account === undefined) return null;
  const { bankBin, accountNumber } = account;
  const { purpose } = transfer;
  const qr = buildVietQr({ beneficiary: { bankBin, accountNumber, kind: 'account' }, amountVnd, purpose });
  if (!qr.ok) return null;
  return { payload: qr.value, bankText: `${toBankName(bankBin)}, tài khoản ${accountNumber}`, purposeText: purpose };
}
