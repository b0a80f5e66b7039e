import { useRef, useState, type ReactNode, type RefObject, type SyntheticEvent } from 'react';
import { useCamera, type CameraState } from '#renderer/context/use-camera.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Camera, Crop, RotateCcw } from '#renderer/ui/icons.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { scaleQuad, wholePicture, type Quad } from '#shared/imaging/quad.ts';
import styles from './camera.module.css';
import { PageOutline } from './page-outline.tsx';
import { TakenStrip } from './taken-strip.tsx';
import { usePageFinder } from './use-page-finder.ts';
import { useTaking, type Taking } from './use-taking.ts';

interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Photographs papers one after another with a document camera or the built-in one. */
export function CameraDialog({
  onTaken,
  onClose,
}: {
  readonly onTaken: (file: File) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['intake', 'common']);
  const video = useRef<HTMLVideoElement>(null);
  const takeButton = useRef<HTMLButtonElement>(null);
  const camera = useCamera(video);
  // A camera that is on has no picture yet; a press before the first one would take nothing.
  const [size, setSize] = useState<PictureSize>();
  const [isAutomatic, setAutomatic] = useState(true);
  const [byHand, setByHand] = useState<Quad>();
  const taking = useTaking(video, onTaken);
  const finder = usePageFinder(video, camera === 'on' && size !== undefined, async (still) =>
    isAutomatic && byHand === undefined ? taking.take(still) : false,
  );
  const corners = byHand ?? finder.found;
  const takeNow = async (): Promise<void> => {
    if (await taking.take(corners)) finder.markTaken();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('cameraTitle')}
      closeLabel={t('common:close')}
      size="full"
      initialFocus={takeButton}
      actions={
        <>
          <span className={styles.count}>
            {taking.pages.length > 0 && t('cameraTaken', { count: taking.pages.length })}
          </span>
          <CornersButton size={size} found={finder.found} byHand={byHand} onChange={setByHand} />
          <Button
            ref={takeButton}
            variant="primary"
            icon={Camera}
            isDisabled={camera !== 'on' || size === undefined || taking.isTaking}
            onClick={() => void takeNow()}
          >
            {t('cameraTake')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <Stage video={video} onSize={setSize}>
          {size !== undefined && corners !== undefined && (
            <PageOutline size={size} corners={corners} isByHand={byHand !== undefined} onChange={setByHand} />
          )}
        </Stage>
        <div className={styles.aside}>
          <Situation
            camera={camera}
            taking={taking}
            hasPage={corners !== undefined}
            isByHand={byHand !== undefined}
            isAutomatic={isAutomatic}
          />
          <Checkbox
            label={t('cameraPage.automatic')}
            detail={t('cameraPage.automaticDetail')}
            isChecked={isAutomatic}
            onChange={setAutomatic}
          />
          <TakenStrip pages={taking.pages} />
        </div>
      </div>
    </Dialog>
  );
}

/** The camera's picture, and what is drawn over it. */
function Stage({
  video,
  onSize,
  children,
}: {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly onSize: (size: PictureSize | undefined) => void;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation('intake');
  const tellSize = ({ currentTarget }: SyntheticEvent<HTMLVideoElement>): void => {
    onSize(sizeOf(currentTarget));
  };
  return (
    <div className={styles.stage}>
      <video
        ref={video}
        className={styles.video}
        autoPlay
        muted
        playsInline
        aria-label={t('cameraTitle')}
        onResize={tellSize}
        onLoadedData={tellSize}
      />
      {children}
    </div>
  );
}

function sizeOf({ videoWidth, videoHeight }: HTMLVideoElement): PictureSize | undefined {
  return videoWidth === 0 ? undefined : { widthPx: videoWidth, heightPx: videoHeight };
}

/** Corners by hand where none are found, and back to those that are found. */
function CornersButton({
  size,
  found,
  byHand,
  onChange,
}: {
  readonly size: PictureSize | undefined;
  readonly found: Quad | undefined;
  readonly byHand: Quad | undefined;
  readonly onChange: (corners: Quad | undefined) => void;
}) {
  const { t } = useTranslation('intake');
  const begin = (): void => {
    if (size !== undefined) onChange(found ?? insetOf(size));
  };
  return (
    <Button
      icon={byHand === undefined ? Crop : RotateCcw}
      isDisabled={size === undefined}
      onClick={() => {
        if (byHand === undefined) begin();
        else onChange(undefined);
      }}
    >
      {t(byHand === undefined ? 'cameraPage.byHand' : 'cameraPage.asFound')}
    </Button>
  );
}

const INSET = 0.1;

/** Where the officer begins when no page was found. */
function insetOf({ widthPx, heightPx }: PictureSize): Quad {
  const [a, b, c, d] = scaleQuad(wholePicture(widthPx, heightPx), 1 - 2 * INSET);
  const moved = ({ x, y }: Quad[0]): Quad[0] => ({ x: x + widthPx * INSET, y: y + heightPx * INSET });
  return [moved(a), moved(b), moved(c), moved(d)];
}

/** What the camera sees and what will happen, in one line that is announced when it changes. */
function Situation({
  camera,
  taking,
  hasPage,
  isByHand,
  isAutomatic,
}: {
  readonly camera: CameraState;
  readonly taking: Taking;
  readonly hasPage: boolean;
  readonly isByHand: boolean;
  readonly isAutomatic: boolean;
}) {
  const { t } = useTranslation('intake');
  const errorText = useErrorText();
  if (camera === 'unavailable') {
    return <Notice tone="danger" title={errorText({ code: 'cameraUnavailable' })} isAnnounced />;
  }
  if (taking.hasFailed) return <Notice tone="danger" title={t('cameraPage.notTaken')} isAnnounced />;
  if (isByHand) return <Notice title={t('cameraPage.cornersByHand')} isAnnounced />;
  if (!hasPage) return <Notice tone="warning" title={t('cameraPage.noPage')} isAnnounced />;
  if (!isAutomatic) return <Notice title={t('cameraPage.pressToTake')} isAnnounced />;
  return (
    <Notice title={taking.pages.length === 0 ? t('cameraPage.holdStill') : t('cameraPage.nextPage')} isAnnounced />
  );
}
