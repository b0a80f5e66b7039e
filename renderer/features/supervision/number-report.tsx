import { useQueries } from '#renderer/context/app-context.tsx';
import type { NumberReportRow } from '#renderer/data/queries/queries.ts';
import { formatLocalDate, formatNumber } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { DefinitionList } from '#renderer/ui/definition-list.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Hash } from '#renderer/ui/icons.ts';
import { Panel } from '#renderer/ui/panel.tsx';

/** Blocks shown; older ones are at the province. */
const MOST_ROWS = 60;

/** What became of every number this station was given: used, unused, returned. */
export function NumberReport() {
  const { t } = useTranslation('supervision');
  const rows = useQueries().useNumberReport();
  if (rows === undefined) return null;
  return (
    <Panel title={t('numberReport')} icon={Hash}>
      {rows.length === 0 && (
        <EmptyState icon={Hash} title={t('numberReportEmptyTitle')}>
          {t('numberReportEmptyText')}
        </EmptyState>
      )}
      {rows.length > 0 && <Blocks rows={rows.slice(0, MOST_ROWS)} />}
    </Panel>
  );
}

function Blocks({ rows }: { readonly rows: readonly NumberReportRow[] }) {
  const { t } = useTranslation('supervision');
  return (
    <DefinitionList
      items={rows.map(({ workingOn, kind, from, to, used, unused, state }) => ({
        term: `${formatLocalDate(workingOn)} · ${t(`numberKind.${kind}`)} ${String(from)}–${String(to)}`,
        value: t('numberCounts', { used: formatNumber(used), unused: formatNumber(unused) }),
        note: kind === 'provisional' ? undefined : t(`numberState.${state}`),
        isTabular: true,
      }))}
    />
  );
}
