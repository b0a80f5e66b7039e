import { useMemo } from 'react';
import { useNow } from '#renderer/context/use-now.ts';
import type { QueueItem } from '#renderer/data/queries/queue-items.ts';
import { formatAge, formatDateTime } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import type { DataTableColumn } from '#renderer/ui/data-table-columns.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { CloudUpload } from '#renderer/ui/icons.ts';
import { toEpochMs } from '#shared/kernel/instant.ts';
import { useSubjectColumns } from './dossier-frame.tsx';

export function keyOfItem(item: QueueItem): string {
  return item.dossierId ?? '';
}

interface OpenTableProps {
  readonly items: readonly QueueItem[] | undefined;
  readonly selectedKey: string | undefined;
  readonly onSelect: (key: string) => void;
}

/** What waits or is held, by dossier. */
export function OpenTable({ items, selectedKey, onSelect }: OpenTableProps) {
  const { t } = useTranslation('queue');
  const columns = useColumns();
  return (
    <DataTable<QueueItem>
      label={t('viewOpen')}
      columns={columns}
      rows={items ?? []}
      rowKey={keyOfItem}
      selectedKey={selectedKey}
      onSelect={(item) => {
        onSelect(keyOfItem(item));
      }}
      isLoading={items === undefined}
      empty={
        <EmptyState icon={CloudUpload} title={t('emptyTitle')}>
          {t('emptyText')}
        </EmptyState>
      }
    />
  );
}

function useColumns(): readonly DataTableColumn<QueueItem>[] {
  const { t, i18n } = useTranslation(['queue', 'common']);
  const now = useNow();
  const language = i18n.language === 'en' ? 'en' : 'vi';
  const subject = useSubjectColumns();
  return useMemo<readonly DataTableColumn<QueueItem>[]>(
    () => [
      ...subject,
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
      { id: 'state', header: t('state'), cell: (item) => <StateOf item={item} />, widthPx: 150 },
    ],
    [t, subject, now, language],
  );
}

function StateOf({ item }: { readonly item: QueueItem }) {
  const { t } = useTranslation('queue');
  if (item.isHeld) return <Badge tone="warning">{t('held')}</Badge>;
  const isRepair = item.operations.some((operation) => operation.isRepair);
  return <Badge tone="info">{t(isRepair ? 'repairWaiting' : 'waiting')}</Badge>;
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
