import { useState } from 'react';
import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { formatDateTime, formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Banknote } from '#renderer/ui/icons.ts';
import { Money } from '#renderer/ui/money.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { amountInWords } from '#shared/domain/amount-in-words.ts';
import type { CashMove } from '#shared/domain/money/decide-shift.ts';
import { MoneyDialog } from './money-dialog.tsx';
import { MoneyField } from './money-field.tsx';
import { useAction } from './use-action.ts';

/** Mở ca: the float, proposed when another officer has handed the drawer over. */
export function OpenShiftDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('fees');
  const workflows = useWorkflows();
  const session = useSession();
  const action = useAction();
  const queries = useQueries();
  const handover = queries.useHandover(session.officer.officerId);
  const officers = queries.useOfficeData()?.officers ?? [];
  const [typed, setTyped] = useState<number | null | undefined>(undefined);
  const floatVnd = typed === undefined ? (handover?.countedVnd ?? null) : typed;
  const record = async (): Promise<void> => {
    const handedOverFrom = handover?.shiftId ?? null;
    const opened = await action.run(() => workflows.openShift(session, { floatVnd: floatVnd ?? 0, handedOverFrom }));
    if (opened !== undefined) onClose();
  };
  return (
    <MoneyDialog
      title={t('openTitle')}
      note={t('openNote')}
      actionLabel={t('openShift')}
      icon={Banknote}
      action={action}
      onRecord={() => void record()}
      onClose={onClose}
    >
      {handover !== undefined && handover !== null && (
        <Notice
          title={t('handoverNote', {
            name: officers.find(({ officerId }) => officerId === handover.recordedBy)?.fullName ?? '',
            amount: formatMoney(handover.countedVnd),
            time: formatDateTime(handover.recordedAt),
          })}
        />
      )}
      <MoneyField label={t('floatField')} value={floatVnd} onChange={setTyped} />
      <Money figures={formatMoney(floatVnd ?? 0)} words={amountInWords(floatVnd ?? 0)} />
    </MoneyDialog>
  );
}

const PURPOSES = ['changeFund', 'bankDeposit', 'other'] as const;

/** Cash that is nobody's fee. */
export function MoveCashDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('fees');
  const workflows = useWorkflows();
  const session = useSession();
  const action = useAction();
  const [move, setMove] = useState<Omit<CashMove, 'amountVnd'>>({ direction: 'in', purpose: 'changeFund', reason: '' });
  const [amountVnd, setAmount] = useState<number | null>(null);
  const record = async (): Promise<void> => {
    const moved = await action.run(() => workflows.moveCash(session, { ...move, amountVnd: amountVnd ?? 0 }));
    if (moved !== undefined) onClose();
  };
  return (
    <MoneyDialog
      title={t('moveTitle')}
      note={t('moveNote')}
      actionLabel={t('record')}
      icon={Banknote}
      action={action}
      onRecord={() => void record()}
      onClose={onClose}
    >
      <MoneyField label={t('amount')} value={amountVnd} onChange={setAmount} />
      <Select
        label={t('direction')}
        value={move.direction}
        onChange={(direction) => {
          setMove({ ...move, direction });
        }}
        options={(['in', 'out'] as const).map((value) => ({ value, label: t(`directions.${value}`) }))}
      />
      <Select
        label={t('purposeField')}
        value={move.purpose}
        onChange={(purpose) => {
          setMove({ ...move, purpose });
        }}
        options={PURPOSES.map((value) => ({ value, label: t(`purposes.${value}`) }))}
      />
      <TextField
        label={t('reason')}
        hint={t('reasonHint')}
        value={move.reason}
        onChange={(reason) => {
          setMove({ ...move, reason });
        }}
      />
    </MoneyDialog>
  );
}
