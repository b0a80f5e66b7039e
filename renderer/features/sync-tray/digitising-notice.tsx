import { useQueries } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Notice } from '#renderer/ui/notice.tsx';

/** Components that are not in the queue yet, because their PDF is still to be made. */
export function DigitisingNotice() {
  const { t } = useTranslation('queue');
  const counts = useQueries().useDigitisingCounts();
  const { isDigitisingPaused } = useQueries().useSettings();
  if (counts === undefined || counts.waiting === 0) return null;
  return (
    <Notice tone={counts.failed > 0 ? 'warning' : 'info'} title={t('digitisingNote', { count: counts.waiting })}>
      {[
        counts.failed > 0 && t('digitisingFailed', { count: counts.failed }),
        isDigitisingPaused && t('digitisingPaused'),
      ]
        .filter((line) => line !== false)
        .join(' ')}
    </Notice>
  );
}
