import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChevronLeft, ChevronRight } from '#renderer/ui/icons.ts';
import type { PageBox } from '#shared/domain/recognised-page.ts';
import styles from './extraction.module.css';

export interface ExtractionPageImage {
  /** Object URL of the picture the text was read from. */
  readonly url: string;
  readonly pageIndex: number;
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
      <MarkedPicture key={page.url} url={page.url} label={label} boxes={boxes} />
    </div>
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function MarkedPicture({
  url,
  label,
  boxes,
}: {
  readonly url: string;
  readonly label: string;
  readonly boxes: readonly PageBox[];
}) {
  const { t } = useTranslation('extraction');
  const [size, setSize] = useState<Size>();
  const mark = useRef<SVGRectElement>(null);
  useEffect(() => {
    mark.current?.scrollIntoView({ block: 'center', inline: 'nearest' });
  }, [boxes, size]);
  const [first] = boxes;
  return (
    <>
      <div className={styles.enlarged} aria-hidden="true">
        {size !== undefined && first !== undefined ? (
          <svg viewBox={viewBoxOf(boxes, size)} preserveAspectRatio="xMinYMid meet">
            <image href={url} width={size.width} height={size.height} />
          </svg>
        ) : (
          <span className={styles.muted}>{t('notFoundOnPage')}</span>
        )}
      </div>
      {/* Focusable, so that the arrow keys scroll it. */}
      <div className={styles.sheet} tabIndex={0} role="group" aria-label={label}>
        <div className={styles.picture}>
          <img
            src={url}
            alt={label}
            draggable={false}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
              setSize({ width: naturalWidth, height: naturalHeight });
            }}
          />
          {size !== undefined && (
            <svg viewBox={`0 0 ${String(size.width)} ${String(size.height)}`} aria-hidden="true">
              {boxes.map((box, index) => (
                <rect key={index} ref={index === 0 ? mark : undefined} {...padded(box)} rx={6} />
              ))}
            </svg>
          )}
        </div>
      </div>
    </>
  );
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
