import type { ThermalRaster } from './thermal-raster.ts';

const ESC = 0x1b;
const GS = 0x1d;
/** ESC @: what the job before has set is forgotten. */
const INITIALISE = [ESC, 0x40];
/** ESC d 4: four lines, so that the slip passes the cutter, which sits above the head. */
const FEED = [ESC, 0x64, 4];
/** GS V 66 0: feed to the cutter and cut, leaving one point uncut. Printers without a cutter ignore it. */
const CUT = [GS, 0x56, 66, 0];

/** Rows sent at once: small printers have room for few, and print a band while the next one comes. */
export const BAND_ROWS = 128;

/**
 * The bytes that print a raster on an ESC/POS printer: GS v 0 in bands, then feed and cut. To be sent as they are, to a
 * raw queue.
 */
export function toEscPos({ widthDots, heightDots, rows }: Pick<ThermalRaster, 'widthDots' | 'heightDots' | 'rows'>) {
  const rowBytes = Math.ceil(widthDots / 8);
  const bands = Math.ceil(heightDots / BAND_ROWS);
  const bytes = new Uint8Array(INITIALISE.length + bands * 8 + rows.length + FEED.length + CUT.length);
  let at = 0;
  const put = (part: ArrayLike<number>): void => {
    bytes.set(part, at);
    at += part.length;
  };
  put(INITIALISE);
  for (let top = 0; top < heightDots; top += BAND_ROWS) {
    const height = Math.min(BAND_ROWS, heightDots - top);
    // GS v 0 m xL xH yL yH: m = 0 is one dot of the picture on one of the head.
    put([GS, 0x76, 0x30, 0, rowBytes & 0xff, rowBytes >> 8, height & 0xff, height >> 8]);
    put(rows.subarray(top * rowBytes, (top + height) * rowBytes));
  }
  put(FEED);
  put(CUT);
  return bytes;
}
