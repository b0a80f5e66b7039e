import type { DrawnPage } from '#shared/imaging/adjusted-page.ts';
import { withJpegDpi, withPngDpi } from '#shared/imaging/image-dpi.ts';
import { TIFF_TAG } from '#shared/imaging/tiff-directory.ts';
import { readTiffPages, type TiffPage, type TiffProblem } from '#shared/imaging/tiff-pages.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import { decodeTiffPage } from './decode-tiff.ts';
import { putRaster } from './draw.ts';

/** Hardly to be told from the page in the file. */
const QUALITY = 0.92;
const CENTIMETRES = 3;
const CM_PER_INCH = 2.54;

/** A page that is damaged counts: drawing it says so. */
export async function countTiffPages(file: Blob): Promise<Result<number, TiffProblem>> {
  const pages = readTiffPages(new Uint8Array(await file.arrayBuffer()));
  return pages.ok ? ok(pages.value.length) : pages;
}

/**
 * One page as a picture of its own: black and white as PNG, which is small and exact for it, everything else as JPEG.
 * @throws Error when the page does not decode
 */
export async function drawTiffPage(file: Blob, pageIndex: number): Promise<DrawnPage> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pages = readTiffPages(bytes);
  const page = pages.ok ? pages.value[pageIndex] : undefined;
  if (page === undefined) throw new Error('no such page');
  const canvas = putRaster(await decodeTiffPage(bytes, page));
  const mediaType = page.bitsPerSample === 1 ? 'image/png' : 'image/jpeg';
  const encoded = await canvas.convertToBlob({ type: mediaType, quality: QUALITY });
  const withDpi = mediaType === 'image/png' ? withPngDpi : withJpegDpi;
  const marked = withDpi(new Uint8Array(await encoded.arrayBuffer()), dpiOf(page));
  return { bytes: marked.buffer, mediaType };
}

function dpiOf({ values }: TiffPage): number | undefined {
  const perUnit = values.get(TIFF_TAG.xResolution)?.[0];
  if (perUnit === undefined) return undefined;
  const isPerCm = values.get(TIFF_TAG.resolutionUnit)?.[0] === CENTIMETRES;
  return Math.round(isPerCm ? perUnit * CM_PER_INCH : perUnit);
}
