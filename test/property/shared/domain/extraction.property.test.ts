import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { extractionProposalSchema } from '#shared/domain/extraction/extraction.ts';
import { proposeExtraction } from '#shared/domain/extraction/propose-extraction.ts';
import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import { SAMPLE_PAPERS } from '#test/fixtures/papers/sample-papers.ts';
import { misread, typesetPage } from '#test/support/typeset-page.ts';

const PAGES = SAMPLE_PAPERS.map((paper) => ({ paper, page: typesetPage(paper) }));

/** What engines make of letters: marks lost or wrong, letters that look alike. Digits and capitals stay. */
const ALIKE: Readonly<Record<string, string>> = {
  ò: 'o',
  ố: 'ó',
  ổ: 'ồ',
  ằ: 'ă',
  à: 'á',
  ầ: 'â',
  ộ: 'ô',
  ị: 'i',
  ế: 'é',
};

const word = fc.record({
  text: fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom('Số:', 'ngày', 'V/v', '12'),
  ),
  box: fc.record({
    left: fc.double({ min: -50, max: 1700, noNaN: true }),
    top: fc.double({ min: -50, max: 2400, noNaN: true }),
    width: fc.double({ min: 0, max: 800, noNaN: true }),
    height: fc.double({ min: 0, max: 300, noNaN: true }),
  }),
  confidence: fc.double({ min: 0, max: 100, noNaN: true }),
});
const anyPage: fc.Arbitrary<RecognisedPage> = fc.record({
  widthPx: fc.constant(1654),
  heightPx: fc.constant(2339),
  lines: fc.array(fc.record({ words: fc.array(word, { maxLength: 6 }) }), { maxLength: 30 }),
  confidence: fc.constant(50),
});

describe('proposing what a paper says', () => {
  it('gives something that can be shown, or nothing, whatever was read', () => {
    fc.assert(
      fc.property(fc.array(anyPage, { maxLength: 3 }), (pages) => {
        const proposal = proposeExtraction(pages);
        expect(v.parse(extractionProposalSchema, proposal)).toEqual(proposal);
        for (const found of Object.values(proposal).filter((one) => one !== undefined)) {
          expect(pages[found.pageIndex]?.lines.length).toBeGreaterThan(0);
          expect(found.boxes.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('does not depend on the order in which the engine gave the lines', () => {
    const shuffledPage = fc
      .constantFrom(...PAGES)
      .chain(({ page }) =>
        fc
          .shuffledSubarray([...page.lines], { minLength: page.lines.length })
          .map((lines) => ({ page, shuffled: { ...page, lines } })),
      );
    fc.assert(
      fc.property(shuffledPage, ({ page, shuffled }) => {
        expect(proposeExtraction([shuffled])).toEqual(proposeExtraction([page]));
      }),
      { numRuns: 40 },
    );
  });

  it('finds number, day and personal id number though every other mark was misread', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAGES), fc.nat(1_000), ({ paper, page }, seed) => {
        const noisy = misread(page, (text, index) =>
          (index * 7 + seed) % 2 === 0 ? text : text.replaceAll(/[òốổằàầộịế]/gu, (letter) => ALIKE[letter] ?? letter),
        );
        const proposal = proposeExtraction([noisy]);
        const { numberSymbol, issuedOn, holderIdNumber } = paper.expected;
        expect(proposal.numberSymbol?.value).toBe(numberSymbol);
        expect(proposal.issuedOn?.value).toBe(issuedOn);
        expect(proposal.holderIdNumber?.value).toBe(holderIdNumber);
      }),
      { numRuns: 60 },
    );
  });

  it('points at the words it read: moved with the page, the boxes move with it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAGES), fc.integer({ min: -60, max: 60 }), ({ page }, by) => {
        const moved = {
          ...page,
          lines: page.lines.map(({ words }) => ({
            words: words.map((one) => ({ ...one, box: { ...one.box, top: one.box.top + by } })),
          })),
        };
        const before = proposeExtraction([page]).holderName?.boxes.map(({ top }) => Math.round(top + by));
        expect(proposeExtraction([moved]).holderName?.boxes.map(({ top }) => Math.round(top))).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });
});
