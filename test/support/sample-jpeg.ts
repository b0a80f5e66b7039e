export interface SampleJpeg {
  readonly widthPx?: number;
  readonly heightPx?: number;
  /** As EXIF numbers it. */
  readonly orientation?: number;
  /** Four inks, as an Adobe program writes them or as another does. */
  readonly inks?: 'adobe' | 'plain';
}

const COLOURS = [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
const INKS = [4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0];

const segment = (marker: number, body: readonly number[]): readonly number[] => {
  const length = body.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...body];
};

/** A JPEG whose head is right in every detail; its pixels are the `note`, so it cannot be decoded. */
export function sampleJpeg(note: string, options: SampleJpeg = {}): Uint8Array<ArrayBuffer> {
  const { widthPx = 1654, heightPx = 2339, orientation, inks } = options;
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation ?? 1,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const size = [heightPx >> 8, heightPx & 0xff, widthPx >> 8, widthPx & 0xff];
  return new Uint8Array([
    ...[0xff, 0xd8],
    ...(orientation === undefined ? [] : segment(0xe1, [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff])),
    ...(inks === 'adobe' ? segment(0xee, [...new TextEncoder().encode('Adobe'), 0, 100, 0, 0, 0, 0, 2]) : []),
    ...segment(0xc0, [8, ...size, ...(inks === undefined ? COLOURS : INKS)]),
    ...segment(0xda, [3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]),
    ...new TextEncoder().encode(note),
    ...[0xff, 0xd9],
  ]);
}
