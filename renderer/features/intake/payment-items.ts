import { formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import type { Definition } from '#renderer/ui/definition-list.tsx';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import { formatFeeReceiptNumber } from '#shared/domain/money/fee-receipt-number.ts';

/** What was taken at acceptance: its number, the change, and the words of a transfer. */
export function usePaymentItems(payment: FeePayment | null): readonly Definition[] {
  const { t } = useTranslation(['fees', 'common']);
  if (payment === null) return [];
  const { amountVnd, means, receiptNumber, tenderedVnd, transfer } = payment;
  const changeVnd = (tenderedVnd ?? amountVnd) - amountVnd;
  return [
    {
      term: t('collected', { amount: formatMoney(amountVnd) }),
      value: receiptNumber === undefined ? t('noNumber') : formatFeeReceiptNumber(receiptNumber),
      note: t(`common:paymentMeans.${means}`),
      isTabular: true,
    },
    ...(changeVnd > 0 ? [{ term: t('change'), value: formatMoney(changeVnd), isTabular: true }] : []),
    ...(transfer === undefined ? [] : [{ term: t('purpose'), value: transfer.purpose, isTabular: true }]),
  ];
}
