import type { ComponentPdfInput, PageOfPdf } from '#shared/documents/component-pdf/component-pdf.ts';
import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import type { DossierComponentId, OfficerId, ScannedPageId, StationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { sha256Of } from './gateway-station.ts';

type PageInput = ComponentPdfInput['pages'][number];

/** Page `n` of a sample component, 200 dpi from a scanner unless said otherwise. */
export function pageInput(
  n: number,
  picture: Uint8Array<ArrayBuffer>,
  changes: Partial<PageOfPdf> = {},
  recognised?: RecognisedPage,
): PageInput {
  const page: PageOfPdf = {
    pageId: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as ScannedPageId,
    hash: sha256Of(picture),
    ...{ dpi: 200, turnedBy: 0, capturedBy: 'scanner', deviceName: 'Máy quét <mẫu> & Co' },
    capturedAt: '2026-11-20T01:59:00.000Z' as Instant,
    ...changes,
  };
  return { page, picture, ...(recognised && { recognised }) };
}

export function componentInput(pages: readonly PageInput[]): ComponentPdfInput {
  return {
    componentId: 'c0000000-0000-4000-8000-00000000000c' as DossierComponentId,
    componentName: 'Tờ khai đăng ký khai sinh (mẫu)',
    pages,
    madeAt: '2026-11-20T02:03:04.567Z' as Instant,
    stationId: '50000000-0000-4000-8000-000000000005' as StationId,
    officerId: '0f000000-0000-4000-8000-00000000000f' as OfficerId,
  };
}

/** Words of a line, each as wide as its letters. */
export function readPage(widthPx: number, heightPx: number, lines: readonly string[]): RecognisedPage {
  return {
    ...{ widthPx, heightPx, confidence: 90 },
    lines: lines.map((line, index) => {
      let left = 100;
      return {
        words: line.split(' ').map((text) => {
          const box = { left, top: 100 + index * 80, width: text.length * 20, height: 40 };
          left += box.width + 15;
          return { text, box, confidence: 90 };
        }),
      };
    }),
  };
}
