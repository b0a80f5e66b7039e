import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { renderPaper } from '#shared/documents/render-paper.ts';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import { longReceipt, ordinaryReceipt } from '#test/fixtures/golden/intake-receipt-contents.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';

const fonts = readPaperFonts();

describe('rendering the intake receipt', () => {
  it('gives the same bytes for the same content, whatever was rendered in between and however fonts were read', async () => {
    const first = await renderPaper(ordinaryReceipt, fonts, { copyNumber: 1 });
    await renderPaper(longReceipt, fonts, { copyNumber: 4 });
    const again = await renderPaper(ordinaryReceipt, fonts, { copyNumber: 1 });
    const otherFonts = await renderPaper(ordinaryReceipt, readPaperFonts(), { copyNumber: 1 });
    expect(Buffer.from(again.bytes).equals(Buffer.from(first.bytes))).toBe(true);
    expect(Buffer.from(otherFonts.bytes).equals(Buffer.from(first.bytes))).toBe(true);
  });

  it('gives other bytes for another copy number', async () => {
    const original = await renderPaper(ordinaryReceipt, fonts, { copyNumber: 1 });
    const reprint = await renderPaper(ordinaryReceipt, fonts, { copyNumber: 2 });
    expect(Buffer.from(reprint.bytes).equals(Buffer.from(original.bytes))).toBe(false);
  });

  it('is a small, sound A5 file dated by the acceptance', async () => {
    const { bytes, pageCount, missingGlyphs } = await renderPaper(ordinaryReceipt, fonts, { copyNumber: 1 });
    expect(await inspectPdf(bytes)).toEqual({ ok: true, value: { pageCount: 1 } });
    expect(pageCount).toBe(1);
    expect(missingGlyphs).toEqual([]);
    expect(bytes.length).toBeLessThan(60_000);
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const { width, height } = document.getPage(0).getSize();
    expect(width).toBeCloseTo((148 * 72) / 25.4, 2);
    expect(height).toBeCloseTo((210 * 72) / 25.4, 2);
    expect(document.getCreationDate()?.toISOString()).toBe('2026-11-20T02:05:00.000Z');
    expect(document.getModificationDate()?.toISOString()).toBe('2026-11-20T02:05:00.000Z');
    expect(document.catalog.getViewerPreferences()?.getPrintScaling()).toBe('None');
  });

  it('keeps personal data out of the properties of the file', async () => {
    const { bytes } = await renderPaper(ordinaryReceipt, fonts, { copyNumber: 1 });
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const properties = [document.getTitle(), document.getSubject(), document.getAuthor(), document.getKeywords()];
    expect(properties).toEqual(['Giấy tiếp nhận hồ sơ 000.00.16.H26-261120-0001', undefined, undefined, undefined]);
  });

  it('reports the pages of a long receipt', async () => {
    const { bytes, pageCount } = await renderPaper(longReceipt, fonts, { copyNumber: 1 });
    expect(pageCount).toBeGreaterThan(2);
    expect(await inspectPdf(bytes)).toEqual({ ok: true, value: { pageCount } });
  });

  it('reports characters the fonts lack', async () => {
    const content = { ...ordinaryReceipt, applicantName: '李 Nguyễn 𠮷' };
    const { missingGlyphs } = await renderPaper(content, fonts, { copyNumber: 1 });
    expect(missingGlyphs).toEqual(['李', '𠮷']);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses the copy number %d', async (copyNumber) => {
    await expect(renderPaper(ordinaryReceipt, fonts, { copyNumber })).rejects.toThrow(RangeError);
  });
});
