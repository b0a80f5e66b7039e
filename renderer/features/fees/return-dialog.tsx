import { useState } from 'react';
import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import type { ShownPayment } from '#renderer/data/queries/money-queries.ts';
import { formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { Ban, RefreshCw, Undo2 } from '#renderer/ui/icons.ts';
import { Money } from '#renderer/ui/money.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { amountInWords } from '#shared/domain/amount-in-words.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Result } from '#shared/kernel/result.ts';
import { ApproverFields, NO_APPROVER, toApprover, type ApproverEntry } from './approver-fields.tsx';
import { MoneyDialog } from './money-dialog.tsx';
import { MoneyField } from './money-field.tsx';
import { TakingFields } from './taking-fields.tsx';
import { PLAIN_TAKING, toTaking, type TakingForm } from './taking-form.ts';
import { useAction } from './use-action.ts';

export type ReturnKind = 'void' | 'replace' | 'refund';

const ICONS = { void: Ban, replace: RefreshCw, refund: Undo2 } as const;

interface ReturnDialogProps {
  readonly kind: ReturnKind;
  readonly shown: ShownPayment;
  readonly onClose: () => void;
}

/** Void, replace or refund: with a reason, and with the PIN of a second officer. */
export function ReturnDialog({ kind, shown, onClose }: ReturnDialogProps) {
  const { t } = useTranslation('fees');
  const workflows = useWorkflows();
  const session = useSession();
  const action = useAction();
  const { payment, leftVnd } = shown;
  const [reason, setReason] = useState('');
  const [approver, setApprover] = useState<ApproverEntry>(NO_APPROVER);
  const [taking, setTaking] = useState<TakingForm>({ ...PLAIN_TAKING, means: payment.means });
  const [refund, setRefund] = useState<Refund>({ amountVnd: leftVnd, means: payment.means });
  const owedVnd = useOwedWithout(shown);
  const act = (): Promise<Result<unknown, AppError>> => {
    const what = { feePaymentId: payment.feePaymentId, reason, approver: toApprover(approver) };
    if (kind === 'refund') {
      return workflows.refundFee(session, what, { ...refund, amountVnd: refund.amountVnd ?? 0 });
    }
    return workflows.voidFeeReceipt(session, what, kind === 'replace' ? toTaking(taking) : null);
  };
  const record = async (): Promise<void> => {
    if ((await action.run(act)) !== undefined) onClose();
  };
  return (
    <MoneyDialog
      title={t(`${kind}Title`)}
      note={t(`${kind}Note`)}
      actionLabel={t(`${kind}Action`)}
      icon={ICONS[kind]}
      isDangerous
      action={action}
      onRecord={() => void record()}
      onClose={onClose}
    >
      <TextField label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} />
      {kind === 'refund' && <RefundFields refund={refund} onChange={setRefund} />}
      {kind !== 'refund' && (
        <DefinitionList
          items={[
            {
              term: t('returnedVnd'),
              value: <Money figures={formatMoney(leftVnd)} words={amountInWords(leftVnd)} />,
            },
          ]}
        />
      )}
      {kind === 'replace' && <TakingFields form={taking} owedVnd={owedVnd} onChange={setTaking} />}
      <ApproverFields value={approver} onChange={setApprover} />
    </MoneyDialog>
  );
}

interface Refund {
  readonly amountVnd: number | null;
  readonly means: FeePayment['means'];
}

function RefundFields({ refund, onChange }: { readonly refund: Refund; readonly onChange: (refund: Refund) => void }) {
  const { t } = useTranslation(['fees', 'common']);
  return (
    <>
      <MoneyField
        label={t('refundAmount')}
        value={refund.amountVnd}
        onChange={(amountVnd) => {
          onChange({ ...refund, amountVnd });
        }}
      />
      <Money figures={formatMoney(refund.amountVnd ?? 0)} words={amountInWords(Math.max(0, refund.amountVnd ?? 0))} />
      <Select
        label={t('means')}
        value={refund.means}
        onChange={(means) => {
          onChange({ ...refund, means });
        }}
        options={(['cash', 'bankTransfer'] as const).map((value) => ({
          value,
          label: t(`common:paymentMeans.${value}`),
        }))}
      />
    </>
  );
}

/** What will be owed of the dossier once the payment is voided. */
function useOwedWithout({ payment }: ShownPayment): number {
  const view = useQueries().useFeeView(payment.dossierId);
  if (view === undefined || view === null) return payment.amountVnd;
  return Math.min(view.balance.totalVnd, view.balance.owedVnd + payment.amountVnd);
}
