import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeTiffPage } from '#renderer/platform/images/worker/decode-tiff.ts';
import type { Raster } from '#shared/imaging/raster.ts';
import { readTiffPages } from '#shared/imaging/tiff-pages.ts';
import { makeTiff, type TiffPlan } from '#test/support/make-tiff.ts';
import { valueOf } from '#test/unit/shared/domain/samples.ts';

const SIDE = 8;
const PIXELS = SIDE * SIDE;
const [LZW, JPEG, DEFLATE, PACK_BITS] = [5, 7, 8, 32_773];

async function decodeAll(plan: TiffPlan, pages = 1): Promise<readonly Raster[]> {
  const bytes = makeTiff(pages, plan);
  const read = valueOf(readTiffPages(bytes));
  const rasters: Raster[] = [];
  for (const page of read) {
    if (page === undefined) throw new Error('the page is damaged');
    rasters.push(await decodeTiffPage(bytes, page));
  }
  return rasters;
}

/** Brightness of the first and the last pixel. */
const ends = ({ rgba }: Raster): readonly (number | undefined)[] => [rgba[0], rgba.at(-2)];
const ramp = Uint8Array.from({ length: PIXELS }, (_, at) => at * 4);

/** Nine bits each, a fresh table for each pixel: the plainest LZW there is. */
function lzw(pixels: Uint8Array): Uint8Array {
  const [clear, end] = [256, 257];
  const codes = [...[...pixels].flatMap((pixel) => [clear, pixel]), end];
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => parseInt(byte.padEnd(8, '0'), 2));
}

describe('the pixels of a TIFF page', () => {
  it.each<readonly [string, TiffPlan]>([
    ['not compressed', { stripOf: () => ramp }],
    ['of the other byte order', { stripOf: () => ramp, isLittleEndian: false }],
    ['deflated', { compression: DEFLATE, stripOf: () => deflateSync(ramp) }],
    ['in LZW', { compression: LZW, stripOf: () => lzw(ramp) }],
    ['in PackBits', { compression: PACK_BITS, stripOf: () => Uint8Array.of(PIXELS - 1, ...ramp) }],
  ])('%s', async (_, plan) => {
    const [page] = await decodeAll(plan);
    expect(page).toMatchObject({ widthPx: SIDE, heightPx: SIDE });
    expect(page && ends(page)).toEqual([0, 252]);
    expect(page?.rgba[3]).toBe(255);
  });

  it('are those of the page that is asked for, in colour where it has some', async () => {
    const colours = Array.from({ length: PIXELS }, () => [200, 30, 40]).flat();
    const pages = await decodeAll(
      { photometric: 2, samplesPerPixel: 3, stripOf: (page) => Uint8Array.from(colours, (level) => level + page) },
      2,
    );
    expect(pages.map(({ rgba }) => [...rgba.slice(0, 4)])).toEqual([
      [201, 31, 41, 255],
      [202, 32, 42, 255],
    ]);
  });

  it('that unpack to more than the page is large are refused before they are unpacked', async () => {
    const bomb = deflateSync(new Uint8Array(64 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(100_000);
    const before = process.memoryUsage().arrayBuffers;
    await expect(decodeAll({ compression: DEFLATE, stripOf: () => bomb })).rejects.toThrow('unpacks to more');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
  });

  it.each<readonly [string, TiffPlan]>([
    ['deflate that is none', { compression: DEFLATE, stripOf: () => ramp }],
    ['a JPEG that is none', { compression: JPEG, photometric: 6, samplesPerPixel: 3, stripOf: () => ramp }],
  ])('that do not decode are an error: %s', async (_, plan) => {
    await expect(decodeAll(plan)).rejects.toBeDefined();
  });
});
