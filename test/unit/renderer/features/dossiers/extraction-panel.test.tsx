import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ExtractionPageImage } from '#renderer/features/dossiers/extraction-page.tsx';
import { ExtractionPanel } from '#renderer/features/dossiers/extraction-panel.tsx';
import { createI18n } from '#renderer/i18n/i18n.ts';
import type { ExtractionFields, ExtractionProposal } from '#shared/domain/extraction/extraction.ts';
import { proposeExtraction } from '#shared/domain/extraction/propose-extraction.ts';
import { SAMPLE_PAPERS } from '#test/fixtures/papers/sample-papers.ts';
import { typesetPage } from '#test/support/typeset-page.ts';

const PAGES: readonly ExtractionPageImage[] = [
  { url: 'blob:page', pageIndex: 0, widthPx: 2339, heightPx: 1654, turnedBy: 90 },
];
const MARK = 'đọc tự động, cần xác nhận';

function markupOf(proposal: ExtractionProposal, confirmed?: ExtractionFields, pages = PAGES): string {
  // The instance made last is the one screens without a provider take.
  createI18n('vi');
  return renderToStaticMarkup(
    <ExtractionPanel
      pages={pages}
      confirmed={confirmed}
      proposal={proposal}
      onConfirm={() => {
        throw new Error('nobody has confirmed anything');
      }}
    />,
  );
}

const countOf = (markup: string, text: string): number => markup.split(text).length - 1;

describe('data taken from a paper, on the screen', () => {
  const [paper] = SAMPLE_PAPERS;
  const proposal = proposeExtraction([typesetPage({ rows: paper?.rows ?? [] })]);

  it('stands beside the page, every proposed value marked as read automatically, and nothing is confirmed by itself', () => {
    const markup = markupOf(proposal);
    expect(markup).toContain('href="blob:page"');
    // Its places are told as it is shown: turned.
    expect(markup).toContain('viewBox="0 0 1654 2339"');
    expect(markup).toContain('translate(1654 0) rotate(90)');
    expect(countOf(markup, MARK)).toBe(7);
    for (const value of ['123/QĐ-UBND', '12/03/2025', 'Nguyễn Thị Thử Nghiệm', '001190000001'])
      expect(markup).toContain(`value="${value}"`);
  });

  it('asks to look twice where the engine was unsure, and only there', () => {
    const unsure = { ...proposal, signerName: { value: 'Trần Văn', pageIndex: 0, boxes: [], confidence: 40 } };
    expect(countOf(markupOf(proposal), 'Máy đọc không chắc')).toBe(0);
    expect(countOf(markupOf(unsure), 'Máy đọc không chắc')).toBe(1);
  });

  it('shows what was confirmed, not what was read, when it is corrected', () => {
    const markup = markupOf(proposal, { numberSymbol: '124/QĐ-UBND' });
    expect(markup).toContain('value="124/QĐ-UBND"');
    expect(markup).not.toContain('123/QĐ-UBND');
    expect(markup).not.toContain('Nguyễn Thị Thử Nghiệm');
    expect(markup).not.toContain(MARK);
    expect(markup).toContain('Dữ liệu này đã được xác nhận');
  });

  it('says why there is no page beside the data when its picture has gone', () => {
    const markup = markupOf(proposal, undefined, []);
    expect(markup).toContain('Không mở được ảnh trang trên máy này');
    expect(markup).toContain('value="123/QĐ-UBND"');
  });

  it('is typed by the officer when nothing was read', () => {
    const markup = markupOf({});
    expect(markup).toContain('Máy chưa đọc được dữ liệu nào');
    expect(markup).not.toContain(MARK);
  });
});
