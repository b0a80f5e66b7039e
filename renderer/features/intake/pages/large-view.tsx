import { useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { useIntakeState } from '#renderer/features/intake/use-intake.ts';
import { useWorkflows } from '#renderer/context/app-context.tsx';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { chordOf, normaliseChord } from '#renderer/ui/hotkey-registry.ts';
import type { IconType } from '#renderer/ui/icon.tsx';
import { ArrowLeft, ArrowRight, Image, RotateCcw, RotateCw, ZoomIn, ZoomOut } from '#renderer/ui/icons.ts';
import { joinClasses } from '#renderer/ui/join-classes.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import type { DraftComponent } from '#shared/domain/intake-draft.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import styles from './pages.module.css';
import { useLargePicture } from './use-pictures.ts';

const ZOOMS = [1, 1.5, 2, 3, 4] as const;

interface Control {
  readonly shortcut: string;
  readonly label: string;
  readonly icon: IconType;
  readonly run: () => void;
  readonly isDisabled: boolean;
}

/** One page as large as the window, to be compared with the paper that lies beside the screen. */
export function LargeView({
  component,
  place,
  onSelect,
  onClose,
}: {
  readonly component: DraftComponent;
  readonly place: number;
  readonly onSelect: (place: number) => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['pages', 'common']);
  const stage = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(0);
  const page = component.pages[place];
  const controls = useControls(component, place, onSelect, { zoom, setZoom });
  const handleKeyDown = (event: KeyboardEvent): void => {
    const chord = chordOf(event.nativeEvent);
    const control = controls.find(({ shortcut }) => normaliseChord(shortcut) === chord);
    if (control === undefined) return;
    event.preventDefault();
    if (!control.isDisabled) control.run();
  };
  if (page === undefined) return null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('largeTitle')}
      closeLabel={t('common:close')}
      size="full"
      initialFocus={stage}
    >
      <div className={styles.large} onKeyDown={handleKeyDown}>
        <div className={styles.largeBar}>
          <span className={styles.largePlace} role="status">
            {t('largePage', { page: String(place + 1), count: component.pages.length })}
          </span>
          {controls.map(({ shortcut, label, icon, run, isDisabled }) => (
            <Button key={shortcut} size="small" icon={icon} shortcut={shortcut} isDisabled={isDisabled} onClick={run}>
              {label}
            </Button>
          ))}
          {page.isBlank && <Badge tone="warning">{t('blank')}</Badge>}
          {page.note !== 'none' && <Badge tone="info">{t(page.note)}</Badge>}
        </div>
        <div
          ref={stage}
          className={styles.stage}
          tabIndex={0}
          aria-label={t('page', { page: String(place + 1) })}
          role="img"
        >
          <Paper page={page} zoom={ZOOMS[zoom] ?? 1} />
        </div>
      </div>
    </Dialog>
  );
}

function useControls(
  { requirementId, pages }: DraftComponent,
  place: number,
  onSelect: (place: number) => void,
  { zoom, setZoom }: { readonly zoom: number; readonly setZoom: (zoom: number) => void },
): readonly Control[] {
  const { t } = useTranslation('pages');
  const workOnPages = useIntakeState((state) => state.workOnPages);
  const workflows = useWorkflows();
  /** The page that was asked to be put straight and is good as it is. */
  const [asItIs, setAsItIs] = useState<ScannedPage['pageId']>();
  const page = pages[place];
  const pageId = page?.pageId;
  const turn = (by: 90 | -90) => (): void => {
    if (pageId !== undefined) workOnPages(requirementId, { kind: 'turn', pageId, by });
  };
  const switchOriginal = async (): Promise<void> => {
    const other = page && (await workflows.switchOriginal(page));
    if (other !== undefined) workOnPages(requirementId, { kind: 'replace', pageId: other.pageId, page: other });
    else setAsItIs(page?.pageId);
  };
  const isOriginal = page?.hash === page?.originalHash;
  const isAsItIs = isOriginal && pageId !== undefined && asItIs === pageId;
  const [asOriginal, asStraight] = [t('original'), isAsItIs ? t('alreadyStraight') : t('straighten')];
  const control = (
    shortcut: string,
    [label, icon]: readonly [string, IconType],
    run: () => void,
    isDisabled = false,
  ): Control => ({ shortcut, label, icon, run, isDisabled });
  const goTo = (wanted: number) => (): void => {
    onSelect(wanted);
  };
  const zoomTo = (wanted: number) => (): void => {
    setZoom(wanted);
  };
  return [
    control('ArrowLeft', [t('previous'), ArrowLeft], goTo(place - 1), place === 0),
    control('ArrowRight', [t('next'), ArrowRight], goTo(place + 1), place === pages.length - 1),
    control('R', [t('turnRight'), RotateCw], turn(90)),
    control('Shift+R', [t('turnLeft'), RotateCcw], turn(-90)),
    control('O', [isOriginal ? asStraight : asOriginal, Image], () => void switchOriginal(), isAsItIs),
    control('=', [t('larger'), ZoomIn], zoomTo(zoom + 1), zoom === ZOOMS.length - 1),
    control('-', [t('smaller'), ZoomOut], zoomTo(zoom - 1), zoom === 0),
  ];
}

function Paper({ page, zoom }: { readonly page: ScannedPage; readonly zoom: number }) {
  const { t } = useTranslation('pages');
  const picture = useLargePicture(page.hash);
  if (picture.kind === 'missing') {
    return (
      <Notice tone="danger" title={t('noPicture')} isAnnounced>
        {t('noPictureText')}
      </Notice>
    );
  }
  const isSideways = page.turnedBy % 180 !== 0;
  const [width, height] = isSideways ? [page.heightPx, page.widthPx] : [page.widthPx, page.heightPx];
  const shape = { '--page-ratio': String(width / height), '--page-zoom': String(zoom) } as CSSProperties;
  return (
    <div className={joinClasses(styles.paper, isSideways && styles.paperSideways)} style={shape}>
      {picture.kind === 'there' && (
        <img src={picture.src} alt="" style={{ rotate: `${String(page.turnedBy)}deg` }} draggable={false} />
      )}
    </div>
  );
}
