import { useDeferredValue, useMemo, useState } from 'react';
import { useNavigation, useQueries } from '#renderer/context/app-context.tsx';
import type { DossierSummaryRow } from '#renderer/data/queries/queries.ts';
import { formatDateTime, formatMoney } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import type { DataTableColumn } from '#renderer/ui/data-table-columns.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { HandCoins, Search } from '#renderer/ui/icons.ts';
import { Stack, StackFill, Toolbar, ToolbarGrow } from '#renderer/ui/screen.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { DossierId } from '#shared/kernel/ids.ts';

/** Dossiers with a fee, to be found by code or name; a code read with the reader opens its dossier here. */
export function CollectTab({ dossierId }: { readonly dossierId: DossierId | null }) {
  const { t } = useTranslation('fees');
  const navigation = useNavigation();
  const [query, setQuery] = useState('');
  const { rows, isComplete } = useQueries().useDossierSearch(useDeferredValue(query));
  const withFee = useMemo(() => rows.filter(({ feeTotalVnd }) => feeTotalVnd > 0), [rows]);
  const isSearching = query.trim() !== '';
  return (
    <Stack>
      <Toolbar label={t('searchLabel')}>
        <ToolbarGrow>
          <TextField
            label={t('searchLabel')}
            isLabelHidden
            type="search"
            icon={Search}
            isAutoFocused
            placeholder={t('searchPlaceholder')}
            value={query}
            onChange={setQuery}
          />
        </ToolbarGrow>
      </Toolbar>
      <StackFill>
        <DataTable<DossierSummaryRow>
          label={t('viewCollect')}
          columns={useColumns()}
          rows={withFee}
          rowKey={(row) => row.dossierId}
          selectedKey={dossierId ?? undefined}
          onSelect={(row) => {
            navigation.openFees(row.dossierId);
          }}
          isLoading={!isComplete && rows.length === 0}
          empty={
            <EmptyState
              icon={isSearching ? Search : HandCoins}
              title={t(isSearching ? 'noMatchTitle' : 'searchEmptyTitle')}
            >
              {t(isSearching ? 'noMatchText' : 'searchEmptyText')}
            </EmptyState>
          }
        />
      </StackFill>
    </Stack>
  );
}

function useColumns(): readonly DataTableColumn<DossierSummaryRow>[] {
  const { t } = useTranslation('fees');
  return useMemo(
    () => [
      { id: 'dossierCode', header: t('dossier'), cell: (row) => row.dossierCode, widthPx: 190, isTabular: true },
      {
        id: 'applicantName',
        header: t('applicant'),
        cell: (row) => row.applicantName,
        title: (row) => row.applicantName,
        widthPx: 160,
        flex: 1,
      },
      {
        id: 'feeTotalVnd',
        header: t('feeTotal'),
        cell: (row) => formatMoney(row.feeTotalVnd),
        widthPx: 110,
        align: 'end',
        isTabular: true,
      },
      {
        id: 'acceptedAt',
        header: t('at'),
        cell: (row) => formatDateTime(row.acceptedAt),
        widthPx: 150,
        isTabular: true,
        isDroppable: true,
      },
    ],
    [t],
  );
}
