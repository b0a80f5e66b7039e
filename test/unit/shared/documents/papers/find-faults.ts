import { MM, type PageDrawing } from '#shared/documents/layout/drawing.ts';
import type { PaperSize } from '#shared/documents/layout/page-painter.ts';

/** What few printers reach. */
const UNPRINTABLE = 4.2 * MM;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Names what sticks out of the page or stands on something else; an empty list is a sound layout. */
export function findFaults(pages: readonly PageDrawing[], size: PaperSize, border = UNPRINTABLE): readonly string[] {
  return pages.flatMap((page, pageIndex) => {
    const boxes = page.ops.flatMap((op): readonly Box[] => {
      if (op.kind === 'bar') return [];
      if (op.kind === 'shape') return [{ left: op.x, right: op.x + 22 * MM, top: op.y, bottom: op.y + 22 * MM }];
      return [{ left: op.x, right: op.x + op.width, top: op.y - op.size * 0.68, bottom: op.y + op.size * 0.2 }];
    });
    const bars = page.ops.flatMap((op): readonly Box[] =>
      op.kind === 'bar' ? [{ left: op.x, right: op.x + op.width, top: op.y, bottom: op.y + op.height }] : [],
    );
    const outside = [...boxes, ...bars].filter(
      ({ left, right, top, bottom }) =>
        left < border || right > size.width - border || top < border || bottom > size.height - border,
    );
    const overlaps = boxes.flatMap((a, index) =>
      boxes
        .slice(index + 1)
        .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
    );
    return [
      ...outside.map(({ left, top }) => `page ${String(pageIndex + 1)}: outside at ${String(left)}, ${String(top)}`),
      ...overlaps.map(({ left, top }) => `page ${String(pageIndex + 1)}: overlap at ${String(left)}, ${String(top)}`),
    ];
  });
}
