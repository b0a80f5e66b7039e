import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_IMAGE_PIXELS } from '#shared/imaging/image-header.ts';
import { readTiffPages } from '#shared/imaging/tiff-pages.ts';
import { makeTiff } from '#test/support/make-tiff.ts';
import { valueOf } from '#test/unit/shared/domain/samples.ts';

const FIRST_DIRECTORY = 8;
const ENTRIES = 8;
const NEXT_AT = FIRST_DIRECTORY + 2 + ENTRIES * 12;
const PAGE_BYTES = 2 + ENTRIES * 12 + 4 + 64;

/** Sets a number of a page's directory: `[entry, offset in it]`. */
function withNumber(
  tiff: Uint8Array<ArrayBuffer>,
  page: number,
  entry: number,
  value: number,
): Uint8Array<ArrayBuffer> {
  const at = FIRST_DIRECTORY + page * PAGE_BYTES + 2 + entry * 12;
  const view = new DataView(tiff.buffer);
  view.setUint16(at + 2, 4, true);
  view.setUint32(at + 8, value, true);
  return tiff;
}

function withNext(tiff: Uint8Array<ArrayBuffer>, page: number, nextAt: number): Uint8Array<ArrayBuffer> {
  new DataView(tiff.buffer).setUint32(NEXT_AT + page * PAGE_BYTES, nextAt, true);
  return tiff;
}

const [WIDTH, HEIGHT, DEPTH, COMPRESSION, STRIP_AT] = [0, 1, 2, 3, 5];

describe('the pages of a TIFF file', () => {
  it.each([true, false])('are walked in both byte orders (little-endian: %s)', (isLittleEndian) => {
    const pages = valueOf(readTiffPages(makeTiff(3, isLittleEndian)));
    expect(pages).toHaveLength(3);
    expect(pages[2]).toMatchObject({ widthPx: 8, heightPx: 8, bitsPerSample: 8, compression: 1, orientation: 1 });
    expect(pages[2]?.strips).toEqual([{ at: FIRST_DIRECTORY + 2 * PAGE_BYTES + PAGE_BYTES - 64, length: 64 }]);
  });

  it('go on to the one that was cut off, which counts as damaged', () => {
    const whole = makeTiff(3);
    const pages = valueOf(readTiffPages(whole.slice(0, whole.length - 10)));
    expect(pages.map((page) => page === undefined)).toEqual([false, false, true]);
    const inDirectory = valueOf(readTiffPages(whole.slice(0, FIRST_DIRECTORY + PAGE_BYTES + 20)));
    expect(inDirectory.map((page) => page === undefined)).toEqual([false, true]);
  });

  it('that lead in a circle end where it closes', () => {
    const pages = valueOf(readTiffPages(withNext(makeTiff(2), 1, FIRST_DIRECTORY)));
    expect(pages.map((page) => page === undefined)).toEqual([false, false, true]);
    expect(valueOf(readTiffPages(withNext(makeTiff(1), 0, FIRST_DIRECTORY)))).toHaveLength(2);
  });

  it('of which one would decode to more than a counter can hold are refused before anything is decoded', () => {
    const bomb = withNumber(withNumber(makeTiff(2), 1, WIDTH, 30_000), 1, HEIGHT, 20_000);
    expect(readTiffPages(bomb)).toEqual({
      ok: false,
      error: { code: 'imageTooLarge', details: { pixels: 600_000_000, maxPixels: MAX_IMAGE_PIXELS } },
    });
  });

  it.each([
    ['a compression of cameras', COMPRESSION, 34_713],
    ['floating point', DEPTH, 32],
  ])('of a kind that no scanner writes are refused by name (%s)', (_, entry, value) => {
    expect(readTiffPages(withNumber(makeTiff(1), 0, entry, value))).toEqual({
      ok: false,
      error: { code: 'tiffNotRead' },
    });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a head alone', makeTiff(0)],
    ['something else', new TextEncoder().encode('II or not, this is a letter')],
    ['one page whose pixels lie outside', withNumber(makeTiff(1), 0, STRIP_AT, 1_000_000)],
  ])('are none in %s', (_, bytes) => {
    expect(readTiffPages(bytes)).toEqual({ ok: false, error: { code: 'imageDamaged' } });
  });

  it('are walked to an end whatever the bytes say', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(PAGE_BYTES * 3 + 7), fc.nat(255)), { maxLength: 12 }), (changes) => {
        const bytes = makeTiff(3);
        for (const [at, value] of changes) bytes[at] = value;
        const read = readTiffPages(bytes);
        const pages = read.ok ? read.value : [];
        expect(pages.length).toBeLessThanOrEqual(501);
        for (const page of pages) {
          for (const { at, length } of page?.strips ?? []) expect(at + length).toBeLessThanOrEqual(bytes.length);
        }
      }),
    );
  });
});
