import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PNG } from 'pngjs';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

/** A grey picture of brightness alone, row by row. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8Array;
}

const DESK = 120;
const PAPER = 235;
const INK = 25;

const QUIET_MODULES = 4;

let writerIsReady: Promise<unknown> | undefined;

/** @returns for each row of the symbol whether its modules are dark */
async function modulesOf(payload: string): Promise<readonly (readonly boolean[])[]> {
  writerIsReady ??= readFile(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm')).then(
    (wasm) =>
      prepareZXingModule({
        overrides: { wasmBinary: new Uint8Array(wasm).buffer },
        fireImmediately: true,
      }),
  );
  await writerIsReady;
  const { symbol, error } = await writeBarcode(payload, { format: 'QRCode', options: 'ecLevel=M' });
  if (error !== '') throw new Error(`no symbol: ${error}`);
  const { width, height, data } = symbol;
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column) => data[row * width + column] === 0),
  );
}

/** A symbol with its quiet zone in the middle of a grey desk; without a payload the bare desk. */
export async function qrPicture(
  payload: string | null,
  { width = 1920, height = 1080, modulePx = 8 }: { width?: number; height?: number; modulePx?: number } = {},
): Promise<GreyPicture> {
  const luma = new Uint8Array(width * height).fill(DESK);
  if (payload === null) return { width, height, luma };
  const modules = await modulesOf(payload);
  const side = (modules.length + 2 * QUIET_MODULES) * modulePx;
  const left = Math.floor((width - side) / 2);
  const top = Math.floor((height - side) / 2);
  for (let y = 0; y < side; y += 1) {
    const row = modules[Math.floor(y / modulePx) - QUIET_MODULES];
    for (let x = 0; x < side; x += 1) {
      const isDark = row?.[Math.floor(x / modulePx) - QUIET_MODULES] === true;
      luma[(top + y) * width + left + x] = isDark ? INK : PAPER;
    }
  }
  return { width, height, luma };
}

/** The same picture through a cheap camera: brightness that wavers from pixel to pixel. */
export function addNoise({ width, height, luma }: GreyPicture, seed: number): GreyPicture {
  let state = seed;
  const noisy = luma.map((grey) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.max(0, Math.min(255, grey + (state >>> 27) - 16));
  });
  return { width, height, luma: noisy };
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
