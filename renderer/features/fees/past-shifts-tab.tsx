import { useMemo, useState } from 'react';
import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { formatDate, formatDateTime, formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { DataTableColumn } from '#renderer/ui/data-table-columns.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { History, Pencil } from '#renderer/ui/icons.ts';
import { Select } from '#renderer/ui/select.tsx';
import { DetailPane } from '#renderer/ui/split-pane.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { Shift } from '#shared/domain/office.ts';
import { toLocalDate, type LocalDate } from '#shared/kernel/instant.ts';
import { ApproverFields, NO_APPROVER, toApprover, type ApproverEntry } from './approver-fields.tsx';
import styles from './fees.module.css';
import { MoneyDialog } from './money-dialog.tsx';
import { MoneyField } from './money-field.tsx';
import { PrintReport } from './print-report.tsx';
import { ShiftAccount } from './shift-account.tsx';
import { useAction } from './use-action.ts';

interface PastShiftsProps {
  readonly selected: Shift | null;
  readonly onSelect: (shift: Shift) => void;
}

/** The officer's earlier shifts at this station. */
export function PastShiftsTab({ selected, onSelect }: PastShiftsProps) {
  const { t } = useTranslation('fees');
  const { officer, shift: current } = useSession();
  const shifts = useQueries().useShiftsOf(officer.officerId);
  const earlier = useMemo(() => shifts?.filter(({ shiftId }) => shiftId !== current.shiftId), [shifts, current]);
  const columns = useMemo<readonly DataTableColumn<Shift>[]>(
    () => [
      {
        id: 'day',
        header: t('viewPast'),
        cell: (row) => t('shiftOf', { date: formatDate(row.openedAt) }),
        widthPx: 220,
        flex: 1,
      },
      { id: 'at', header: t('openedAt'), cell: (row) => formatDateTime(row.openedAt), widthPx: 150, isTabular: true },
    ],
    [t],
  );
  return (
    <DataTable<Shift>
      label={t('viewPast')}
      columns={columns}
      rows={earlier ?? []}
      rowKey={({ shiftId }) => shiftId}
      selectedKey={selected?.shiftId}
      onSelect={onSelect}
      isLoading={earlier === undefined}
      empty={
        <EmptyState icon={History} title={t('pastEmptyTitle')}>
          {t('pastEmptyText')}
        </EmptyState>
      }
    />
  );
}

/** An earlier shift: what it added up to, its entries, and late items. */
export function PastShiftPane({ shift, onClose }: { readonly shift: Shift; readonly onClose: () => void }) {
  const { t } = useTranslation(['fees', 'common']);
  const view = useQueries().useShiftView(shift);
  const [isCorrecting, setCorrecting] = useState(false);
  if (view === undefined) return null;
  return (
    <DetailPane
      title={t('shiftOf', { date: formatDate(shift.openedAt) })}
      subtitle={t(view.isClosed ? 'shiftState.closed' : 'shiftState.open')}
      label={t('viewPast')}
      onClose={onClose}
      closeLabel={t('common:close')}
      actions={
        <>
          <PrintReport shiftId={shift.shiftId} />
          {view.isClosed && (
            <Button
              icon={Pencil}
              onClick={() => {
                setCorrecting(true);
              }}
            >
              {t('correct')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.stack}>
        <ShiftAccount totals={view.totals} />
        <ul className={styles.lines} aria-label={t('entries')}>
          {view.book.entries.map((entry) => (
            <li key={entry.shiftEntryId} className={styles.line}>
              <span>
                {t(`common:ledger.${entry.kind}`)}
                <div className={styles.figureTerm}>{formatDateTime(entry.recordedAt)}</div>
              </span>
              <span className={styles.lineAmount}>{amountTextOf(entry)}</span>
            </li>
          ))}
        </ul>
      </div>
      {isCorrecting && (
        <CorrectDialog
          shift={shift}
          onClose={() => {
            setCorrecting(false);
          }}
        />
      )}
    </DetailPane>
  );
}

function amountTextOf(entry: ShiftEntry): string {
  switch (entry.kind) {
    case 'shiftOpened':
      return formatMoney(entry.floatVnd);
    case 'shiftClosed':
      return formatMoney(entry.countedVnd);
    case 'transferConfirmed':
      return '';
    case 'cashMoved':
    case 'shiftCorrected':
      return `${entry.direction === 'in' ? '+' : '−'}${formatMoney(entry.amountVnd)}`;
    case 'feeReceiptVoided':
    case 'feeRefunded':
      return `−${formatMoney(entry.amountVnd)}`;
  }
}

/** A late item, with the date it belongs to and a second officer's consent. */
function CorrectDialog({ shift, onClose }: { readonly shift: Shift; readonly onClose: () => void }) {
  const { t } = useTranslation('fees');
  const workflows = useWorkflows();
  const session = useSession();
  const action = useAction();
  const [amountVnd, setAmount] = useState<number | null>(null);
  const [direction, setDirection] = useState<'in' | 'out'>('in');
  const [correctedOn, setCorrectedOn] = useState<LocalDate | undefined>(() => toLocalDate(shift.openedAt));
  const [reason, setReason] = useState('');
  const [approver, setApprover] = useState<ApproverEntry>(NO_APPROVER);
  const record = async (): Promise<void> => {
    if (correctedOn === undefined) return;
    const correction = { correctedOn, direction, amountVnd: amountVnd ?? 0, reason };
    const corrected = await action.run(() =>
      workflows.correctShift(session, shift.shiftId, correction, toApprover(approver)),
    );
    if (corrected !== undefined) onClose();
  };
  return (
    <MoneyDialog
      title={t('correctTitle')}
      note={t('correctNote')}
      actionLabel={t('record')}
      icon={Pencil}
      action={action}
      onRecord={() => void record()}
      onClose={onClose}
    >
      <MoneyField label={t('amount')} value={amountVnd} onChange={setAmount} />
      <Select
        label={t('direction')}
        value={direction}
        onChange={setDirection}
        options={(['in', 'out'] as const).map((value) => ({ value, label: t(`correctDirections.${value}`) }))}
      />
      <DateField
        label={t('correctedOn')}
        invalidText={t('dateWrong')}
        value={correctedOn}
        onChange={(date) => {
          setCorrectedOn(date);
        }}
      />
      <TextField label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} />
      <ApproverFields value={approver} onChange={setApprover} />
    </MoneyDialog>
  );
}
