import { withJpegDpi } from '#shared/imaging/image-dpi.ts';
import { JPEG_QUALITIES, pageBudgetBytes } from '#shared/imaging/page-size.ts';

/** The best quality that fits the page's budget, the lowest one when none does; the resolution is written into it. */
export async function encodePage(canvas: OffscreenCanvas, dpi: number | undefined): Promise<ArrayBuffer> {
  const budget = pageBudgetBytes(canvas.width, canvas.height);
  let jpeg = new Blob();
  for (const quality of JPEG_QUALITIES) {
    jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (jpeg.size <= budget) break;
  }
  return withJpegDpi(new Uint8Array(await jpeg.arrayBuffer()), dpi).buffer;
}
