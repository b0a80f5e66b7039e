import { useNavigation, useQueries, useSync } from '#renderer/context/app-context.tsx';
import { useNow } from '#renderer/context/use-now.ts';
import { useObservable } from '#renderer/context/use-observable.ts';
import type { QueueItem } from '#renderer/data/queries/queue-items.ts';
import { formatAge, formatDateTime, formatNumber } from '#renderer/i18n/formats.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { CloudUpload, FolderOpen, ShieldCheck } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Column, ColumnLayout, Screen } from '#renderer/ui/screen.tsx';
import { toEpochMs } from '#shared/kernel/instant.ts';
import { ChainNotice } from './chain-notice.tsx';
import { NumberReport } from './number-report.tsx';
import { SetAsideReport } from './set-aside-report.tsx';

/** The supervisor's look at this station's queue; every figure leads to the list behind it. */
export function SupervisionScreen() {
  const { t } = useTranslation('supervision');
  const navigation = useNavigation();
  const held = (useQueries().useQueue() ?? []).filter((item) => item.isHeld);
  const openQueue = (
    <Button
      icon={CloudUpload}
      shortcut="F7"
      onClick={() => {
        navigation.openScreen('queue');
      }}
    >
      {t('openQueue')}
    </Button>
  );
  return (
    <Screen title={t('title')} actions={openQueue}>
      <ColumnLayout>
        <Column>
          <ChainNotice />
          <QueueFigures />
          <NumberReport />
        </Column>
        <Column>
          <Panel title={t('heldTitle')}>
            {held.length === 0 && (
              <EmptyState icon={ShieldCheck} title={t('heldEmptyTitle')}>
                {t('heldEmptyText')}
              </EmptyState>
            )}
            {held.map((item) => (
              <HeldDossier key={item.dossierId ?? ''} item={item} />
            ))}
          </Panel>
          <SetAsideReport />
        </Column>
      </ColumnLayout>
    </Screen>
  );
}

function QueueFigures() {
  const { t, i18n } = useTranslation(['supervision', 'common']);
  const errorText = useErrorText();
  const status = useObservable(useSync().status$);
  const unprinted = (useQueries().useOpenPrintMarks() ?? []).filter((mark) => mark.state === 'failed');
  const counts = useQueries().useQueueCounts();
  const now = useNow();
  if (status === undefined || counts === undefined) return null;
  const language = i18n.language === 'en' ? 'en' : 'vi';
  const { lastContactAt, unusedNumbersToday } = status;
  const { waiting, held, oldestWaitingAt } = counts;
  return (
    <Panel title={t('connection')} icon={CloudUpload}>
      <DefinitionList
        items={[
          {
            term: t('connection'),
            value: t(`common:status.${status.connection}`),
            note: status.cause === undefined ? undefined : errorText({ code: status.cause }),
          },
          { term: t('waiting'), value: formatNumber(waiting), isTabular: true },
          { term: t('held'), value: formatNumber(held), isTabular: true },
          {
            term: t('oldest'),
            value:
              oldestWaitingAt === null ? t('none') : formatAge(toEpochMs(now) - toEpochMs(oldestWaitingAt), language),
          },
          { term: t('lastContact'), value: lastContactAt === null ? t('never') : formatDateTime(lastContactAt) },
          { term: t('numbers'), value: unusedNumbersToday === null ? t('unknown') : formatNumber(unusedNumbersToday) },
          { term: t('unprinted'), value: formatNumber(unprinted.length), isTabular: true },
        ]}
      />
    </Panel>
  );
}

function HeldDossier({ item }: { readonly item: QueueItem }) {
  const { t } = useTranslation(['supervision', 'queue', 'common']);
  const navigation = useNavigation();
  const { dossierId } = item;
  const reasons = item.operations.flatMap((operation) => operation.parkedReason?.detail ?? []);
  return (
    <Notice
      tone="warning"
      title={[item.dossierCode ?? t('queue:notAccepted'), item.applicantName].filter(Boolean).join(' · ')}
      actions={
        dossierId !== null && (
          <Button
            size="small"
            icon={FolderOpen}
            onClick={() => {
              navigation.openDossier(dossierId);
            }}
          >
            {t('queue:openDossier')}
          </Button>
        )
      }
    >
      {reasons.join(' ')}
    </Notice>
  );
}
