import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import { PaperType } from '#shared/documents/layout/paper-type.ts';
import { layOutPaper, renderPaper } from '#shared/documents/render-paper.ts';
import {
  dossierPaperSchema,
  findPaperReference,
  officePaperSchema,
  type PaperContent,
} from '#shared/domain/papers/paper-content.ts';
import { GOLDEN_PAPERS } from '#test/fixtures/golden/golden-papers.ts';
import { longReceipt } from '#test/fixtures/golden/intake-receipt-contents.ts';
import { supplementRequest } from '#test/fixtures/golden/letter-contents.ts';
import { multiDossierReceipt, provisionalFeeSlip } from '#test/fixtures/golden/paper-contents.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { textsOf } from '#test/unit/shared/documents/layout/drawn-text.ts';
import { findFaults } from './find-faults.ts';

const fonts = readPaperFonts();
const anyPaperSchema = v.union([dossierPaperSchema, officePaperSchema]);
const CASES = GOLDEN_PAPERS.map((paper) => [paper.name, paper.content, paper.options] as const);
/** One sample of each kind. */
const KINDS = [...new Map(GOLDEN_PAPERS.map(({ content }) => [content.kind, content])).entries()];

const LONG_TEXT = `${longReceipt.procedureName}, ${longReceipt.applicantName}`;
const KEPT = new Set([
  'kind',
  'qrPayload',
  'dossierCode',
  'payload',
  'relation',
  'state',
  'identityLabel',
  'formSymbol',
  'series',
  'receiptNumber',
]);

/** The same paper with every free text as long as it comes. Codes, numbers, dates and choices stay. */
function lengthened(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => lengthened(item, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, lengthened(item, name)]));
  }
  const isFree = typeof value === 'string' && !KEPT.has(key) && !/(At|On)$|^at$|Version$|^outcome$/.test(key);
  return isFree ? LONG_TEXT : value;
}

function layOut(content: PaperContent, copyNumber = 1, language: 'vi' | 'viEn' = 'vi') {
  return layOutPaper(new PaperType(fonts), content, { copyNumber, language });
}

describe('every paper', () => {
  it('of the regulations is there', () => {
    expect(KINDS.map(([kind]) => kind).sort()).toEqual(
      [...dossierPaperSchema.options, ...officePaperSchema.options].map(({ entries }) => entries.kind.literal).sort(),
    );
  });

  it.each(CASES)('keeps to its schema: %s', (_, content) => {
    expect(v.parse(anyPaperSchema, JSON.parse(JSON.stringify(content)))).toEqual(content);
  });

  it.each(CASES)('is laid out soundly: %s', (_, content, options) => {
    const { pages, size } = layOutPaper(new PaperType(fonts), content, options);
    expect(findFaults(pages, size, content.kind === 'thermalSlip' ? 8 : undefined)).toEqual([]);
  });

  it.each(KINDS)('is laid out soundly with texts as long as they come: %s', (kind, content) => {
    const { pages, size } = layOut(lengthened(content) as PaperContent, 12, 'viEn');
    expect(findFaults(pages, size, kind === 'thermalSlip' ? 8 : undefined)).toEqual([]);
  });

  it.each(KINDS)('says on every page that it is a sample, and which print it is: %s', (_, content) => {
    for (const page of layOut({ ...content, isSample: true }, 4).pages) {
      const text = textsOf(page).join(' ');
      expect(text).toContain('DỮ LIỆU MẪU');
      expect(text).toContain('BẢN IN LẠI LẦN 3 (bản in số 4)');
    }
    const original = layOut({ ...content, isSample: false })
      .pages.flatMap(textsOf)
      .join(' ');
    expect(original).not.toMatch(/DỮ LIỆU MẪU|BẢN IN LẠI/);
  });

  it.each(KINDS)('is a sound file, the same each time: %s', async (_, content) => {
    const once = await renderPaper(content, fonts, { copyNumber: 1 });
    const again = await renderPaper(content, readPaperFonts(), { copyNumber: 1 });
    expect(Buffer.from(again.bytes).equals(Buffer.from(once.bytes))).toBe(true);
    expect(await inspectPdf(once.bytes)).toEqual({ ok: true, value: { pageCount: once.pageCount } });
    expect(once.missingGlyphs).toEqual([]);
  });

  it.each(KINDS)('has no personal data in its title: %s', (_, content) => {
    const { title } = layOut(content);
    for (const name of ['Nguyễn', 'Hường', 'Trần', '001190', '0900']) expect(title).not.toContain(name);
  });
});

describe('what a paper is called in files and queues', () => {
  it('is the code of its dossier, the number of its list, or nothing', () => {
    expect(findPaperReference(provisionalFeeSlip)).toBe(provisionalFeeSlip.slipNumber);
    expect(findPaperReference(multiDossierReceipt)).toBe(multiDossierReceipt.receiptNumber);
    expect(findPaperReference(supplementRequest)).toBeUndefined();
  });
});

describe('a fee slip', () => {
  it('keeps phí and lệ phí apart, each with its sum', () => {
    const texts = layOut(provisionalFeeSlip).pages.flatMap(textsOf);
    const after = (label: string): string | undefined => texts[texts.indexOf(label) + 1]?.replace('\u00a0', ' ');
    expect([after('Cộng phí'), after('Cộng lệ phí'), after('Tổng cộng')]).toEqual(['34.000 đ', '24.000 đ', '58.000 đ']);
  });
});
