import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { renderSeparatorSheets } from '#shared/documents/separator-sheets/render-separator-sheets.ts';
import { readSeparator, separatorSheetsOf } from '#shared/domain/separator-sheet.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { NOW, procedure } from '#test/unit/shared/domain/samples.ts';
import { DPI, extractText, inkIn, rasterise } from './rasterise.ts';

const fonts = readPaperFonts();
const LONG_NAME = 'Giấy tờ chứng minh việc chuyển quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất '.repeat(4);
const sheets = separatorSheetsOf({
  ...procedure,
  name: LONG_NAME,
  components: procedure.components.map((requirement, index) =>
    index === 1 ? { ...requirement, name: LONG_NAME } : requirement,
  ),
});

it('separator sheets are A4, say which paper they are for, and are read back as its number', async () => {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const { bytes, pageCount, missingGlyphs } = await renderSeparatorSheets(sheets, fonts, NOW);
  expect([pageCount, missingGlyphs]).toEqual([2, []]);
  const numbers: unknown[] = [];
  for (const page of await rasterise(bytes)) {
    expect([page.width, page.height].map((side) => Math.round((side / DPI) * 25.4))).toEqual([210, 297]);
    // Nothing beyond the frame, where printers cannot reach, however long the names are.
    const border = (8 / 25.4) * DPI;
    expect(inkIn(page, border, border, page.width - border, page.height - border)).toBe(
      inkIn(page, 0, 0, page.width, page.height),
    );
    const image = { data: new Uint8ClampedArray(page.data), width: page.width, height: page.height };
    const found = await readBarcodes(image as ImageData, { formats: ['QRCode'] });
    numbers.push(found.map(({ text }) => readSeparator(text)));
  }
  expect(numbers).toEqual([[2], [3]]);
  const text = (await extractText(bytes)).replace(/\s+/g, ' ');
  for (const { name } of sheets) expect(text).toContain(name.trim());
});
