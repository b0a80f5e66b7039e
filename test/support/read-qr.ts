import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Grey } from '#shared/imaging/raster.ts';
import { toRaster } from './sample-page.ts';

/** The texts of the QR codes in a picture. */
export async function readQr(picture: Grey): Promise<readonly string[]> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
  const { widthPx: width, heightPx: height, rgba: data } = toRaster(picture);
  const pixels = { width, height, data, colorSpace: 'srgb' } as unknown as ImageData;
  const found = await readBarcodes(pixels, { formats: ['QRCode'] });
  return found.map(({ text }) => text);
}
