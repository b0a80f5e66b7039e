import { useScanFolder } from '#renderer/context/use-scan-folder.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { useHotkeys } from '#renderer/ui/hotkeys.ts';
import { FolderOpen } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { OfferedFile } from '#renderer/workflows/take-folder-files.ts';
import { FolderLeft } from './folder-left.tsx';
import { FolderProblems } from './folder-problems.tsx';
import styles from './intake.module.css';
import { useTakeFolderFiles } from './use-take-folder-files.ts';

/** Where a scanner folder is watched: offers what the device has scanned to the component that takes files now. */
export function FolderPages({ requirementId }: { readonly requirementId: string }) {
  const { t } = useTranslation('scanning');
  const state = useScanFolder();
  const offeredText = useOfferedText();
  const { take, isTaking, problems, dismiss } = useTakeFolderFiles(requirementId);
  const offered = state?.offered ?? [];
  const takeAll = (): void => {
    void take(offered);
  };
  useHotkeys({ 'Alt+W': takeAll }, { isEnabled: offered.length > 0 });
  if (state === undefined || state.folderName === null) return null;
  const folder = state.folderName;
  return (
    <>
      <div role="status">
        {offered.length > 0 ? (
          <Button
            icon={FolderOpen}
            shortcut="Alt+W"
            isDisabled={isTaking}
            disabledReason={t('folder.taking')}
            onClick={takeAll}
          >
            {offeredText(offered)}
          </Button>
        ) : (
          state.trouble === null && <span className={styles.fileFacts}>{t('folder.waiting', { folder })}</span>
        )}
      </div>
      {state.trouble !== null && (
        <Notice tone="warning" title={t(`folder.trouble.${state.trouble}`, { folder })} isAnnounced>
          {t(`folder.troubleAdvice.${state.trouble}`)}
        </Notice>
      )}
      <FolderLeft files={state.left} />
      <FolderProblems problems={problems} onDismiss={dismiss} />
    </>
  );
}

/** Pages, unless a file is among them whose pages are counted only when it is taken. */
function useOfferedText(): (offered: readonly OfferedFile[]) => string {
  const { t } = useTranslation('scanning');
  return (offered) => {
    const hasUncounted = offered.some(({ pages }) => pages === null);
    if (hasUncounted) return t('folder.newFiles', { count: offered.length });
    return t('folder.newPages', { count: offered.reduce((sum, { pages }) => sum + (pages ?? 0), 0) });
  };
}
