import { ByteReader } from '#shared/imaging/byte-reader.ts';

/** What a PNG file holds (ISO/IEC 15948), not yet inflated. */
export interface PngFile {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bitDepth: number;
  readonly colourType: ColourType;
  /** Samples of one pixel. */
  readonly channels: number;
  readonly isInterlaced: boolean;
  /** Red, green and blue of each entry. */
  readonly palette: Uint8Array | undefined;
  /** Opacity of palette entries, or the one colour that is not there. */
  readonly transparency: Uint8Array | undefined;
  readonly hasTransparency: boolean;
  /** One zlib stream in parts. */
  readonly data: readonly Uint8Array[];
}

export type ColourType = 0 | 2 | 3 | 4 | 6;
const CHANNELS: Readonly<Record<ColourType, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<ColourType, readonly number[]>> = {
  ...{ 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] },
};
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** @returns `undefined` when it is no PNG, or one that is cut off before its end */
export function readPng(bytes: Uint8Array): PngFile | undefined {
  const reader = new ByteReader(bytes);
  if (SIGNATURE.some((byte, at) => bytes[at] !== byte) || reader.ascii(12, 4) !== 'IHDR') return undefined;
  const { palette, transparency, data, isWhole } = readChunks(reader);
  const [widthPx, heightPx, bitDepth, type] = [reader.u32(16), reader.u32(20), reader.u8(24), reader.u8(25)];
  if (!isColourType(type) || !DEPTHS[type].includes(bitDepth) || reader.u8(28) > 1) return undefined;
  if (!isWhole || data.length === 0 || widthPx === 0 || heightPx === 0) return undefined;
  const entryCount = (palette?.length ?? 0) / 3;
  if (type === 3 && (entryCount < 1 || entryCount > 256 || !Number.isInteger(entryCount))) return undefined;
  return {
    ...{ widthPx, heightPx, bitDepth, colourType: type, channels: CHANNELS[type], data, transparency },
    isInterlaced: reader.u8(28) === 1,
    palette: type === 3 ? palette : undefined,
    hasTransparency: type >= 4 || transparency !== undefined,
  };
}

function isColourType(value: number): value is ColourType {
  return value in CHANNELS;
}

interface Chunks {
  palette?: Uint8Array;
  transparency?: Uint8Array;
  readonly data: Uint8Array[];
  isWhole: boolean;
}

function readChunks(reader: ByteReader): Chunks {
  const { bytes } = reader;
  const found: Chunks = { data: [], isWhole: false };
  for (let at = 8; at + 12 <= bytes.length; at += 12 + reader.u32(at)) {
    const body = bytes.subarray(at + 8, at + 8 + reader.u32(at));
    const kind = reader.ascii(at + 4, 4);
    if (kind === 'IEND') found.isWhole = true;
    else if (kind === 'PLTE') found.palette = body;
    else if (kind === 'tRNS') found.transparency = body;
    else if (kind === 'IDAT') found.data.push(body);
  }
  return found;
}
