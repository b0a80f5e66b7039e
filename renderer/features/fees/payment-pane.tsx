import { useState } from 'react';
import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import type { ShownPayment } from '#renderer/data/queries/money-queries.ts';
import { formatDateTime, formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DefinitionList, type Definition } from '#renderer/ui/definition-list.tsx';
import { Ban, Printer, RefreshCw, Undo2 } from '#renderer/ui/icons.ts';
import { Money } from '#renderer/ui/money.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { DetailPane } from '#renderer/ui/split-pane.tsx';
import { amountInWords } from '#shared/domain/amount-in-words.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import { formatFeeReceiptNumber } from '#shared/domain/money/fee-receipt-number.ts';
import { FailureNotice } from './failure-notice.tsx';
import styles from './fees.module.css';
import { PaymentState } from './payment-state.tsx';
import { ReturnDialog, type ReturnKind } from './return-dialog.tsx';
import { useAction } from './use-action.ts';

/** One payment in full, and what may still be done about it. */
export function PaymentPane({ shown, onClose }: { readonly shown: ShownPayment; readonly onClose: () => void }) {
  const { t } = useTranslation(['fees', 'common']);
  const [returning, setReturning] = useState<ReturnKind | null>(null);
  const { payment, isVoided, isConfirmed, leftVnd } = shown;
  const actions = !isVoided && (
    <div className={styles.buttons}>
      {(payment.receiptNumber !== undefined || shown.official !== null) && <PrintPaper shown={shown} />}
      <Button icon={Ban} onClick={pick('void')}>
        {t('voidAction')}
      </Button>
      <Button icon={RefreshCw} onClick={pick('replace')}>
        {t('replaceAction')}
      </Button>
      {isConfirmed && leftVnd > 0 && (
        <Button icon={Undo2} onClick={pick('refund')}>
          {t('refundAction')}
        </Button>
      )}
    </div>
  );
  return (
    <DetailPane
      title={payment.receiptNumber === undefined ? t('noNumber') : formatFeeReceiptNumber(payment.receiptNumber)}
      subtitle={payment.dossierCode}
      label={t('detail')}
      onClose={onClose}
      closeLabel={t('common:close')}
      actions={actions}
    >
      <PaymentFacts shown={shown} />
      <PaidLines payment={payment} />
      {returning !== null && (
        <ReturnDialog
          kind={returning}
          shown={shown}
          onClose={() => {
            setReturning(null);
          }}
        />
      )}
    </DetailPane>
  );

  function pick(kind: ReturnKind): () => void {
    return () => {
      setReturning(kind);
    };
  }
}

/** The slip in the citizen's hand, or the picture of the fee receipt when there is one. */
function PrintPaper({ shown: { payment, official } }: { readonly shown: ShownPayment }) {
  const { t } = useTranslation('fees');
  const workflows = useWorkflows();
  const session = useSession();
  const action = useAction();
  const [copyNumber, setCopyNumber] = useState<number | null>(null);
  const isSlip = official === null && payment.receiptNumber?.kind === 'provisionalSlip';
  const print = async (): Promise<void> => {
    const printed = await action.run(() => workflows.printFeePaper(session, payment.feePaymentId));
    setCopyNumber(printed?.copyNumber ?? null);
  };
  return (
    <>
      <Button icon={Printer} isDisabled={action.isBusy} onClick={() => void print()}>
        {t(isSlip ? 'printSlip' : 'printReceipt')}
      </Button>
      {copyNumber !== null && (
        <Notice tone="success" title={t('paperPrinted', { copy: String(copyNumber) })} isAnnounced />
      )}
      <FailureNotice failure={action.failure} />
    </>
  );
}

function PaymentFacts({ shown }: { readonly shown: ShownPayment }) {
  const { t } = useTranslation(['fees', 'common']);
  const { payment, official } = shown;
  const officers = useQueries().useOfficeData()?.officers ?? [];
  const { amountVnd, tenderedVnd, payer, transfer } = payment;
  const items: readonly (Definition | false)[] = [
    { term: t('amount'), value: <Money figures={formatMoney(amountVnd)} words={amountInWords(amountVnd)} /> },
    { term: t('state'), value: <PaymentState shown={shown} /> },
    { term: t('means'), value: t(`common:paymentMeans.${payment.means}`) },
    tenderedVnd !== undefined && { term: t('tendered'), value: formatMoney(tenderedVnd), isTabular: true },
    tenderedVnd !== undefined && { term: t('change'), value: formatMoney(tenderedVnd - amountVnd), isTabular: true },
    transfer !== undefined && { term: t('purpose'), value: transfer.purpose, isTabular: true },
    payer !== undefined && { term: t('payer'), value: payer.name, note: payer.taxCode },
    { term: t('at'), value: formatDateTime(payment.collectedAt), isTabular: true },
    {
      term: t('collectedBy'),
      value: officers.find(({ officerId }) => officerId === payment.collectedBy)?.fullName ?? payment.collectedBy,
    },
    official !== null && {
      term: t('official'),
      value: formatFeeReceiptNumber(official.receiptNumber),
      note: official.lookupUrl ?? undefined,
      isTabular: true,
    },
    payment.replaces !== undefined && { term: t('replaces'), value: t('common:yes') },
  ];
  return <DefinitionList items={items.filter((item) => item !== false)} />;
}

/** What the payment pays, line by line. */
export function PaidLines({ payment }: { readonly payment: FeePayment }) {
  const { t } = useTranslation('fees');
  return (
    <ul className={styles.lines} aria-label={t('lines')}>
      {payment.feeItems.map(({ feeRateId, name, amountVnd }) => (
        <li key={feeRateId} className={styles.line}>
          <span>{name}</span>
          <span className={styles.lineAmount}>{formatMoney(amountVnd)}</span>
        </li>
      ))}
    </ul>
  );
}
