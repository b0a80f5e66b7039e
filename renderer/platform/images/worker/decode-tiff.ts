import * as utif from 'utif2';
import { orientRaster } from '#shared/imaging/orient.ts';
import type { Raster } from '#shared/imaging/raster.ts';
import { DEFLATE_COMPRESSIONS, type TiffPage } from '#shared/imaging/tiff-pages.ts';

const BITS_PER_BYTE = 8;

/**
 * Decodes one page that `readTiffPages` has judged. The library is given that page's own tags and never walks the file:
 * it follows circles for ever and knows raw formats of cameras that no scanner writes.
 * @throws Error when the pixels do not decode
 */
export async function decodeTiffPage(bytes: Uint8Array<ArrayBuffer>, page: TiffPage): Promise<Raster> {
  if (DEFLATE_COMPRESSIONS.has(page.compression)) await refuseBomb(bytes, page);
  const tags = Object.fromEntries([...page.values].map(([tag, values]) => [`t${String(tag)}`, [...values]]));
  const image = { ...tags, width: page.widthPx, height: page.heightPx };
  utif.decodeImage(bytes.buffer, image);
  const rgba = utif.toRGBA8(image);
  if (rgba.length !== page.widthPx * page.heightPx * 4) throw new Error('not decoded');
  // A fourth sample is no transparency on paper.
  for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
  const raster = { widthPx: page.widthPx, heightPx: page.heightPx, rgba: new Uint8ClampedArray(rgba) };
  return orientRaster(raster, page.orientation);
}

/** The library unpacks a strip whole before it looks at its size; a few kilobytes may unpack to gigabytes. */
async function refuseBomb(bytes: Uint8Array<ArrayBuffer>, page: TiffPage): Promise<void> {
  const rowBytes = Math.ceil((page.widthPx * page.bitsPerSample * page.samplesPerPixel) / BITS_PER_BYTE);
  const mostBytes = rowBytes * (page.heightPx + 1);
  for (const { at, length } of page.strips) {
    let unpacked = 0;
    const reader = new Blob([bytes.subarray(at, at + length)])
      .stream()
      .pipeThrough(new DecompressionStream('deflate'))
      .getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      unpacked += part.value.length;
      if (unpacked <= mostBytes) continue;
      await reader.cancel();
      throw new Error('unpacks to more than its size');
    }
  }
}
