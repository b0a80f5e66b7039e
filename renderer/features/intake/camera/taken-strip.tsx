import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import type { TakenPage } from './use-taking.ts';
import styles from './camera.module.css';

/** What was taken since the dialog was opened, the newest first. */
export function TakenStrip({ pages }: { readonly pages: readonly TakenPage[] }) {
  const { t } = useTranslation('intake');
  if (pages.length === 0) return <p className={styles.noneYet}>{t('cameraPage.noneYet')}</p>;
  return (
    <ol className={styles.strip} aria-label={t('cameraPage.strip')} reversed>
      {pages.toReversed().map(({ number, url, isBlank }) => (
        <li key={number} className={styles.taken}>
          {url === undefined ? null : <img className={styles.small} src={url} alt="" />}
          <span>{t('cameraPage.page', { number: String(number) })}</span>
          {isBlank && <Badge tone="warning">{t('cameraPage.mayBeBlank')}</Badge>}
        </li>
      ))}
    </ol>
  );
}
