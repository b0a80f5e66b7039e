import { useQueries } from '#renderer/context/app-context.tsx';
import { formatDateTime, formatNumber } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Notice } from '#renderer/ui/notice.tsx';

/** Running numbers named one by one; a copy restored from last week would fill the screen. */
const MOST_NAMED = 5;

/** Warns of what the province has found out of order in this station's chain of operations; nothing when all is well. */
export function ChainNotice() {
  const { t } = useTranslation('supervision');
  const breaks = useQueries().useChainBreaks() ?? [];
  const reportedAt = breaks.map((row) => row.reportedAt).sort()[0];
  if (reportedAt === undefined) return null;
  const named = breaks.slice(0, MOST_NAMED).map((row) => formatNumber(row.stationSequence));
  const numbers = [...named, ...(breaks.length > MOST_NAMED ? ['…'] : [])].join(', ');
  return (
    <Notice tone="warning" title={t('chainTitle')} isAnnounced>
      {t('chainText', { numbers })} {t('chainSince', { time: formatDateTime(reportedAt) })}
    </Notice>
  );
}
