import { useState } from 'react';
import { useHost } from '#renderer/context/app-context.tsx';
import { useScanFolder } from '#renderer/context/use-scan-folder.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { FolderOpen, X } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Panel } from '#renderer/ui/panel.tsx';

type Failure = 'unusable' | 'diskFull' | 'notWritable';

/** Which folder a device scans into, for devices that can do nothing else. */
export function ScanFolderPanel() {
  const { t } = useTranslation('scanning');
  const { capabilities, folder } = useHost();
  const state = useScanFolder();
  const [failure, setFailure] = useState<Failure>();
  if (!capabilities.watchedFolder) return null;
  const folderName = state?.folderName ?? null;
  const choose = async (): Promise<void> => {
    const chosen = await folder.choose();
    setFailure(chosen.ok || chosen.error.code === 'cancelled' ? undefined : chosen.error.code);
  };
  const leave = async (): Promise<void> => {
    const left = await folder.leave();
    setFailure(left.ok ? undefined : left.error.code);
  };
  return (
    <Panel title={t('folder.title')} icon={FolderOpen}>
      <p>{t('folder.hint')}</p>
      <p role="status">{folderName === null ? t('folder.off') : t('folder.on', { folder: folderName })}</p>
      {state?.trouble && folderName !== null && (
        <Notice tone="warning" title={t(`folder.trouble.${state.trouble}`, { folder: folderName })} isAnnounced>
          {t(`folder.troubleAdvice.${state.trouble}`)}
        </Notice>
      )}
      {failure !== undefined && (
        <Notice tone="danger" title={t('folder.notChanged')} isAnnounced>
          {t(`folder.failure.${failure}`)}
        </Notice>
      )}
      <Button icon={FolderOpen} onClick={() => void choose()}>
        {folderName === null ? t('folder.choose') : t('folder.chooseAnother')}
      </Button>
      {folderName !== null && (
        <Button icon={X} onClick={() => void leave()}>
          {t('folder.leave')}
        </Button>
      )}
    </Panel>
  );
}
