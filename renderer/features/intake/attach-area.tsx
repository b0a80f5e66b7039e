import { useState } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { FileDrop } from '#renderer/ui/file-drop.tsx';
import { Camera } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { ComponentRequirement } from '#shared/domain/procedure.ts';
import { CameraDialog } from './camera/camera-dialog.tsx';
import { FolderPages } from './folder-pages.tsx';
import styles from './intake.module.css';
import { StackCheckbox } from './pages/stack-checkbox.tsx';
import { ScanButton } from './scan-button.tsx';
import { useAttachFiles } from './use-attach-files.ts';

const ACCEPTED_TYPES = 'image/jpeg,image/png,image/tiff,.tif,.tiff,image/heic,.heic,application/pdf';

/** Where the component that takes files now gets them from. */
export function AttachArea({ requirement }: { readonly requirement: ComponentRequirement }) {
  const { t } = useTranslation(['intake', 'common']);
  const [isCameraOpen, setCameraOpen] = useState(false);
  const { attach, problems, dismiss, isAttaching } = useAttachFiles(requirement.requirementId);
  return (
    <div className={styles.attach}>
      <FileDrop
        isCompact
        title={isAttaching ? t('attaching') : t('dropHere')}
        buttonLabel={t('attach')}
        accept={ACCEPTED_TYPES}
        isMultiple
        takesPastesAnywhere
        onFiles={(files) => {
          void attach(files, 'import');
        }}
      />
      <div className={styles.captureButtons}>
        <ScanButton requirement={requirement} />
        <Button
          icon={Camera}
          onClick={() => {
            setCameraOpen(true);
          }}
        >
          {t('camera')}
        </Button>
      </div>
      <StackCheckbox />
      <FolderPages requirementId={requirement.requirementId} />
      {problems.map((problem) => (
        <Notice
          key={problem.key}
          tone="danger"
          title={problem.fileName}
          isAnnounced
          onDismiss={() => {
            dismiss(problem.key);
          }}
          dismissLabel={t('common:close')}
        >
          {problem.text}
        </Notice>
      ))}
      {isCameraOpen && (
        <CameraDialog
          onTaken={(file) => {
            void attach([file], 'camera');
          }}
          onClose={() => {
            setCameraOpen(false);
          }}
        />
      )}
    </div>
  );
}
