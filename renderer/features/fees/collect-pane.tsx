import { useState } from 'react';
import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import type { FeeView } from '#renderer/data/queries/money-queries.ts';
import { formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { CircleCheck, HandCoins } from '#renderer/ui/icons.ts';
import { Money } from '#renderer/ui/money.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { DetailPane } from '#renderer/ui/split-pane.tsx';
import { amountInWords } from '#shared/domain/amount-in-words.ts';
import type { CollectedFee } from '#shared/domain/money/decide-collect-fee.ts';
import { formatFeeReceiptNumber } from '#shared/domain/money/fee-receipt-number.ts';
import type { DossierId } from '#shared/kernel/ids.ts';
import { FailureNotice } from './failure-notice.tsx';
import styles from './fees.module.css';
import { PaymentState } from './payment-state.tsx';
import { TakingFields } from './taking-fields.tsx';
import { PLAIN_TAKING, toTaking, type TakingForm } from './taking-form.ts';
import { useAction } from './use-action.ts';

interface CollectPaneProps {
  readonly dossierId: DossierId;
  /** `null`: nothing typed yet. Kept by the screen, so that another part of it does not throw it away. */
  readonly form: TakingForm | null;
  readonly onForm: (form: TakingForm | null) => void;
  readonly onClose: () => void;
}

/** What is owed of one dossier, what was paid, and taking the rest. */
export function CollectPane({ dossierId, form, onForm, onClose }: CollectPaneProps) {
  const { t } = useTranslation(['fees', 'common']);
  const workflows = useWorkflows();
  const session = useSession();
  const action = useAction();
  const view = useQueries().useFeeView(dossierId);
  const [collected, setCollected] = useState<CollectedFee | null>(null);
  const owedVnd = view?.balance.owedVnd ?? 0;
  const taking = form ?? PLAIN_TAKING;
  const collect = async (): Promise<void> => {
    if (owedVnd === 0) return;
    setCollected(null);
    const done = await action.run(() => workflows.collectFee(session, dossierId, toTaking(taking), owedVnd));
    if (done === undefined) return;
    setCollected(done);
    onForm(null);
  };
  useHotkeys({ 'Ctrl+Enter': () => void collect() });
  if (view === undefined || view === null) return null;
  const { applicant, dossierCode } = view.dossier;
  return (
    <DetailPane
      title={dossierCode}
      subtitle={applicant.kind === 'citizen' ? applicant.fullName : applicant.organisationName}
      label={t('collectPane')}
      onClose={onClose}
      closeLabel={t('common:close')}
      actions={
        owedVnd > 0 && (
          <Button
            variant="primary"
            isWide
            icon={HandCoins}
            shortcut="Ctrl+Enter"
            isDisabled={action.isBusy}
            onClick={() => void collect()}
          >
            {t('collect')}
          </Button>
        )
      }
    >
      <div className={styles.stack}>
        {collected !== null && <CollectedNotice collected={collected} />}
        <FailureNotice failure={action.failure} />
        <Balance view={view} />
        {owedVnd > 0 && <TakingFields form={taking} owedVnd={owedVnd} onChange={onForm} />}
        {owedVnd === 0 && <Notice tone="success" title={t('nothingOwed')} />}
        <PaidBefore view={view} />
      </div>
    </DetailPane>
  );
}

function CollectedNotice({ collected: { payment, changeVnd } }: { readonly collected: CollectedFee }) {
  const { t } = useTranslation('fees');
  const number = payment.receiptNumber;
  return (
    <Notice
      tone="success"
      icon={CircleCheck}
      title={t('collected', { amount: formatMoney(payment.amountVnd) })}
      isAnnounced
    >
      {number === undefined ? t('noNumber') : t('collectedNumber', { number: formatFeeReceiptNumber(number) })}
      {changeVnd > 0 && <div className={styles.change}>{t('changeDue', { amount: formatMoney(changeVnd) })}</div>}
    </Notice>
  );
}

function Balance({ view: { balance } }: { readonly view: FeeView }) {
  const { t } = useTranslation('fees');
  return (
    <>
      <ul className={styles.lines} aria-label={t('lines')}>
        {balance.lines.map(({ item, owedVnd }) => (
          <li key={item.feeRateId} className={styles.line}>
            <span>{item.name}</span>
            <span className={styles.lineAmount}>{formatMoney(owedVnd)}</span>
          </li>
        ))}
      </ul>
      <DefinitionList
        items={[
          { term: t('feeTotal'), value: formatMoney(balance.totalVnd), isTabular: true },
          { term: t('paid'), value: formatMoney(balance.paidVnd), isTabular: true },
          {
            term: t('owed'),
            value: <Money figures={formatMoney(balance.owedVnd)} words={amountInWords(balance.owedVnd)} isLarge />,
          },
        ]}
      />
    </>
  );
}

function PaidBefore({ view: { payments, online } }: { readonly view: FeeView }) {
  const { t } = useTranslation('fees');
  if (payments.length === 0 && online.length === 0) return null;
  return (
    <ul className={styles.lines} aria-label={t('payments')}>
      {payments.map((shown) => (
        <li key={shown.payment.feePaymentId} className={styles.line}>
          <PaymentState shown={shown} />
          <span className={styles.lineAmount}>{formatMoney(shown.payment.amountVnd)}</span>
        </li>
      ))}
      {online.map(({ onlinePaymentId, providerName, amountVnd }) => (
        <li key={onlinePaymentId} className={styles.line}>
          <span>{t('paidOnline', { provider: providerName })}</span>
          <span className={styles.lineAmount}>{formatMoney(amountVnd)}</span>
        </li>
      ))}
    </ul>
  );
}
