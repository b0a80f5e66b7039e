import { formatMoney } from '#renderer/i18n/formats.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Money } from '#renderer/ui/money.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { amountInWords } from '#shared/domain/amount-in-words.ts';
import { checkTaking, type TakingRefusal } from '#shared/domain/money/decide-collect-fee.ts';
import styles from './fees.module.css';
import { MoneyField } from './money-field.tsx';
import { toTaking, type TakingForm } from './taking-form.ts';

const AMOUNT_CODES: readonly TakingRefusal['code'][] = ['amountAboveOwed', 'amountNotPositive', 'amountNotWhole'];
const TENDERED_CODES: readonly TakingRefusal['code'][] = ['tenderedTooLittle', 'tenderedNotWhole'];

interface TakingFieldsProps {
  readonly form: TakingForm;
  readonly owedVnd: number;
  readonly onChange: (form: TakingForm) => void;
}

/** Means, part, payer, and what the citizen hands over with the change. */
export function TakingFields({ form, owedVnd, onChange }: TakingFieldsProps) {
  const { t } = useTranslation(['fees', 'common']);
  const errorText = useErrorText();
  const checked = checkTaking(toTaking(form), owedVnd);
  const code = checked.ok ? undefined : checked.error.code;
  const errorOf = (codes: readonly TakingRefusal['code'][]): string | undefined =>
    code !== undefined && codes.includes(code) ? errorText({ code }) : undefined;
  const edit = (change: Partial<TakingForm>): void => {
    onChange({ ...form, ...change });
  };
  return (
    <div className={styles.stack}>
      <Select
        label={t('means')}
        value={form.means}
        onChange={(means) => {
          edit({ means });
        }}
        options={(['cash', 'bankTransfer'] as const).map((value) => ({
          value,
          label: t(`common:paymentMeans.${value}`),
        }))}
      />
      {form.means === 'cash' && (
        <MoneyField
          label={t('tendered')}
          hint={t('exact')}
          error={form.tenderedVnd === null ? undefined : errorOf(TENDERED_CODES)}
          value={form.tenderedVnd}
          onChange={(tenderedVnd) => {
            edit({ tenderedVnd });
          }}
        />
      )}
      {checked.ok && checked.value.changeVnd > 0 && (
        <Money
          figures={t('changeDue', { amount: formatMoney(checked.value.changeVnd) })}
          words={amountInWords(checked.value.changeVnd)}
        />
      )}
      {form.means === 'bankTransfer' && <Notice title={t('claimedNote')} />}
      <PartFields form={form} edit={edit} error={errorOf(AMOUNT_CODES)} />
      <PayerFields form={form} edit={edit} error={errorOf(['payerNameMissing'])} />
    </div>
  );
}

interface PartProps {
  readonly form: TakingForm;
  readonly edit: (change: Partial<TakingForm>) => void;
  readonly error: string | undefined;
}

function PartFields({ form, edit, error }: PartProps) {
  const { t } = useTranslation('fees');
  return (
    <>
      <Checkbox
        label={t('part')}
        isChecked={form.isPart}
        onChange={(isPart) => {
          edit({ isPart });
        }}
      />
      {form.isPart && (
        <MoneyField
          label={t('partAmount')}
          error={form.amountVnd === null ? undefined : error}
          value={form.amountVnd}
          onChange={(amountVnd) => {
            edit({ amountVnd });
          }}
        />
      )}
    </>
  );
}

function PayerFields({ form, edit, error }: PartProps) {
  const { t } = useTranslation('fees');
  const editPayer = (change: Partial<TakingForm['payer']>): void => {
    edit({ payer: { ...form.payer, ...change } });
  };
  return (
    <>
      <Checkbox
        label={t('otherPayer')}
        isChecked={form.hasOtherPayer}
        onChange={(hasOtherPayer) => {
          edit({ hasOtherPayer });
        }}
      />
      {form.hasOtherPayer && (
        <>
          <TextField
            label={t('payerName')}
            isRequired
            error={form.payer.name === '' ? undefined : error}
            value={form.payer.name}
            onChange={(name) => {
              editPayer({ name });
            }}
          />
          <TextField
            label={t('payerTaxCode')}
            value={form.payer.taxCode}
            onChange={(taxCode) => {
              editPayer({ taxCode });
            }}
          />
          <TextField
            label={t('payerAddress')}
            value={form.payer.address}
            onChange={(address) => {
              editPayer({ address });
            }}
          />
        </>
      )}
    </>
  );
}
