import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChevronLeft, ChevronRight } from '#renderer/ui/icons.ts';
import type { PageBox } from '#shared/domain/recognised-page.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import styles from './extraction.module.css';

export interface ExtractionPageImage {
  /** Object URL of the picture the text was read from. */
  readonly url: string;
  readonly pageIndex: number;
  /** Of the picture as it is stored; the places of words are told in pixels of the page as it is shown, turned. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly turnedBy: ScannedPage['turnedBy'];
}

export interface ExtractionPageProps {
  readonly pages: readonly ExtractionPageImage[];
  /** Where the value of the field in focus stands. */
  readonly place: { readonly pageIndex: number; readonly boxes: readonly PageBox[] } | undefined;
}

/** The page, with the place of the field in focus marked and enlarged above it. It follows the field. */
export function ExtractionPage({ pages, place }: ExtractionPageProps) {
  const { t } = useTranslation('extraction');
  const [at, setAt] = useState(0);
  const [shownFor, setShownFor] = useState<ExtractionPageProps['place']>();
  if (place !== shownFor) {
    setShownFor(place);
    const found = pages.findIndex(({ pageIndex }) => pageIndex === place?.pageIndex);
    if (found !== -1) setAt(found);
  }
  const page = pages[at];
  if (page === undefined) return null;
  const boxes = place?.pageIndex === page.pageIndex ? place.boxes : [];
  const label = t('page', { number: String(at + 1), count: pages.length });
  return (
    <div className={styles.page}>
      {pages.length > 1 && (
        <div className={styles.turning}>
          <Button icon={ChevronLeft} isDisabled={at === 0} onClick={() => setAt(at - 1)}>
            {t('previousPage')}
          </Button>
          <span>{label}</span>
          <Button icon={ChevronRight} isDisabled={at === pages.length - 1} onClick={() => setAt(at + 1)}>
            {t('nextPage')}
          </Button>
        </div>
      )}
      <MarkedPicture key={page.url} page={page} label={label} boxes={boxes} />
    </div>
  );
}

function MarkedPicture({
  page,
  label,
  boxes,
}: {
  readonly page: ExtractionPageImage;
  readonly label: string;
  readonly boxes: readonly PageBox[];
}) {
  const { t } = useTranslation('extraction');
  const size = shownSize(page);
  const mark = useRef<SVGRectElement>(null);
  useEffect(() => {
    mark.current?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [boxes]);
  return (
    <>
      <div className={styles.enlarged} aria-hidden="true">
        {boxes.length > 0 ? (
          <svg viewBox={viewBoxOf(boxes, size)} preserveAspectRatio="xMinYMid meet">
            <TurnedPicture page={page} />
          </svg>
        ) : (
          <span className={styles.muted}>{t('notFoundOnPage')}</span>
        )}
      </div>
      {/* Focusable, so that the arrow keys scroll it. */}
      <div className={styles.sheet} tabIndex={0} role="group" aria-label={label}>
        <svg className={styles.picture} viewBox={`0 0 ${String(size.width)} ${String(size.height)}`} role="img">
          <title>{label}</title>
          <TurnedPicture page={page} />
          {boxes.map((box, index) => (
            <rect key={index} ref={index === 0 ? mark : undefined} {...padded(box)} rx={6} />
          ))}
        </svg>
      </div>
    </>
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function shownSize({ widthPx, heightPx, turnedBy }: ExtractionPageImage): Size {
  return turnedBy % 180 === 0 ? { width: widthPx, height: heightPx } : { width: heightPx, height: widthPx };
}

function TurnedPicture({ page }: { readonly page: ExtractionPageImage }) {
  const { widthPx: width, heightPx: height, turnedBy, url } = page;
  const corner = { 0: [0, 0], 90: [height, 0], 180: [width, height], 270: [0, width] }[turnedBy];
  const transform = `translate(${corner.join(' ')}) rotate(${String(turnedBy)})`;
  return <image href={url} width={width} height={height} transform={transform} />;
}

const padded = ({ left, top, width, height }: PageBox) => ({
  x: left - 8,
  y: top - 8,
  width: width + 16,
  height: height + 16,
});

/** The rows of the value with a little of what stands around them, as far as the picture goes. */
function viewBoxOf(boxes: readonly PageBox[], size: Size): string {
  const left = Math.max(0, Math.min(...boxes.map((box) => box.left)) - 24);
  const top = Math.max(0, Math.min(...boxes.map((box) => box.top)) - 14);
  const right = Math.min(size.width, Math.max(...boxes.map((box) => box.left + box.width)) + 24);
  const bottom = Math.min(size.height, Math.max(...boxes.map((box) => box.top + box.height)) + 14);
  return `${String(left)} ${String(top)} ${String(right - left)} ${String(bottom - top)}`;
}
