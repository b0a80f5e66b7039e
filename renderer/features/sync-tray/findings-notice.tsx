import { useQueries, useSession, useWorkflows } from '#renderer/context/app-context.tsx';
import { formatDateTime } from '#renderer/i18n/formats.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Check } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import styles from './sync-tray.module.css';

/** In plain words: what was found in store and journal at the start, what it means, and what to do. */
export function FindingsNotice() {
  const { t } = useTranslation('findings');
  const found = useQueries().useStoreFindings();
  const workflows = useWorkflows();
  const session = useSession();
  if (found === undefined || found === null) return null;
  const { foundAt, tornBytes, damagedParts, restoredCommits, unreadParts, missingScans, isStoreReplaced } = found;
  const isComplete = unreadParts === 0 && missingScans === 0;
  const isDamaged = !isComplete || isStoreReplaced || damagedParts > 0;
  const lines = [
    isStoreReplaced && t('replaced'),
    !isStoreReplaced && restoredCommits > 0 && t('restored', { count: restoredCommits }),
    unreadParts > 0 && t('unread', { count: unreadParts }),
    missingScans > 0 && t('missingScans', { count: missingScans }),
    damagedParts > 0 && unreadParts === 0 && t('damaged', { count: damagedParts }),
    tornBytes > 0 && t('torn'),
    isComplete && t('nothingLost'),
  ].filter((line) => line !== false);
  return (
    <Notice
      tone={isDamaged ? 'warning' : 'info'}
      title={t('title', { time: formatDateTime(foundAt) })}
      isAnnounced
      actions={
        <Button size="small" icon={Check} onClick={() => void workflows.readFindings(session)}>
          {t('read')}
        </Button>
      }
    >
      <ul className={styles.findings}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  );
}
