import { describe, expect, it } from 'vitest';
import { readOrientation } from '#shared/imaging/exif.ts';
import { readImageDpi, withJpegDpi, withPngDpi } from '#shared/imaging/image-dpi.ts';
import { PNG } from 'pngjs';

const jfif = (unit: number, density: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, unit],
    ...[density >> 8, density & 0xff, density >> 8, density & 0xff, 0, 0, 0xff, 0xdb, 0, 2],
  ]);
const BARE_JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xdb, 0, 4, 1, 2]);
const png = (): Uint8Array<ArrayBuffer> => new Uint8Array(PNG.sync.write(new PNG({ width: 3, height: 2 })));

describe('the resolution in the head of a picture', () => {
  it.each([
    ['per inch', 1, 200, 200],
    ['per centimetre', 2, 118, 300],
    ['as a mere shape of pixels', 0, 1, undefined],
    ['that no device has', 1, 1, undefined],
  ])('of a JPEG, %s', (_, unit, density, dpi) => {
    expect(readImageDpi(jfif(unit, density))).toBe(dpi);
  });

  it('is not found where there is none', () => {
    expect(readImageDpi(BARE_JPEG)).toBeUndefined();
    expect(readImageDpi(png())).toBeUndefined();
    expect(readImageDpi(new Uint8Array())).toBeUndefined();
  });

  it('that was written is read again, and the pixels stay', () => {
    expect(readImageDpi(withJpegDpi(jfif(0, 1), 240))).toBe(240);
    expect(readImageDpi(withJpegDpi(BARE_JPEG, 300))).toBe(300);
    const marked = withPngDpi(png(), 200);
    expect(readImageDpi(marked)).toBe(200);
    // The decoder checks the sum of every chunk.
    expect(PNG.sync.read(Buffer.from(marked), { checkCRC: true }).data).toEqual(PNG.sync.read(Buffer.from(png())).data);
  });

  it('is left out where it is not known', () => {
    expect(withJpegDpi(BARE_JPEG, undefined)).toEqual(BARE_JPEG);
    expect(withPngDpi(png(), undefined)).toEqual(png());
  });
});

describe('how a photograph has to be turned', () => {
  const withExif = (orientation: number): Uint8Array =>
    Uint8Array.from([
      ...[0xff, 0xd8, 0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0],
      ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
      ...[0xff, 0xdb, 0, 2],
    ]);

  it('is what its EXIF says', () => {
    for (const orientation of [1, 3, 6, 8]) expect(readOrientation(withExif(orientation))).toBe(orientation);
  });

  it('is nothing where it has none, or one that was cut off', () => {
    expect(readOrientation(BARE_JPEG)).toBe(1);
    expect(readOrientation(withExif(6).subarray(0, 20))).toBe(1);
    expect(readOrientation(png())).toBe(1);
  });
});
