import type { ShownPayment } from '#renderer/data/queries/money-queries.ts';
import { formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Ban, CircleCheck, Hourglass, Undo2 } from '#renderer/ui/icons.ts';

/** How a payment stands, in one word. */
export function PaymentState({ shown }: { readonly shown: ShownPayment }) {
  const { t } = useTranslation('fees');
  const { payment, isVoided, isConfirmed, refundedVnd } = shown;
  if (isVoided) {
    return (
      <Badge tone="danger" icon={Ban}>
        {t('paymentState.voided')}
      </Badge>
    );
  }
  if (refundedVnd > 0) {
    return (
      <Badge tone="info" icon={Undo2}>
        {t('paymentState.refunded', { amount: formatMoney(refundedVnd) })}
      </Badge>
    );
  }
  if (!isConfirmed) {
    return (
      <Badge tone="warning" icon={Hourglass}>
        {t('paymentState.claimed')}
      </Badge>
    );
  }
  return (
    <Badge tone="success" icon={CircleCheck}>
      {t(payment.means === 'cash' ? 'paymentState.paid' : 'paymentState.confirmed')}
    </Badge>
  );
}
