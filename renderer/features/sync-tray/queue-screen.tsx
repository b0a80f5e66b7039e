import { useMemo, useState } from 'react';
import { useQueries, useSync } from '#renderer/context/app-context.tsx';
import { useNow } from '#renderer/context/use-now.ts';
import { useObservable } from '#renderer/context/use-observable.ts';
import type { QueueItem } from '#renderer/data/queries/queue-items.ts';
import { formatAge, formatDateTime } from '#renderer/i18n/formats.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { DataTableColumn } from '#renderer/ui/data-table-columns.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { CloudUpload, Send } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Screen, Stack, StackFill } from '#renderer/ui/screen.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { toEpochMs } from '#shared/kernel/instant.ts';
import { QueueDetailPane } from './queue-detail-pane.tsx';

/** A person's view of what waits: by dossier, held first, with the reason and what happens next. */
export function QueueScreen() {
  const { t } = useTranslation('queue');
  const items = useQueries().useQueue();
  const errorText = useErrorText();
  const sync = useSync();
  const status = useObservable(sync.status$);
  const [selectedKey, setSelectedKey] = useState<string | undefined>();
  const columns = useColumns();
  const selected = items?.find((item) => keyOf(item) === selectedKey);
  return (
    <Screen
      title={t('title')}
      note={items !== undefined && t('count', { count: items.length })}
      actions={
        <Button icon={Send} onClick={sync.wake}>
          {t('sendNow')}
        </Button>
      }
    >
      <SplitPane
        detail={
          selected !== undefined && (
            <QueueDetailPane
              item={selected}
              onClose={() => {
                setSelectedKey(undefined);
              }}
            />
          )
        }
      >
        <Stack>
          {status?.connection === 'offline' && (
            <Notice title={t('offlineNote')}>{status.cause && errorText({ code: status.cause })}</Notice>
          )}
          {status?.connection === 'paused' && (
            <Notice tone="warning" title={t('pausedNote')}>
              {status.cause && errorText({ code: status.cause })}
            </Notice>
          )}
          {status !== undefined && status.uploadsResumeAt !== null && (
            <Notice title={t('uploadsWaitNote', { at: formatDateTime(status.uploadsResumeAt) })} />
          )}
          {items?.some((item) => item.isHeld) === true && <Notice tone="warning" title={t('heldNote')} />}
          <StackFill>
            <DataTable<QueueItem>
              label={t('title')}
              columns={columns}
              rows={items ?? []}
              rowKey={keyOf}
              selectedKey={selectedKey}
              onSelect={(item) => {
                setSelectedKey(keyOf(item));
              }}
              isLoading={items === undefined}
              empty={
                <EmptyState icon={CloudUpload} title={t('emptyTitle')}>
                  {t('emptyText')}
                </EmptyState>
              }
            />
          </StackFill>
        </Stack>
      </SplitPane>
    </Screen>
  );
}

function keyOf(item: QueueItem): string {
  return item.dossierId ?? '';
}

function useColumns(): readonly DataTableColumn<QueueItem>[] {
  const { t, i18n } = useTranslation(['queue', 'common']);
  const now = useNow();
  const language = i18n.language === 'en' ? 'en' : 'vi';
  return useMemo(
    () => [
      {
        id: 'dossier',
        header: t('dossier'),
        cell: (item) => item.dossierCode ?? t(item.dossierId === null ? 'noDossier' : 'notAccepted'),
        widthPx: 200,
        isTabular: true,
      },
      { id: 'applicant', header: t('applicant'), cell: (item) => item.applicantName ?? '', widthPx: 160, flex: 1 },
      { id: 'waits', header: t('waits'), cell: (item) => <WaitingKinds item={item} />, widthPx: 220, flex: 1 },
      {
        id: 'since',
        header: t('since'),
        cell: (item) =>
          `${formatDateTime(item.waitingSince)} (${formatAge(toEpochMs(now) - toEpochMs(item.waitingSince), language)})`,
        widthPx: 220,
        isTabular: true,
        isDroppable: true,
      },
      {
        id: 'state',
        header: t('state'),
        cell: (item) =>
          item.isHeld ? <Badge tone="warning">{t('held')}</Badge> : <Badge tone="info">{t('waiting')}</Badge>,
        widthPx: 130,
      },
    ],
    [t, now, language],
  );
}

function WaitingKinds({ item }: { readonly item: QueueItem }) {
  const { t } = useTranslation('common');
  const kinds = new Map<string, number>();
  for (const { kind } of item.operations) {
    const name = t(`operation.${kind}`);
    kinds.set(name, (kinds.get(name) ?? 0) + 1);
  }
  return <>{[...kinds].map(([name, count]) => (count === 1 ? name : `${name} ×${String(count)}`)).join(', ')}</>;
}
