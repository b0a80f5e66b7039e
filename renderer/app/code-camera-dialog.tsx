import { useRef, useState, type ClipboardEvent } from 'react';
import { useCodePictures } from '#renderer/context/app-context.tsx';
import { useCamera } from '#renderer/context/use-camera.ts';
import { useVideoFrames } from '#renderer/context/use-video-frames.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { FileDrop } from '#renderer/ui/file-drop.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { readCode, type ReadCode } from '#shared/domain/read-code.ts';
import styles from './code-camera.module.css';
import { useCodeNewsText } from './code-news-banner.tsx';

type Message =
  | { readonly kind: 'none' | 'readingFile' | 'noCodeInFile' }
  | { readonly kind: 'refused' | 'postalItem'; readonly code: string };

/** Looks for a code in the camera's picture, or in a picture file. What was read and is of no use here is named. */
export function CodeCameraDialog({
  onRead,
  onClose,
}: {
  readonly onRead: (read: ReadCode) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['codes', 'common']);
  const errorText = useErrorText();
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(video);
  const { message, isDone, readFrame, readFile } = useReading(onRead);
  useVideoFrames(video, camera === 'on', readFrame);
  const takePaste = (event: ClipboardEvent): void => {
    const file = event.clipboardData.files[0];
    if (event.defaultPrevented || file === undefined) return;
    event.preventDefault();
    void readFile(file);
  };
  return (
    // Events of the dialog come up to here: a paste anywhere in it is meant for it, and not for the page behind.
    <div onPaste={takePaste}>
      <Dialog
        isOpen
        onClose={onClose}
        title={t('title')}
        closeLabel={t('common:close')}
        size="large"
        // What was read leads the focus on.
        returnsFocus={() => !isDone()}
      >
        <div className={styles.body}>
          {camera === 'unavailable' ? (
            <Notice tone="danger" title={errorText({ code: 'cameraUnavailable' })} isAnnounced />
          ) : (
            <Notice title={t('hint')} />
          )}
          <ReadingNotice message={message} />
          <video
            ref={video}
            className={camera === 'unavailable' ? styles.videoOff : styles.video}
            autoPlay
            muted
            playsInline
            aria-label={t('title')}
          />
          <FileDrop
            title={t('fileTitle')}
            buttonLabel={t('chooseFile')}
            accept="image/*"
            isMultiple={false}
            onFiles={(files) => {
              const [file] = files;
              if (file !== undefined) void readFile(file);
            }}
          />
        </div>
      </Dialog>
    </div>
  );
}

function ReadingNotice({ message }: { readonly message: Message }) {
  const { t } = useTranslation('codes');
  const newsText = useCodeNewsText();
  switch (message.kind) {
    case 'none':
      return null;
    case 'readingFile':
      return <Notice title={t('readingFile')} isAnnounced />;
    case 'noCodeInFile':
      return <Notice tone="warning" title={t('noCodeInFile')} isAnnounced />;
    case 'refused':
    case 'postalItem':
      return <Notice tone="warning" title={newsText(message)} isAnnounced />;
  }
}

interface Reading {
  readonly message: Message;
  /** A code of use was found and handed on. */
  readonly isDone: () => boolean;
  readonly readFrame: (frame: ImageBitmap) => Promise<void>;
  readonly readFile: (file: File) => Promise<void>;
}

function useReading(onRead: (read: ReadCode) => void): Reading {
  const pictures = useCodePictures();
  const [message, setMessage] = useState<Message>({ kind: 'none' });
  const found = useRef(false);
  /** @returns whether there was any code */
  const takeTexts = (texts: readonly string[]): boolean => {
    const [first] = texts.map((text) => readCode(text, 'seen')).sort((a, b) => Number(isOfUse(b)) - Number(isOfUse(a)));
    if (first === undefined) return false;
    if (found.current) return true;
    if (first.kind === 'refused') setMessage({ kind: 'refused', code: first.error.code });
    else if (first.kind === 'postalItem') setMessage({ kind: 'postalItem', code: first.itemCode });
    else {
      found.current = true;
      onRead(first);
    }
    return true;
  };
  return {
    message,
    isDone: () => found.current,
    async readFrame(frame) {
      const read = await pictures.read(frame);
      if (read.ok) takeTexts(read.value.texts);
      else setMessage({ kind: 'refused', code: read.error.code });
    },
    async readFile(file) {
      setMessage({ kind: 'readingFile' });
      const read = await pictures.read(file);
      if (!read.ok) setMessage({ kind: 'refused', code: read.error.code });
      else if (!takeTexts(read.value.texts)) setMessage({ kind: 'noCodeInFile' });
    },
  };
}

/** A card or a receipt beside another code in the same picture comes first. */
function isOfUse(read: ReadCode): boolean {
  return read.kind === 'idCard' || read.kind === 'dossier';
}
