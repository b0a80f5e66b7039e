import { useQueries } from '#renderer/context/app-context.tsx';
import { formatDateTime, formatNumber } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Archive } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';

/** Named one by one; the queue screen finds the others. */
const MOST_SHOWN = 20;

/** What supervisors have ended the work on: how many, and for the latest why, who and when. */
export function SetAsideReport() {
  const { t } = useTranslation(['supervision', 'queue', 'common']);
  const items = useQueries()
    .useSettledItems()
    ?.filter(({ outcome }) => outcome === 'setAside');
  if (items === undefined) return null;
  return (
    <Panel title={t('setAsideTitle')} icon={Archive} aside={items.length > 0 ? formatNumber(items.length) : undefined}>
      {items.length === 0 && (
        <EmptyState icon={Archive} title={t('setAsideEmptyTitle')}>
          {t('setAsideEmptyText')}
        </EmptyState>
      )}
      {items.slice(0, MOST_SHOWN).map((item) => (
        <Notice
          key={item.operationId}
          icon={Archive}
          title={`${item.dossierCode ?? t('queue:notAccepted')} · ${t(`common:operation.${item.kind}`)}: ${item.setAside?.reason ?? ''}`}
        >
          {t('setAsideBy', {
            name: item.officerName ?? '',
            time: formatDateTime(item.settledAt),
            refusal: item.refusal,
          })}
        </Notice>
      ))}
    </Panel>
  );
}
