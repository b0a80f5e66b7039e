import { useState } from 'react';
import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import type { ShiftView } from '#renderer/data/queries/money-queries.ts';
import { formatMoney, formatNumber } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { FormCell, FormGrid } from '#renderer/ui/form-grid.tsx';
import { Lock } from '#renderer/ui/icons.ts';
import { Money } from '#renderer/ui/money.tsx';
import { NumberField } from '#renderer/ui/number-field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { amountInWords } from '#shared/domain/amount-in-words.ts';
import { countedSum, DENOMINATIONS_VND } from '#shared/domain/money/decide-shift.ts';
import type { OfficerId } from '#shared/kernel/ids.ts';
import { ok } from '#shared/kernel/result.ts';
import styles from './fees.module.css';
import { MoneyDialog } from './money-dialog.tsx';
import { MoneyField } from './money-field.tsx';
import { useAction } from './use-action.ts';

interface CloseShiftDialogProps {
  readonly view: ShiftView;
  /** Collections half entered on this screen. */
  readonly unsettledCount: number;
  readonly onClose: () => void;
}

type Counts = Readonly<Record<number, number>>;

/** Chốt ca: notes counted beside what must be there. A shift without a counted float gets it here first. */
export function CloseShiftDialog({ view, unsettledCount, onClose }: CloseShiftDialogProps) {
  const { t } = useTranslation('fees');
  const workflows = useWorkflows();
  const session = useSession();
  const action = useAction();
  const { shift } = view.book;
  const [counts, setCounts] = useState<Counts>({});
  const [floatVnd, setFloat] = useState<number | null>(null);
  const [differenceReason, setReason] = useState('');
  const [handedOverTo, setHandedOverTo] = useState<OfficerId | null>(null);
  const counted = DENOMINATIONS_VND.map((denominationVnd) => ({
    denominationVnd,
    count: counts[denominationVnd] ?? 0,
  }));
  const countedVnd = countedSum(counted);
  const expectedVnd = view.totals.expectedCashVnd + (view.isOpened ? 0 : (floatVnd ?? 0));
  const record = async (): Promise<void> => {
    const closed = await action.run(async () => {
      const opening = { shiftId: shift.shiftId, floatVnd: floatVnd ?? 0, handedOverFrom: null };
      const opened = view.isOpened ? ok(null) : await workflows.openShift(session, opening);
      if (!opened.ok) return opened;
      const count = { counted, differenceReason, handedOverTo, unsettledCount };
      return workflows.closeShift(session, shift.shiftId, count);
    });
    if (closed !== undefined) onClose();
  };
  return (
    <MoneyDialog
      title={t('closeTitle')}
      note={t('closeNote')}
      size="large"
      actionLabel={t('closeShift')}
      icon={Lock}
      action={action}
      onRecord={() => void record()}
      onClose={onClose}
    >
      {!view.isOpened && <MoneyField label={t('floatField')} value={floatVnd} onChange={setFloat} />}
      <NoteCounts counts={counts} onChange={setCounts} />
      <Compared countedVnd={countedVnd} expectedVnd={expectedVnd} />
      <FormGrid>
        <FormCell width="half">
          {countedVnd !== expectedVnd && (
            <TextField label={t('differenceReason')} isRequired value={differenceReason} onChange={setReason} />
          )}
        </FormCell>
        <FormCell width="half">
          <HandOverSelect value={handedOverTo} onChange={setHandedOverTo} />
        </FormCell>
      </FormGrid>
    </MoneyDialog>
  );
}

function NoteCounts({ counts, onChange }: { readonly counts: Counts; readonly onChange: (counts: Counts) => void }) {
  const { t } = useTranslation('fees');
  return (
    <div className={styles.notes}>
      {DENOMINATIONS_VND.map((denominationVnd) => (
        <div key={denominationVnd} className={styles.noteRow}>
          <span className={styles.face}>{formatNumber(denominationVnd)}</span>
          <NumberField
            label={`${formatNumber(denominationVnd)} đ`}
            isLabelHidden
            value={counts[denominationVnd]}
            min={0}
            max={99_999}
            unit={t('notes')}
            isEndAligned
            onChange={(count) => {
              onChange({ ...counts, [denominationVnd]: Math.min(99_999, count ?? 0) });
            }}
          />
          <span className={styles.sum}>{formatMoney(denominationVnd * (counts[denominationVnd] ?? 0))}</span>
        </div>
      ))}
    </div>
  );
}

function Compared({ countedVnd, expectedVnd }: { readonly countedVnd: number; readonly expectedVnd: number }) {
  const { t } = useTranslation('fees');
  const differenceVnd = countedVnd - expectedVnd;
  const difference =
    differenceVnd === 0
      ? t('noDifference')
      : t(differenceVnd > 0 ? 'over' : 'short', { amount: formatMoney(Math.abs(differenceVnd)) });
  return (
    <DefinitionList
      items={[
        { term: t('expected'), value: formatMoney(expectedVnd), isTabular: true },
        { term: t('counted'), value: <Money figures={formatMoney(countedVnd)} words={amountInWords(countedVnd)} /> },
        { term: t('difference'), value: difference, isTabular: true },
      ]}
    />
  );
}

const NOBODY = 'nobody';

function HandOverSelect(props: {
  readonly value: OfficerId | null;
  readonly onChange: (officerId: OfficerId | null) => void;
}) {
  const { t } = useTranslation('fees');
  const { officer } = useSession();
  const officers = useQueries().useOfficeData()?.officers ?? [];
  const others = officers.filter(({ officerId }) => officerId !== officer.officerId);
  return (
    <Select<string>
      label={t('handOverTo')}
      value={props.value ?? NOBODY}
      onChange={(value) => {
        props.onChange(others.find(({ officerId }) => officerId === value)?.officerId ?? null);
      }}
      options={[
        { value: NOBODY, label: t('handOverNobody') },
        ...others.map(({ officerId, fullName }) => ({ value: officerId, label: fullName })),
      ]}
    />
  );
}
