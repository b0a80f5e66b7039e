import { useQueries, useSession, useWorkflows, useReplaceSession } from '#renderer/context/app-context.tsx';
import { useNow } from '#renderer/context/use-now.ts';
import type { ShiftView } from '#renderer/data/queries/money-queries.ts';
import { formatDate, formatDateTime, formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Stack, StackFill } from '#renderer/ui/screen.tsx';
import type { Shift } from '#shared/domain/office.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import { FailureNotice } from './failure-notice.tsx';
import { PaymentTable } from './payment-table.tsx';
import { PrintReport } from './print-report.tsx';
import { ShiftAccount } from './shift-account.tsx';
import { useAction } from './use-action.ts';

interface ShiftTabProps {
  readonly view: ShiftView | undefined;
  readonly selectedKey: string | undefined;
  readonly onSelect: (key: string) => void;
  /** A shift of an earlier day is to be closed. */
  readonly onCloseLeft: (shift: Shift) => void;
}

/** The shift as it stands: what must be in the drawer, and every payment. */
export function ShiftTab({ view, selectedKey, onSelect, onCloseLeft }: ShiftTabProps) {
  const { t } = useTranslation('fees');
  return (
    <Stack>
      <LeftOpen onCloseLeft={onCloseLeft} />
      {view?.isClosed === true && <ClosedNotice view={view} />}
      {view?.isClosed === false && !view.isOpened && (
        <Notice tone="warning" title={t('notOpened')}>
          {t('notOpenedText')}
        </Notice>
      )}
      {view !== undefined && <ShiftAccount totals={view.totals} />}
      <StackFill>
        <PaymentTable payments={view?.payments} selectedKey={selectedKey} onSelect={onSelect} />
      </StackFill>
    </Stack>
  );
}

function LeftOpen({ onCloseLeft }: Pick<ShiftTabProps, 'onCloseLeft'>) {
  const { t } = useTranslation('fees');
  const { officer } = useSession();
  const left = useQueries().useShiftsLeftOpen(officer.officerId, toLocalDate(useNow())) ?? [];
  return left.map((shift) => (
    <Notice
      key={shift.shiftId}
      tone="warning"
      title={t('leftOpen', { date: formatDate(shift.openedAt) })}
      actions={
        <Button
          size="small"
          onClick={() => {
            onCloseLeft(shift);
          }}
        >
          {t('goToClose')}
        </Button>
      }
    >
      {t('leftOpenText')}
    </Notice>
  ));
}

function ClosedNotice({ view }: { readonly view: ShiftView }) {
  const { t } = useTranslation('fees');
  const workflows = useWorkflows();
  const session = useSession();
  const replaceSession = useReplaceSession();
  const action = useAction();
  const beginNext = async (): Promise<void> => {
    const next = await action.run(() => workflows.beginNextShift(session));
    if (next !== undefined) replaceSession(next);
  };
  useHotkeys({ 'Alt+O': () => void beginNext() });
  const closing = view.book.entries.find((entry) => entry.kind === 'shiftClosed');
  if (closing === undefined) return null;
  return (
    <>
      <Notice
        tone="success"
        title={t('closed', { time: formatDateTime(closing.recordedAt) })}
        actions={
          <>
            <Button size="small" shortcut="Alt+O" onClick={() => void beginNext()}>
              {t('beginNext')}
            </Button>
            <PrintReport shiftId={view.book.shift.shiftId} />
          </>
        }
      >
        {t('closedText', {
          counted: formatMoney(closing.countedVnd),
          expected: formatMoney(closing.totals.expectedCashVnd),
          difference: formatMoney(closing.differenceVnd),
        })}{' '}
        {t('closedNext')}
      </Notice>
      <FailureNotice failure={action.failure} />
    </>
  );
}
