import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { readImageSize } from '#shared/imaging/image-header.ts';

const SOI = [0xff, 0xd8];
const frame = (marker: number): readonly number[] => [0xff, marker, 0, 17, 8, 0x09, 0x23, 0x06, 0x76];
const jpeg = (...parts: readonly (readonly number[])[]): Uint8Array => Uint8Array.from([...SOI, ...parts.flat()]);
const SIZE = { widthPx: 1_654, heightPx: 2_339 };

describe('the size in the head of a picture', () => {
  it('of a PNG is the one its decoder finds', async () => {
    const bytes = await readFile('test/fixtures/scans/page-1.png');
    const { width, height } = PNG.sync.read(bytes);
    expect(readImageSize(bytes)).toEqual({ widthPx: width, heightPx: height });
  });

  it.each([
    ['baseline', jpeg(frame(0xc0))],
    ['progressive', jpeg(frame(0xc2))],
    ['after tables and an application segment', jpeg([0xff, 0xe1, 0, 4, 1, 2], [0xff, 0xc4, 0, 3, 9], frame(0xc0))],
    ['after fill bytes and stray bytes', jpeg([0xff, 0xff, 0xff, 0xe0, 0, 2, 7, 7, 0], frame(0xc0))],
    [
      'behind a preview with a size of its own',
      jpeg([0xff, 0xe1, 0, 11, ...SOI, 0xff, 0xc0, 0, 17, 8, 0, 1], frame(0xc0)),
    ],
  ])('of a JPEG, %s', (_, bytes) => {
    expect(readImageSize(bytes)).toEqual(SIZE);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a JPEG that ends before its frame', jpeg([0xff, 0xe0, 0, 16])],
    ['a JPEG without a frame', jpeg([0xff, 0xd9])],
    ['a JPEG without height', jpeg([0xff, 0xc0, 0, 17, 8, 0, 0, 0x06, 0x76])],
    ['a PNG that ends in its signature', Uint8Array.of(0x89, 0x50, 0x4e, 0x47)],
    ['something else', new TextEncoder().encode('%PDF-1.7')],
  ])('is not found in %s', (_, bytes) => {
    expect(readImageSize(bytes)).toBeUndefined();
  });
});
