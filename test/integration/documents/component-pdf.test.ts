import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { streamZlib } from '#renderer/workflows/papers/stream-zlib.ts';
import { buildComponentPdf, type ComponentPdfInput } from '#shared/documents/component-pdf/component-pdf.ts';
import { renderPaper } from '#shared/documents/render-paper.ts';
import { readImageSize } from '#shared/imaging/image-header.ts';
import { ordinaryReceipt } from '#test/fixtures/golden/intake-receipt-contents.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { componentInput, pageInput, readPage } from '#test/support/component-input.ts';
import { extractText, inkIn, rasterise } from './rasterise.ts';

const run = promisify(execFile);
const fonts = readPaperFonts();

/** Runs a program of poppler on a PDF; gives the files it left, by name. */
async function withPoppler(program: string, args: readonly string[], pdf: Uint8Array): Promise<readonly Buffer[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'qmc-component-'));
  try {
    const file = path.join(folder, 'component.pdf');
    await writeFile(file, pdf);
    await run(program, [...args, file, path.join(folder, 'out')]);
    const names = (await readdir(folder)).filter((name) => name.startsWith('out')).sort();
    return await Promise.all(names.map((name) => readFile(path.join(folder, name))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function build(pages: ComponentPdfInput['pages']): Promise<Uint8Array> {
  const built = await buildComponentPdf(componentInput(pages), { font: fonts.regular, zlib: streamZlib });
  if (!built.ok) throw new Error(built.error.code);
  return built.value.bytes;
}

/** A whole page of print as a scanner gives it. */
let scan: Uint8Array<ArrayBuffer>;
beforeAll(async () => {
  const receipt = await renderPaper(ordinaryReceipt, fonts, { copyNumber: 1 });
  const [jpeg] = await withPoppler('pdftoppm', ['-r', '200', '-jpeg', '-singlefile'], receipt.bytes);
  scan = new Uint8Array(jpeg ?? []);
});

/** The same picture, said to lie otherwise. */
function lying(orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
  const exif = [0xff, 0xe1, 0, 8 + tiff.length, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  return new Uint8Array([...scan.subarray(0, 2), ...exif, ...scan.subarray(2)]);
}

describe('the PDF of a component, as another program sees it', () => {
  it('[DG7] gives back each JPEG to the byte', async () => {
    const pictures = await withPoppler(
      'pdfimages',
      ['-all'],
      await build([pageInput(1, scan), pageInput(2, lying(6))]),
    );
    expect(pictures.map((picture) => Buffer.compare(picture, scan))).toEqual([0, Buffer.compare(lying(6), scan)]);
    expect(Buffer.compare(pictures[1] ?? Buffer.alloc(0), lying(6))).toBe(0);
  });

  it('gives back the words in order, however a page was turned', async () => {
    const { widthPx = 1, heightPx = 1 } = readImageSize(scan) ?? {};
    const lines = ['Cộng hòa xã hội chủ nghĩa Việt Nam', 'Nguyễn Thị Hường 漢'];
    for (const turnedBy of [0, 90, 180, 270] as const) {
      const isOnSide = turnedBy % 180 === 90;
      const [across, down] = isOnSide ? [heightPx, widthPx] : [widthPx, heightPx];
      const pdf = await build([pageInput(1, scan, { turnedBy }, readPage(across, down, lines))]);
      expect((await extractText(pdf)).trim()).toBe(lines.join('\n'));
    }
  });

  it('shows the page at its size, upright or turned, with no mark of what was read', async () => {
    const { widthPx = 1, heightPx = 1 } = readImageSize(scan) ?? {};
    const read = readPage(widthPx, heightPx, ['Không ai thấy chữ này']);
    // A small page is drawn in a sixteenth of the time.
    const small = { dpi: 800 };
    const cases = [
      pageInput(1, scan, small),
      pageInput(2, scan, small, read),
      pageInput(3, scan, { ...small, turnedBy: 90 }),
      pageInput(4, lying(6), small),
      pageInput(5, lying(3), { ...small, turnedBy: 180 }),
    ];
    const [plain, withText, turned, stood, back] = await rasterise(await build(cases));
    if (!plain || !withText || !turned || !stood || !back) throw new Error('a page is missing');
    expect(Math.abs(plain.width - widthPx / 4)).toBeLessThanOrEqual(1);
    expect(Buffer.compare(withText.data, plain.data)).toBe(0);
    expect([turned.width, turned.height]).toEqual([plain.height, plain.width]);
    const topHalf = (png: typeof plain): number => inkIn(png, 0, 0, png.width, png.height / 2);
    const rightHalf = (png: typeof plain): number => inkIn(png, png.width / 2, 0, png.width, png.height);
    const near = (ink: number): [number, number] => [ink * 0.97, ink * 1.03];
    const [least, most] = near(topHalf(plain));
    for (const ink of [rightHalf(turned), rightHalf(stood), topHalf(back)]) {
      expect(ink).toBeGreaterThan(least);
      expect(ink).toBeLessThan(most);
    }
    expect(topHalf(plain)).toBeGreaterThan(1.2 * inkIn(plain, 0, plain.height / 2, plain.width, plain.height));
  });
});
