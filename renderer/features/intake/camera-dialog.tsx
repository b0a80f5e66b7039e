import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { useHost, useWorkflows } from '#renderer/context/app-context.tsx';
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

/** Turns the camera on while the dialog is open; the light goes out with it. */
function useCamera(video: { readonly current: HTMLVideoElement | null }): 'starting' | 'on' | 'unavailable' {
  const host = useHost();
  const [state, setState] = useState<'starting' | 'on' | 'unavailable'>('starting');
  useEffect(() => {
    let isCurrent = true;
    const opened = host.openCamera();
    opened.then(
      (stream) => {
        if (!isCurrent || video.current === null) return;
        video.current.srcObject = stream;
        setState('on');
      },
      () => {
        if (isCurrent) setState('unavailable');
      },
    );
    return () => {
      isCurrent = false;
      opened.then(
        (stream) => {
          for (const track of stream.getTracks()) track.stop();
        },
        () => undefined,
      );
    };
  }, [host, video]);
  return state;
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
