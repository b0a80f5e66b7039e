import { useDeferredValue, useMemo, useState } from 'react';
import { useNavigation, useQueries } from '#renderer/context/app-context.tsx';
import type { DossierSummaryRow } from '#renderer/data/queries/queries.ts';
import { formatDateTime, formatMoney, formatNumber } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import type { DataTableColumn, DataTableSort } from '#renderer/ui/data-table-columns.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { BookOpen, FilePlus, FolderOpen, Search } from '#renderer/ui/icons.ts';
import { Screen, Stack, StackFill, Toolbar, ToolbarGrow } from '#renderer/ui/screen.tsx';
import { SplitPane } from '#renderer/ui/split-pane.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { DossierId } from '#shared/kernel/ids.ts';
import { DossierDetailPane } from './dossier-detail-pane.tsx';
import { StateBadge } from './state-badge.tsx';

/** Every dossier taken in at this station; one look at one dossier needs no other page. */
export function DossiersScreen({ dossierId }: { readonly dossierId: DossierId | null }) {
  const { t } = useTranslation(['dossiers', 'extraction', 'register']);
  const navigation = useNavigation();
  const [query, setQuery] = useState('');
  const [sort, setSort] = useState<DataTableSort>({ columnId: 'acceptedAt', direction: 'descending' });
  const { rows, isComplete } = useQueries().useDossierSearch(useDeferredValue(query));
  const sorted = useMemo(() => sortRows(rows, sort), [rows, sort]);
  const columns = useColumns();
  const unconfirmed = useQueries().useUnconfirmedCount() ?? 0;
  const note = [
    ...(isComplete ? [t('count', { count: rows.length, formatted: formatNumber(rows.length) })] : []),
    ...(unconfirmed > 0 ? [t('extraction:waiting', { count: unconfirmed })] : []),
  ].join(' · ');
  return (
    <Screen title={t('title')} note={note === '' ? undefined : note}>
      <SplitPane detail={dossierId !== null && <DossierDetailPane dossierId={dossierId} />}>
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
            <Button
              icon={BookOpen}
              onClick={() => {
                navigation.openDossierRegister();
              }}
            >
              {t('register:title')}
            </Button>
          </Toolbar>
          <StackFill>
            <DataTable<DossierSummaryRow>
              label={t('title')}
              columns={columns}
              rows={sorted}
              rowKey={(row) => row.dossierId}
              selectedKey={dossierId ?? undefined}
              onSelect={(row) => {
                navigation.openDossier(row.dossierId);
              }}
              sort={sort}
              onSortChange={setSort}
              isLoading={!isComplete && rows.length === 0}
              empty={<Nothing isSearching={query.trim() !== ''} />}
            />
          </StackFill>
        </Stack>
      </SplitPane>
    </Screen>
  );
}

function Nothing({ isSearching }: { readonly isSearching: boolean }) {
  const { t } = useTranslation('dossiers');
  const navigation = useNavigation();
  if (isSearching) {
    return (
      <EmptyState icon={Search} title={t('noMatchTitle')}>
        {t('noMatchText')}
      </EmptyState>
    );
  }
  const start = (
    <Button
      icon={FilePlus}
      shortcut="F2"
      onClick={() => {
        navigation.openScreen('intake');
      }}
    >
      {t('startIntake')}
    </Button>
  );
  return (
    <EmptyState icon={FolderOpen} title={t('emptyTitle')} actions={start}>
      {t('emptyText')}
    </EmptyState>
  );
}

function useColumns(): readonly DataTableColumn<DossierSummaryRow>[] {
  const { t } = useTranslation(['dossiers', 'province']);
  const inConflict = useQueries().useDossiersInConflict();
  return useMemo(
    () => [
      {
        id: 'dossierCode',
        header: t('code'),
        cell: (row) => row.dossierCode,
        widthPx: 224,
        isTabular: true,
        isSortable: true,
      },
      {
        id: 'applicantName',
        header: t('applicant'),
        cell: (row) => row.applicantName,
        title: (row) => row.applicantName,
        widthPx: 160,
        flex: 1,
        isSortable: true,
      },
      {
        id: 'procedureName',
        header: t('procedure'),
        cell: (row) => row.procedureName,
        title: (row) => row.procedureName,
        widthPx: 180,
        flex: 2,
        isSortable: true,
      },
      {
        id: 'state',
        header: t('state'),
        cell: (row) =>
          inConflict?.has(row.dossierId) === true ? (
            <Badge tone="warning">{t('province:conflictBadge')}</Badge>
          ) : (
            <StateBadge state={row.state} />
          ),
        widthPx: 170,
        isDroppable: true,
      },
      {
        id: 'acceptedAt',
        header: t('acceptedAt'),
        cell: (row) => formatDateTime(row.acceptedAt),
        widthPx: 150,
        isTabular: true,
        isSortable: true,
      },
      {
        id: 'resultDueAt',
        header: t('dueAt'),
        cell: (row) => formatDateTime(row.resultDueAt),
        widthPx: 150,
        isTabular: true,
        isSortable: true,
        isDroppable: true,
      },
      {
        id: 'feeTotalVnd',
        header: t('fee'),
        cell: (row) => formatMoney(row.feeTotalVnd),
        widthPx: 100,
        align: 'end',
        isTabular: true,
        isSortable: true,
        isDroppable: true,
      },
    ],
    [t, inConflict],
  );
}

const collator = new Intl.Collator('vi');
type SortableColumn = 'dossierCode' | 'applicantName' | 'procedureName' | 'acceptedAt' | 'resultDueAt' | 'feeTotalVnd';

/** Rows come newest first; any other order is made here. */
function sortRows(rows: readonly DossierSummaryRow[], sort: DataTableSort): readonly DossierSummaryRow[] {
  if (sort.columnId === 'acceptedAt') return sort.direction === 'descending' ? rows : rows.toReversed();
  const column = sort.columnId as SortableColumn;
  const direction = sort.direction === 'ascending' ? 1 : -1;
  return rows.toSorted((a, b) => direction * compare(a[column], b[column]));
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
}
