import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import pixelmatch from 'pixelmatch';
import type { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import { PaperType } from '#shared/documents/layout/paper-type.ts';
import { layOutPaper, renderPaper } from '#shared/documents/render-paper.ts';
import { drawPlainly } from '#test/fixtures/golden/draw-plainly.ts';
import { longReceipt, ordinaryReceipt, sparseReceipt } from '#test/fixtures/golden/intake-receipt-contents.ts';
import { readOriginalFonts, readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { DPI, extractText, inkIn, rasterise } from './rasterise.ts';

const fonts = readPaperFonts();
const originalFonts = readOriginalFonts();
/** The two are equal here; another build of poppler may round a few edges otherwise. A single mark has about 20. */
const TOLERATED_PIXELS = 5;
const MM_PX = DPI / 25.4;

function differingPixels(a: PNG, b: PNG): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.1 });
}

async function expectSameAsPlainDrawing(content: IntakeReceipt, copyNumber: number): Promise<readonly PNG[]> {
  const { bytes } = await renderPaper(content, fonts, { copyNumber });
  const { pages, size } = layOutPaper(new PaperType(originalFonts), content, { copyNumber });
  const plain = await drawPlainly(pages, originalFonts, size, { subset: false, textOnly: false });
  const ours = await rasterise(bytes);
  const yardstick = await rasterise(plain);
  expect(ours).toHaveLength(yardstick.length);
  for (const [index, page] of ours.entries()) {
    const other = yardstick[index];
    if (other === undefined) throw new Error('page missing');
    expect(inkIn(page, 0, 0, page.width, page.height)).toBeGreaterThan(10_000);
    expect(differingPixels(page, other)).toBeLessThanOrEqual(TOLERATED_PIXELS);
  }
  return ours;
}

describe('the printed receipt', () => {
  it.each([
    ['ordinary', ordinaryReceipt, 1],
    ['with nothing optional', sparseReceipt, 1],
    ['reprinted sample', { ...ordinaryReceipt, isSample: true }, 3],
    ['of several pages', { ...longReceipt, components: longReceipt.components.slice(0, 20) }, 2],
  ] as const)('looks the same as with whole, uncut fonts: %s', async (_, content, copyNumber) => {
    await expectSameAsPlainDrawing(content, copyNumber);
  });

  it('would notice one letter without its mark', async () => {
    const right = await rasterise((await renderPaper(ordinaryReceipt, fonts, { copyNumber: 1 })).bytes);
    const content = { ...ordinaryReceipt, applicantName: ordinaryReceipt.applicantName.replace('ễ', 'ê') };
    const wrong = await rasterise((await renderPaper(content, fonts, { copyNumber: 1 })).bytes);
    const [a, b] = [right[0], wrong[0]];
    if (a === undefined || b === undefined) throw new Error('page missing');
    expect(differingPixels(a, b)).toBeGreaterThan(2 * TOLERATED_PIXELS);
  });

  it('leaves the border free that printers cannot reach, on every page of a long receipt', async () => {
    const { bytes } = await renderPaper(longReceipt, fonts, { copyNumber: 2 });
    for (const page of await rasterise(bytes)) {
      const border = 4 * MM_PX;
      const inner = inkIn(page, border, border, page.width - border, page.height - border);
      expect(inkIn(page, 0, 0, page.width, page.height)).toBe(inner);
      expect(inner).toBeGreaterThan(0);
    }
  });

  it('can be searched and copied', async () => {
    const text = await extractText((await renderPaper(ordinaryReceipt, fonts, { copyNumber: 1 })).bytes);
    expect(text.normalize('NFC')).toContain('Tiếp nhận hồ sơ của: Nguyễn Thị Hường Mẫu');
    expect(text).toContain('000.00.16.H26-261120-0001');
  });

  it('shows a box, not a blank, for a character the fonts lack', async () => {
    const content = { ...ordinaryReceipt, officerName: '李' };
    const withBox = await rasterise((await renderPaper(content, fonts, { copyNumber: 1 })).bytes);
    const blank = await rasterise(
      (await renderPaper({ ...content, officerName: '\u00a0' }, fonts, { copyNumber: 1 })).bytes,
    );
    const [a, b] = [withBox[0], blank[0]];
    if (a === undefined || b === undefined) throw new Error('page missing');
    expect(inkIn(a, 0, 0, a.width, a.height) - inkIn(b, 0, 0, b.width, b.height)).toBeGreaterThan(20);
  });
});

describe('the printed QR symbol', () => {
  const prefixed = `https://tra-cuu.vidu.example/ho-so?ma=${ordinaryReceipt.dossierCode}`;

  it.each([ordinaryReceipt.qrPayload, prefixed])('reads back as %s', async (qrPayload) => {
    const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
    const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
    await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
    const { bytes } = await renderPaper({ ...ordinaryReceipt, qrPayload }, fonts, { copyNumber: 1 });
    const [page] = await rasterise(bytes);
    if (page === undefined) throw new Error('page missing');
    const image = {
      data: new Uint8ClampedArray(page.data),
      width: page.width,
      height: page.height,
      colorSpace: 'srgb',
    };
    const found = await readBarcodes(image as ImageData, { formats: ['QRCode'] });
    expect(found.map(({ text }) => text)).toEqual([qrPayload]);
    const corners = found.map(({ position }) => [position.topLeft.x, position.topRight.x]);
    for (const [left = 0, right = 0] of corners) expect((right - left) / MM_PX).toBeGreaterThan(21.5);
  });
});
