import { PNG } from 'pngjs';
import { QR_QUIET_MODULES, qrModules } from '#shared/documents/qr-symbol.ts';

/** A grey picture of brightness alone, row by row. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
}

const DESK = 120;
const PAPER = 235;
const INK = 25;

/** A symbol with its quiet zone in the middle of a grey desk; without a payload the bare desk. */
export function qrPicture(
  payload: string | null,
  { width = 1920, height = 1080, modulePx = 8 }: { width?: number; height?: number; modulePx?: number } = {},
): GreyPicture {
  const luma = new Uint8Array(width * height).fill(DESK);
  if (payload === null) return { width, height, luma };
  const { size, dark } = qrModules(payload);
  const side = size + 2 * QR_QUIET_MODULES;
  const left = Math.floor((width - side * modulePx) / 2);
  const top = Math.floor((height - side * modulePx) / 2);
  for (let y = 0; y < side * modulePx; y += 1) {
    const row = Math.floor(y / modulePx) - QR_QUIET_MODULES;
    for (let x = 0; x < side * modulePx; x += 1) {
      const column = Math.floor(x / modulePx) - QR_QUIET_MODULES;
      const isInside = row >= 0 && column >= 0 && row < size && column < size;
      luma[(top + y) * width + left + x] = isInside && dark[row * size + column] === 1 ? INK : PAPER;
    }
  }
  return { width, height, luma };
}

export function toPng({ width, height, luma }: GreyPicture): Buffer {
  const png = new PNG({ width, height });
  for (const [at, grey] of luma.entries()) png.data.set([grey, grey, grey, 255], at * 4);
  return PNG.sync.write(png);
}

/** A film that stands still, as Chromium's fake camera takes it (`--use-file-for-fake-video-capture`). */
export function toY4m({ width, height, luma }: GreyPicture, frames = 2): Buffer {
  const colourless = Buffer.alloc((width * height) / 2, 128);
  const head = Buffer.from(`YUV4MPEG2 W${String(width)} H${String(height)} F10:1 Ip A1:1 C420jpeg\n`);
  const frame = [Buffer.from('FRAME\n'), Buffer.from(luma), colourless];
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame).flat()]);
}
