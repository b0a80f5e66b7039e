import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { useAttachErrorText } from './use-attach-files.ts';
import type { ScanState } from './use-scan.ts';

/** Which page is being scanned, and how it ended: what happened, what it means and what to do. */
export function ScanReport({ state }: { readonly state: ScanState }) {
  const { t } = useTranslation('scanning');
  const attachErrorText = useAttachErrorText();
  if (state.kind === 'idle') return null;
  if (state.kind === 'scanning') {
    return (
      <Notice title={state.isStopping ? t('stopping') : t('page', { page: String(state.page) })} isAnnounced>
        {t('keptAsTheyCome')}
      </Notice>
    );
  }
  const { end, pages } = state;
  const page = String(end.nextPage);
  if (end.outcome === 'done') {
    return (
      <Notice tone="success" title={t('done', { count: pages })} isAnnounced>
        {t('doneAdvice')}
      </Notice>
    );
  }
  const isPlain = end.outcome === 'cancelled';
  return (
    <Notice tone={isPlain ? 'info' : 'danger'} title={t(`ended.${end.outcome}`, { page })} isAnnounced>
      <p>{end.outcome === 'notKept' ? attachErrorText(end.error) : t(`advice.${end.outcome}`, { page })}</p>
      <p>{end.nextPage > 1 ? t('kept', { last: String(end.nextPage - 1) }) : t('nothingKept')}</p>
    </Notice>
  );
}
