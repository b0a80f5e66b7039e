import { useQueries, useSession, useSync, useNavigation } from '#renderer/context/app-context.tsx';
import { useNow } from '#renderer/context/use-now.ts';
import { useObservable } from '#renderer/context/use-observable.ts';
import type { ShiftSum } from '#renderer/data/queries/money-queries.ts';
import type { QueueCounts } from '#renderer/data/queries/queries.ts';
import { formatAge, formatFullDateTime, formatMoney, formatTime, type Language } from '#renderer/i18n/formats.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Banknote, Clock, CloudUpload, Lock, Printer, TriangleAlert, Wifi, WifiOff } from '#renderer/ui/icons.ts';
import { StatusBar } from '#renderer/ui/status-bar.tsx';
import { StatusItem } from '#renderer/ui/status-item.tsx';
import { toEpochMs } from '#shared/kernel/instant.ts';
import { NumberStatus } from './number-status.tsx';
import { PrinterStatus } from './printer-status.tsx';
import type { SyncStatus } from '#sync/runner/sync-status.ts';

/** What is true right now, calmly and always: connection, queue, numbers, cash, papers, officer, time. */
export function ShellStatusBar({
  counts,
  onSignOut,
}: {
  readonly counts: QueueCounts | undefined;
  readonly onSignOut: () => void;
}) {
  const { t, i18n } = useTranslation('common');
  const language: Language = i18n.language === 'en' ? 'en' : 'vi';
  const { officer, shift } = useSession();
  const queries = useQueries();
  const navigation = useNavigation();
  const cash = queries.useShiftTotals(shift);
  const shiftState = cash === undefined ? undefined : stateToTell(cash);
  const unprinted = (queries.useOpenPrintMarks() ?? []).filter((mark) => mark.state === 'failed').length;
  const status = useObservable(useSync().status$);
  const now = useNow();
  return (
    <StatusBar
      label={t('status.label')}
      end={
        <>
          <StatusItem
            icon={Lock}
            value={officer.fullName}
            detail={officer.counterName}
            hint={t('status.signOut')}
            onClick={onSignOut}
          />
          <StatusItem icon={Clock} value={formatFullDateTime(now, language)} />
        </>
      }
    >
      {status !== undefined && <ConnectionItem status={status} />}
      <QueueItem language={language} counts={counts} />
      <NumberStatus />
      <StatusItem
        icon={Banknote}
        value={t('status.cash', { amount: formatMoney(cash?.totals.expectedCashVnd ?? 0) })}
        detail={shiftState && t(`status.${shiftState}`)}
        hint={t('status.shiftOpen', { time: formatTime(shift.openedAt) })}
        onClick={() => {
          navigation.openScreen('fees');
        }}
      />
      <PrinterStatus />
      {unprinted > 0 && (
        <StatusItem icon={Printer} tone="warning" value={t('status.printsWaiting', { count: unprinted })} />
      )}
    </StatusBar>
  );
}

function ConnectionItem({ status }: { readonly status: SyncStatus }) {
  const { t } = useTranslation('common');
  const errorText = useErrorText();
  const meaning = t(`status.${status.connection}`);
  const isOnline = status.connection === 'online';
  const isCalm = isOnline || status.connection === 'follower';
  return (
    <StatusItem
      icon={isOnline ? Wifi : WifiOff}
      tone={isOnline ? 'success' : isCalm ? 'neutral' : 'warning'}
      value={t(status.connection === 'offline' ? 'status.offlineShort' : `status.${status.connection}`)}
      detail={t('status.since', { time: formatTime(status.since) })}
      hint={status.cause === undefined ? meaning : `${meaning}. ${errorText({ code: status.cause })}`}
      isLive
    />
  );
}

function QueueItem({ language, counts }: { readonly language: Language; readonly counts: QueueCounts | undefined }) {
  const { t } = useTranslation('common');
  const navigation = useNavigation();
  const now = useNow();
  if (counts === undefined) return null;
  const { waiting, held, oldestWaitingAt } = counts;
  const open = (): void => {
    navigation.openScreen('queue');
  };
  if (held > 0) {
    return (
      <StatusItem
        icon={TriangleAlert}
        tone="warning"
        value={t('status.held', { count: held })}
        detail={waiting === 0 ? undefined : t('status.waiting', { count: waiting })}
        onClick={open}
      />
    );
  }
  if (waiting === 0) return <StatusItem icon={CloudUpload} value={t('status.nothingWaiting')} onClick={open} />;
  const age = oldestWaitingAt === null ? 0 : toEpochMs(now) - toEpochMs(oldestWaitingAt);
  return (
    <StatusItem
      icon={CloudUpload}
      value={t('status.waiting', { count: waiting })}
      detail={t('status.oldest', { age: formatAge(age, language) })}
      onClick={open}
    />
  );
}

/** An open shift needs no words. */
function stateToTell({ isOpened, isClosed }: ShiftSum): 'shiftClosed' | 'shiftNotOpened' | undefined {
  if (isClosed) return 'shiftClosed';
  return isOpened ? undefined : 'shiftNotOpened';
}
