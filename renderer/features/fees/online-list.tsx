import { useQueries } from '#renderer/context/app-context.tsx';
import { formatDateTime, formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Landmark } from '#renderer/ui/icons.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import styles from './fees.module.css';

const MOST_SHOWN = 100;

/** Fees paid online, as the province reports them (FE-02, FE-05); nothing is to be collected for them again. */
export function OnlineList() {
  const { t } = useTranslation('fees');
  const online = useQueries().useOnlinePayments();
  return (
    <Panel title={t('onlineTitle')} icon={Landmark}>
      {online?.length === 0 && (
        <EmptyState icon={Landmark} title={t('onlineEmptyTitle')}>
          {t('onlineEmptyText')}
        </EmptyState>
      )}
      <ul className={styles.lines} aria-label={t('onlineTitle')}>
        {(online ?? []).slice(0, MOST_SHOWN).map((payment) => (
          <li key={payment.onlinePaymentId} className={styles.line}>
            <span>
              <strong className={styles.lineAmount}>{payment.dossierCode}</strong>
              <div className={styles.figureTerm}>
                {`${formatDateTime(payment.paidAt)} · ${payment.providerName} · ${payment.paymentReference}`}
              </div>
            </span>
            <span className={styles.lineAmount}>{formatMoney(payment.amountVnd)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
