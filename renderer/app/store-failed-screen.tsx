import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { RefreshCw } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import styles from './app.module.css';

/** Stops intake with a clear page: what cannot be stored must not be taken in. */
export function StoreFailedScreen() {
  const { t } = useTranslation('common');
  return (
    <main className={styles.centre}>
      <Notice
        tone="danger"
        title={t('storeFailed.title')}
        isAnnounced
        actions={
          <Button
            icon={RefreshCw}
            onClick={() => {
              location.reload();
            }}
          >
            {t('storeFailed.again')}
          </Button>
        }
      >
        {t('storeFailed.text')}
      </Notice>
    </main>
  );
}
