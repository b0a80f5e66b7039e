import { useRef, useState } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { useWorkflows } from '#renderer/context/app-context.tsx';
import { useCamera } from '#renderer/context/use-camera.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Camera } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { toLocalDate, toLocalTime } from '#shared/kernel/instant.ts';
import styles from './intake.module.css';

/** Photographs papers one after another with a document camera or the built-in one. */
export function CameraDialog({
  onTaken,
  onClose,
}: {
  readonly onTaken: (file: File) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['intake', 'common']);
  const errorText = useErrorText();
  const workflows = useWorkflows();
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(video);
  // A camera that is on has no picture yet; a press before the first one would take nothing.
  const [hasPicture, setHasPicture] = useState(false);
  const [taken, setTaken] = useState(0);
  const take = async (): Promise<void> => {
    const picture = video.current === null ? null : await grabFrame(video.current);
    if (picture === null) return;
    const now = workflows.now();
    const name = `chup-${toLocalDate(now)}-${toLocalTime(now).replace(':', '')}-${String(taken + 1)}.jpg`;
    onTaken(new File([picture], name, { type: 'image/jpeg' }));
    setTaken(taken + 1);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('cameraTitle')}
      closeLabel={t('common:close')}
      size="large"
      actions={
        <>
          <span>{taken > 0 && t('cameraTaken', { count: taken })}</span>
          <Button
            variant="primary"
            icon={Camera}
            isDisabled={camera !== 'on' || !hasPicture}
            onClick={() => void take()}
          >
            {t('cameraTake')}
          </Button>
        </>
      }
    >
      {camera === 'unavailable' && (
        <Notice tone="danger" title={errorText({ code: 'cameraUnavailable' })} isAnnounced />
      )}
      <video
        ref={video}
        className={styles.video}
        autoPlay
        muted
        playsInline
        aria-label={t('cameraTitle')}
        onLoadedData={() => {
          setHasPicture(true);
        }}
      />
    </Dialog>
  );
}

async function grabFrame(video: HTMLVideoElement): Promise<Blob | null> {
  if (video.videoWidth === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', 0.92);
  });
}
