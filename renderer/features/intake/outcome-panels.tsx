import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { formatFullDateTime, formatMoney } from '#renderer/i18n/formats.ts';
import { useNow } from '#renderer/context/use-now.ts';
import { Explain } from '#renderer/ui/explain.tsx';
import { FormCell, FormGrid } from '#renderer/ui/form-grid.tsx';
import { CalendarClock, HandCoins } from '#renderer/ui/icons.ts';
import { Money } from '#renderer/ui/money.tsx';
import { NumberField } from '#renderer/ui/number-field.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { amountInWords } from '#shared/domain/amount-in-words.ts';
import { DEFAULT_FEE_QUANTITY, findFeeRatesInForce } from '#shared/domain/fees.ts';
import type { FeeRate } from '#shared/domain/procedure.ts';
import { resultDueFor } from '#shared/domain/work-calendar.ts';
import { DueReasons } from './due-reasons.tsx';
import { ExemptionFields } from './exemption-fields.tsx';
import { fieldMark } from './focus-field.ts';
import styles from './intake.module.css';
import { PaymentFields } from './payment-fields.tsx';
import { useShownProblem } from './problem-text.ts';
import { useTimeLimitText } from './time-limit-text.ts';
import { useFees, useIntake, useIntakeState } from './use-intake.ts';

/** When the result will be there, and why. */
export function DuePanel() {
  const { t, i18n } = useTranslation('intake');
  const { procedure, office } = useIntake();
  const channel = useIntakeState((state) => state.draft.channel);
  const now = useNow();
  const limitText = useTimeLimitText();
  const due = procedure && resultDueFor(now, channel, procedure.processingTimeLimit, office.workCalendar);
  const language = i18n.language === 'en' ? 'en' : 'vi';
  return (
    <Panel title={t('due')} icon={CalendarClock} isEmphasised>
      {procedure !== undefined && due?.ok === true ? (
        <>
          <strong>{formatFullDateTime(due.value.dueAt, language)}</strong>
          <div className={styles.line}>
            {limitText(procedure.processingTimeLimit)}
            <Explain label={t('howCounted')} title={t('timeLimit')}>
              <DueReasons reasons={due.value.reasoning} />
            </Explain>
          </div>
        </>
      ) : (
        <span>{t('dueUnknown')}</span>
      )}
    </Panel>
  );
}

/** What is owed, line by line, and how it is taken. */
export function FeePanel() {
  const { t } = useTranslation('intake');
  const { procedure, today } = useIntake();
  const fees = useFees();
  const rates = procedure === undefined ? [] : findFeeRatesInForce(procedure, today);
  return (
    <Panel title={t('fees')} icon={HandCoins}>
      {procedure === undefined && <span>{t('feeUnknown')}</span>}
      {procedure !== undefined && rates.length === 0 && <span>{t('feeFree')}</span>}
      {rates.map((rate) => (
        <FeeLine key={rate.feeRateId} rate={rate} amountVnd={amountOf(rate)} />
      ))}
      {fees !== undefined && (
        <Money figures={formatMoney(fees.totalVnd)} words={amountInWords(fees.totalVnd)} isLarge />
      )}
      {fees !== undefined && fees.totalVnd > 0 && <PaymentFields owedVnd={fees.totalVnd} />}
    </Panel>
  );

  function amountOf(rate: FeeRate): number | undefined {
    return fees?.items.find((item) => item.feeRateId === rate.feeRateId)?.amountVnd;
  }
}

function FeeLine({ rate, amountVnd }: { readonly rate: FeeRate; readonly amountVnd: number | undefined }) {
  const { t } = useTranslation('intake');
  const problem = useShownProblem(`fee:${rate.feeRateId}`);
  const needsPages = rate.formula.kind === 'pageTiers';
  const needsUnits = needsPages || rate.formula.kind === 'perUnit';
  const unitName = rate.formula.kind === 'perUnit' ? capitalise(rate.formula.unitName) : t('copies');
  return (
    <div {...fieldMark(`fee:${rate.feeRateId}`)}>
      <div className={styles.feeLine}>
        <Explain label={rate.name} title={rate.name}>
          {rate.legalBasis}
        </Explain>
        <span className={styles.amount}>{amountVnd === undefined ? '–' : formatMoney(amountVnd)}</span>
      </div>
      <FormGrid>
        {needsPages && (
          <FormCell width="half">
            <QuantityField rate={rate} member="pages" label={t('feePages')} error={problem.error} />
          </FormCell>
        )}
        {needsUnits && (
          <FormCell width="half">
            <QuantityField rate={rate} member="units" label={unitName} error={needsPages ? undefined : problem.error} />
          </FormCell>
        )}
        {rate.exemptions.length > 0 && (
          <FormCell>
            <ExemptionFields rate={rate} />
          </FormCell>
        )}
      </FormGrid>
    </div>
  );
}

function QuantityField({
  rate,
  member,
  label,
  error,
}: {
  readonly rate: FeeRate;
  readonly member: 'pages' | 'units';
  readonly label: string;
  readonly error: string | undefined;
}) {
  const quantity = useIntakeState((state) => state.draft.feeQuantities[rate.feeRateId] ?? DEFAULT_FEE_QUANTITY);
  const edit = useIntakeState((state) => state.editFeeQuantity);
  return (
    <NumberField
      label={label}
      error={error}
      value={quantity[member]}
      min={0}
      max={9_999}
      onChange={(value) => {
        edit(rate.feeRateId, { ...quantity, [member]: Math.min(value ?? 0, 9_999) });
      }}
    />
  );
}

function capitalise(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}
