import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from '#renderer/i18n/use-translation.ts';
import { isConvex, type Point, type Quad } from '#shared/imaging/quad.ts';
import styles from './camera.module.css';

const CORNERS = ['topLeft', 'topRight', 'bottomRight', 'bottomLeft'] as const;
const STEP_PX = 1;
const LARGE_STEP_PX = 10;
/** Of the picture's width: some ten pixels on the screen. */
const HANDLE_SHARE = 1 / 85;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The edges of the page over the camera's picture; its corners are moved by mouse, finger or arrow keys. */
export function PageOutline({
  size,
  corners,
  isByHand,
  onChange,
}: {
  readonly size: PictureSize;
  readonly corners: Quad;
  readonly isByHand: boolean;
  readonly onChange: (corners: Quad) => void;
}) {
  const svg = useRef<SVGSVGElement>(null);
  const move = (index: number, to: Point): void => {
    const inside = { x: clamp(to.x, size.widthPx), y: clamp(to.y, size.heightPx) };
    const [a, b, c, d] = corners.map((corner, at) => (at === index ? inside : corner));
    if (a === undefined || b === undefined || c === undefined || d === undefined) return;
    // Corners that cross are no page.
    if (isConvex([a, b, c, d])) onChange([a, b, c, d]);
  };
  return (
    <svg
      ref={svg}
      className={styles.outline}
      viewBox={`0 0 ${String(size.widthPx)} ${String(size.heightPx)}`}
      preserveAspectRatio="xMidYMid meet"
    >
      <polygon
        className={isByHand ? styles.pageByHand : styles.page}
        points={corners.map(({ x, y }) => `${String(x)},${String(y)}`).join(' ')}
      />
      {CORNERS.map((name, index) => (
        <CornerHandle
          key={name}
          name={name}
          at={corners[index] ?? { x: 0, y: 0 }}
          size={size}
          toPicture={(event) => toPicture(svg.current, event)}
          onMove={(to) => {
            move(index, to);
          }}
        />
      ))}
    </svg>
  );
}

function CornerHandle({
  name,
  at,
  size,
  toPicture: locate,
  onMove,
}: {
  readonly name: (typeof CORNERS)[number];
  readonly at: Point;
  readonly size: PictureSize;
  readonly toPicture: (event: PointerEvent) => Point | undefined;
  readonly onMove: (to: Point) => void;
}) {
  const { t } = useTranslation('intake');
  const [x, y] = [Math.round(at.x), Math.round(at.y)];
  const pressed = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (arrow === undefined) return;
    event.preventDefault();
    const step = event.shiftKey ? LARGE_STEP_PX : STEP_PX;
    onMove({ x: x + arrow.x * step, y: y + arrow.y * step });
  };
  const dragged = (event: PointerEvent): void => {
    const to = event.currentTarget.hasPointerCapture(event.pointerId) ? locate(event) : undefined;
    if (to !== undefined) onMove(to);
  };
  const radius = size.widthPx * HANDLE_SHARE;
  return (
    <g
      className={styles.handle}
      role="slider"
      tabIndex={0}
      aria-label={t(`cameraPage.corner.${name}`)}
      aria-valuemin={0}
      aria-valuemax={size.widthPx}
      aria-valuenow={x}
      aria-valuetext={t('cameraPage.cornerAt', { x: String(x), y: String(y) })}
      onKeyDown={pressed}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={dragged}
    >
      <circle className={styles.reach} cx={at.x} cy={at.y} r={radius * 2} />
      <circle className={styles.dot} cx={at.x} cy={at.y} r={radius} />
    </g>
  );
}

/** From the window's pixels to those of the picture. */
function toPicture(svg: SVGSVGElement | null, event: PointerEvent): Point | undefined {
  const matrix = svg?.getScreenCTM()?.inverse();
  if (matrix === undefined) return undefined;
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  return { x, y };
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
