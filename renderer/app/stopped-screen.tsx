import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { RefreshCw } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import styles from './app.module.css';

export interface StoppedScreenProps {
  readonly cause: 'storeFailed' | 'journalFailed' | 'defect';
  /** Default: opens the page anew. */
  readonly onAgain?: () => void;
}

/**
 * Work cannot go on in this window: `storeFailed` when the local store did not open, `journalFailed` when what is taken
 * in cannot be written a second time (what cannot be kept must not be taken in), `defect` when a screen broke. Says what
 * is kept, and tries again.
 */
export function StoppedScreen({ cause, onAgain = reload }: StoppedScreenProps) {
  const { t } = useTranslation('common');
  const again = (
    <Button icon={RefreshCw} onClick={onAgain}>
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

function reload(): void {
  location.reload();
}
