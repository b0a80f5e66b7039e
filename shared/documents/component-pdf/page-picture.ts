import { ByteReader } from '#shared/imaging/byte-reader.ts';
import { isStartOfFrame, MAX_IMAGE_PIXELS } from '#shared/imaging/image-header.ts';
import { decodePng, type Zlib } from './png-pixels.ts';
import { readPng } from './png-chunks.ts';

/** How a stored picture has to be laid to stand upright, as EXIF numbers it; 5 to 8 swap width and height. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** A picture as an image object of a PDF. */
export interface PagePicture {
  /** Of the stored pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly orientation: Orientation;
  /** Entries of the image's dictionary besides type, size and length. */
  readonly entries: string;
  readonly parts: readonly Uint8Array[];
}

/**
 * A JPEG goes in byte for byte; so do the pixels of a PNG without transparency. Others are painted on white: paper is.
 * @returns `undefined` when it is neither, or cannot be read
 */
export async function toPagePicture(bytes: Uint8Array, zlib: Zlib): Promise<PagePicture | undefined> {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes);
  const png = readPng(bytes);
  if (png === undefined || png.widthPx * png.heightPx > MAX_IMAGE_PIXELS) return undefined;
  const { widthPx, heightPx, bitDepth, palette } = png;
  const size = { widthPx, heightPx, orientation: 1 as const };
  if (!png.isInterlaced && !png.hasTransparency) {
    const space = palette === undefined ? `/Device${png.channels === 1 ? 'Gray' : 'RGB'}` : toIndexed(palette);
    const layout = `/Predictor 15 /Colors ${String(png.channels)} /BitsPerComponent ${String(bitDepth)} /Columns ${String(widthPx)}`;
    const entries = `/ColorSpace ${space} /BitsPerComponent ${String(bitDepth)} /Filter /FlateDecode /DecodeParms << ${layout} >>`;
    return { ...size, entries, parts: png.data };
  }
  const pixels = await decodePng(png, zlib);
  if (pixels === undefined) return undefined;
  const entries = '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode';
  return { ...size, entries, parts: [await zlib.deflate(pixels)] };
}

function toIndexed(palette: Uint8Array): string {
  const hex = Array.from(palette, (value) => value.toString(16).padStart(2, '0')).join('');
  return `[/Indexed /DeviceRGB ${String(palette.length / 3 - 1)} <${hex}>]`;
}

const COLOUR_SPACES: Readonly<Record<number, string>> = {
  1: '/ColorSpace /DeviceGray',
  3: '/ColorSpace /DeviceRGB',
  4: '/ColorSpace /DeviceCMYK',
};

/** What Adobe's programs store of four inks is the paper that shows through, not the ink. */
const INVERTED = ' /Decode [1 0 1 0 1 0 1 0]';

function readJpeg(bytes: Uint8Array): PagePicture | undefined {
  const reader = new ByteReader(bytes);
  let orientation: Orientation = 1;
  let isByAdobe = false;
  for (let at = 2; at < bytes.length;) {
    const marker = reader.u8(at + 1);
    if (reader.u8(at) !== 0xff || marker === 0xff || marker === 0) at += 1;
    else if (isStartOfFrame(marker)) {
      const space = COLOUR_SPACES[reader.u8(at + 9)];
      const [heightPx, widthPx] = [reader.u16(at + 5), reader.u16(at + 7)];
      if (space === undefined || widthPx * heightPx === 0 || reader.u8(at + 4) !== 8) return undefined;
      const decode = reader.u8(at + 9) === 4 && isByAdobe ? INVERTED : '';
      const entries = `${space}${decode} /BitsPerComponent 8 /Filter /DCTDecode`;
      return { widthPx, heightPx, orientation, entries, parts: [bytes] };
    } else if (marker === 0xd9) return undefined;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else {
      if (marker === 0xe1 && reader.ascii(at + 4, 4) === 'Exif') orientation = readOrientation(bytes.subarray(at + 10));
      if (marker === 0xee && reader.ascii(at + 4, 5) === 'Adobe') isByAdobe = true;
      at += 2 + Math.max(2, reader.u16(at + 2));
    }
  }
  return undefined;
}

const ORIENTATION_TAG = 0x0112;

/** @param tiff the body of an EXIF segment, which is a TIFF file of its own */
function readOrientation(tiff: Uint8Array): Orientation {
  const isLittle = tiff[0] === 0x49;
  const u16 = (at: number): number => {
    const [first = 0, second = 0] = [tiff[at], tiff[at + 1]];
    return isLittle ? second * 256 + first : first * 256 + second;
  };
  const directory = isLittle ? u16(6) * 65_536 + u16(4) : u16(4) * 65_536 + u16(6);
  for (let entry = 0; entry < Math.min(u16(directory), 64); entry += 1) {
    const at = directory + 2 + entry * 12;
    if (u16(at) !== ORIENTATION_TAG) continue;
    const value = u16(at + 8);
    return value >= 1 && value <= 8 ? (value as Orientation) : 1;
  }
  return 1;
}
