import { formatMoney, formatNumber } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { FormCell, FormGrid } from '#renderer/ui/form-grid.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { NumberField } from '#renderer/ui/number-field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { amountInWords } from '#shared/domain/amount-in-words.ts';
import type { DraftPayment } from '#shared/domain/intake-draft.ts';
import { checkTaking } from '#shared/domain/money/decide-collect-fee.ts';
import { takingOf } from '#shared/domain/money/taking-of-draft.ts';
import { fieldMark } from './focus-field.ts';
import { useShownProblem } from './problem-text.ts';
import { useIntakeState } from './use-intake.ts';

const MEANS = ['cash', 'bankTransfer', 'later'] as const;

/** How the fee is taken: left as it is, all of it in cash to the đồng. */
export function PaymentFields({ owedVnd }: { readonly owedVnd: number }) {
  const { t } = useTranslation(['intake', 'common', 'fees']);
  const means = useIntakeState((state) => state.draft.paymentMeans);
  const edit = useIntakeState((state) => state.edit);
  const { error } = useShownProblem('payment');
  return (
    <div {...fieldMark('payment')}>
      <FormGrid>
        <FormCell width={means === 'cash' ? 'half' : 'full'}>
          <Select
            label={t('payment')}
            hint={means === 'bankTransfer' ? t('fees:claimedNote') : undefined}
            error={means === 'cash' ? undefined : error}
            value={means}
            onChange={(paymentMeans) => {
              edit({ paymentMeans });
            }}
            options={MEANS.map((value) => ({ value, label: t(`common:paymentMeans.${value}`) }))}
          />
        </FormCell>
        {means === 'cash' && (
          <FormCell width="half">
            <TenderedField error={error} />
          </FormCell>
        )}
        {means !== 'later' && (
          <>
            <FormCell>
              <ChangeDue owedVnd={owedVnd} />
            </FormCell>
            <PartCells />
            <PayerCells />
          </>
        )}
      </FormGrid>
    </div>
  );
}

function usePayment(): readonly [DraftPayment, (change: Partial<DraftPayment>) => void] {
  const payment = useIntakeState((state) => state.draft.payment);
  const edit = useIntakeState((state) => state.edit);
  return [
    payment,
    (change) => {
      edit({ payment: { ...payment, ...change } });
    },
  ];
}

function TenderedField({ error }: { readonly error: string | undefined }) {
  const { t } = useTranslation('fees');
  const [{ tenderedVnd }, edit] = usePayment();
  return (
    <NumberField
      label={t('tendered')}
      placeholder={t('exact')}
      error={error}
      value={tenderedVnd ?? undefined}
      format={formatNumber}
      unit="đ"
      min={0}
      step={1_000}
      isEndAligned
      onChange={(value) => {
        edit({ tenderedVnd: value ?? null });
      }}
    />
  );
}

/** What goes back over the desk, in figures and words. */
function ChangeDue({ owedVnd }: { readonly owedVnd: number }) {
  const { t } = useTranslation('fees');
  const paymentMeans = useIntakeState((state) => state.draft.paymentMeans);
  const [payment] = usePayment();
  const taking = takingOf({ paymentMeans, payment });
  const checked = taking === null ? undefined : checkTaking(taking, owedVnd);
  if (checked?.ok !== true || checked.value.changeVnd === 0) return null;
  const { changeVnd } = checked.value;
  return <Money figures={t('changeDue', { amount: formatMoney(changeVnd) })} words={amountInWords(changeVnd)} />;
}

function PartCells() {
  const { t } = useTranslation('fees');
  const [{ amountVnd }, edit] = usePayment();
  const isPart = amountVnd !== null;
  return (
    <>
      <FormCell width={isPart ? 'half' : 'full'}>
        <Checkbox
          label={t('part')}
          isChecked={isPart}
          onChange={(isChecked) => {
            edit({ amountVnd: isChecked ? 0 : null });
          }}
        />
      </FormCell>
      {isPart && (
        <FormCell width="half">
          <NumberField
            label={t('partAmount')}
            value={amountVnd === 0 ? undefined : amountVnd}
            format={formatNumber}
            unit="đ"
            min={0}
            step={1_000}
            isEndAligned
            onChange={(value) => {
              edit({ amountVnd: value ?? 0 });
            }}
          />
        </FormCell>
      )}
    </>
  );
}

function PayerCells() {
  const { t } = useTranslation('fees');
  const [{ hasOtherPayer, payerName, payerTaxCode, payerAddress }, edit] = usePayment();
  return (
    <>
      <FormCell>
        <Checkbox
          label={t('otherPayer')}
          isChecked={hasOtherPayer}
          onChange={(isChecked) => {
            edit({ hasOtherPayer: isChecked });
          }}
        />
      </FormCell>
      {hasOtherPayer && (
        <>
          <FormCell>
            <TextField
              label={t('payerName')}
              isRequired
              value={payerName}
              onChange={(value) => {
                edit({ payerName: value });
              }}
            />
          </FormCell>
          <FormCell width="half">
            <TextField
              label={t('payerTaxCode')}
              value={payerTaxCode}
              onChange={(value) => {
                edit({ payerTaxCode: value });
              }}
            />
          </FormCell>
          <FormCell width="half">
            <TextField
              label={t('payerAddress')}
              value={payerAddress}
              onChange={(value) => {
                edit({ payerAddress: value });
              }}
            />
          </FormCell>
        </>
      )}
    </>
  );
}
