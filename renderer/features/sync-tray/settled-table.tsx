import { useMemo, useState } from 'react';
import type { SettledItem } from '#renderer/data/queries/settled-items.ts';
import { formatDateTime } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import type { DataTableColumn } from '#renderer/ui/data-table-columns.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { FileCheck, Search } from '#renderer/ui/icons.ts';
import { Stack, StackFill, Toolbar, ToolbarGrow } from '#renderer/ui/screen.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { filterSettled } from './filter-settled.ts';
import { useSubjectColumns } from './dossier-frame.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';

interface SettledTableProps {
  readonly items: readonly SettledItem[] | undefined;
  readonly selectedKey: string | undefined;
  readonly onSelect: (key: string) => void;
}

/** Refused operations that were corrected or set aside; none of them ever disappears. */
export function SettledTable({ items, selectedKey, onSelect }: SettledTableProps) {
  const { t } = useTranslation('queue');
  const [query, setQuery] = useState('');
  const columns = useColumns();
  const isSearching = query.trim() !== '';
  return (
    <Stack>
      <Toolbar label={t('searchSettled')}>
        <ToolbarGrow>
          <TextField
            label={t('searchSettled')}
            isLabelHidden
            type="search"
            icon={Search}
            placeholder={t('searchSettledPlaceholder')}
            value={query}
            onChange={setQuery}
          />
        </ToolbarGrow>
      </Toolbar>
      <StackFill>
        <DataTable<SettledItem>
          label={t('viewSettled')}
          columns={columns}
          rows={filterSettled(items ?? [], query)}
          rowKey={({ operationId }) => operationId}
          selectedKey={selectedKey}
          onSelect={({ operationId }) => {
            onSelect(operationId);
          }}
          isLoading={items === undefined}
          empty={
            <EmptyState
              icon={isSearching ? Search : FileCheck}
              title={t(isSearching ? 'noSettledMatch' : 'settledEmptyTitle')}
            >
              {t(isSearching ? 'noSettledMatchText' : 'settledEmptyText')}
            </EmptyState>
          }
        />
      </StackFill>
    </Stack>
  );
}

function useColumns(): readonly DataTableColumn<SettledItem>[] {
  const { t } = useTranslation(['queue', 'common']);
  const subject = useSubjectColumns();
  return useMemo<readonly DataTableColumn<SettledItem>[]>(
    () => [
      ...subject,
      {
        id: 'refusal',
        header: t('refusal'),
        cell: (item) => item.refusal,
        title: (item) => item.refusal,
        widthPx: 220,
        flex: 2,
      },
      {
        id: 'settledAt',
        header: t('settledAt'),
        cell: (item) => formatDateTime(item.settledAt),
        widthPx: 150,
        isTabular: true,
        isDroppable: true,
      },
      { id: 'outcome', header: t('state'), cell: (item) => <OutcomeBadge outcome={item.outcome} />, widthPx: 200 },
    ],
    [t, subject],
  );
}
