import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { RefreshCw } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import styles from './app.module.css';

/**
 * Work cannot go on in this window: `storeFailed` when the local store did not open (what cannot be stored must not be
 * taken in), `defect` when a screen broke. Says what is kept, and opens the page anew.
 */
export function StoppedScreen({ cause }: { readonly cause: 'storeFailed' | 'defect' }) {
  const { t } = useTranslation('common');
  const again = (
    <Button
      icon={RefreshCw}
      onClick={() => {
        location.reload();
      }}
    >
      {t(`${cause}.again`)}
    </Button>
  );
  return (
    <main className={styles.centre}>
      <Notice tone="danger" title={t(`${cause}.title`)} isAnnounced actions={again}>
        {t(`${cause}.text`)}
      </Notice>
    </main>
  );
}
