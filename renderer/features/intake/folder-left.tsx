import { useState } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Notice } from '#renderer/ui/notice.tsx';

const MAX_SHOWN = 5;

type LeftReason = 'empty' | 'unfinished' | 'foreign' | 'tooLarge' | 'unreadable' | 'duplicate';

/** Files of the scanner folder that are not offered, each with its reason. Put away, it is back when there is another. */
export function FolderLeft({
  files,
}: {
  readonly files: readonly { readonly fileName: string; readonly reason: LeftReason }[];
}) {
  const { t } = useTranslation(['scanning', 'common']);
  const [read, setRead] = useState('');
  const key = JSON.stringify(files);
  if (files.length === 0 || key === read) return null;
  const more = files.length - MAX_SHOWN;
  return (
    <Notice
      tone="warning"
      title={t('folder.left')}
      isAnnounced
      onDismiss={() => {
        setRead(key);
      }}
      dismissLabel={t('common:close')}
    >
      {files.slice(0, MAX_SHOWN).map(({ fileName, reason }) => (
        <p key={fileName}>
          {fileName}: {t(`folder.leftReason.${reason}`)}
        </p>
      ))}
      {more > 0 && <p>{t('folder.more', { count: more })}</p>}
      <p>{t('folder.leftAdvice')}</p>
    </Notice>
  );
}
