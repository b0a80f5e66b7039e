import { useState } from 'react';
import { useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import type { ClaimedTransfer } from '#renderer/data/queries/money-queries.ts';
import { formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { DateField } from '#renderer/ui/date-field.tsx';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { BadgeCheck } from '#renderer/ui/icons.ts';
import { Money } from '#renderer/ui/money.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { amountInWords } from '#shared/domain/amount-in-words.ts';
import type { FoundTransfer } from '#shared/domain/money/decide-confirm-transfer.ts';
import { toLocalDate, type LocalDate } from '#shared/kernel/instant.ts';
import { MoneyDialog } from './money-dialog.tsx';
import { useAction } from './use-action.ts';

interface ConfirmTransferDialogProps {
  readonly transfer: ClaimedTransfer;
  /** What is proposed; the officer may have looked for it otherwise. */
  readonly found: FoundTransfer | null;
  readonly onClose: () => void;
}

/** The officer has seen the money in the account. */
export function ConfirmTransferDialog({ transfer, found, onClose }: ConfirmTransferDialogProps) {
  const { t } = useTranslation('fees');
  const workflows = useWorkflows();
  const session = useSession();
  const action = useAction();
  const { payment } = transfer;
  const [bankReference, setReference] = useState(found?.bankReference ?? '');
  const [receivedOn, setReceivedOn] = useState<LocalDate | undefined>(
    () => found?.receivedOn ?? toLocalDate(workflows.now()),
  );
  const record = async (): Promise<void> => {
    if (receivedOn === undefined) return;
    const isAsProposed = found?.bankReference === bankReference && found.receivedOn === receivedOn;
    const via = isAsProposed ? found.via : 'officer';
    const confirmed = await action.run(() =>
      workflows.confirmTransfer(session, payment.feePaymentId, { via, bankReference, receivedOn }),
    );
    if (confirmed !== undefined) onClose();
  };
  return (
    <MoneyDialog
      title={t('confirmTitle')}
      note={t('confirmNote')}
      actionLabel={t('confirm')}
      icon={BadgeCheck}
      action={action}
      onRecord={() => void record()}
      onClose={onClose}
    >
      <TextField label={t('bankReference')} isRequired value={bankReference} onChange={setReference} />
      <DateField
        label={t('receivedOn')}
        invalidText={t('dateWrong')}
        value={receivedOn}
        onChange={(date) => {
          setReceivedOn(date);
        }}
      />
      <DefinitionList
        items={[
          { term: t('dossier'), value: payment.dossierCode, isTabular: true },
          {
            term: t('amount'),
            value: <Money figures={formatMoney(payment.amountVnd)} words={amountInWords(payment.amountVnd)} />,
          },
        ]}
      />
    </MoneyDialog>
  );
}
