import type { ProposedText } from './extraction.ts';
import { centreOf, toProposed, type ReadPage } from './found-text.ts';
import type { RowSpan } from './page-rows.ts';

/** Offices that sign papers, as the signature block names them. */
const OFFICE =
  /\b(?:chu tich|giam doc|chanh van phong|truong phong|truong ban|cuc truong|bo truong|thu truong|vien truong|hieu truong|chi cuc truong|doi truong|truong cong an|cong chung vien|cong chuc|can bo|nguoi ky|nguoi thuc hien|chanh an|tong giam doc|thua lenh|thay mat)\b|^(?:tm|kt|tl|tuq|q)[.,] /;
const MOST_WORDS_OF_OFFICE = 8;
/** The name stands below its office by no more than this share of the page's height, with the seal between them. */
const NAME_WITHIN = 0.16;
/** … and under it: their middles are apart by no more than this share of the width. */
const MIDDLE_APART = 0.09;
const LEAST_WORDS = 2;
const MOST_WORDS = 7;

/** The name under the last signature block, whose office stands in the right half of the page. */
export function findSigner(pages: readonly ReadPage[]): ProposedText | undefined {
  for (const page of [...pages].reverse()) {
    const spans = page.rows.flatMap((row) => row.spans);
    const offices = spans.filter(
      (span) =>
        OFFICE.test(span.folded) && span.words.length <= MOST_WORDS_OF_OFFICE && centreOf(span) > page.widthPx * 0.5,
    );
    for (const office of offices.reverse()) {
      const found = nameUnder(page, office, spans);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function nameUnder(page: ReadPage, office: RowSpan, spans: readonly RowSpan[]): ProposedText | undefined {
  const bottom = office.box.top + office.box.height / 2;
  const below = spans.filter(
    (span) =>
      span.box.top > bottom &&
      span.box.top < bottom + page.heightPx * NAME_WITHIN &&
      Math.abs(centreOf(span) - centreOf(office)) < page.widthPx * MIDDLE_APART &&
      !OFFICE.test(span.folded),
  );
  const [best] = below
    .map(readSignature)
    .filter((name) => name !== undefined)
    .sort((a, b) => b.sureness - a.sureness);
  return best === undefined ? undefined : toProposed(page, best.value, [best.words]);
}

/**
 * A name that stands alone; a sentence that begins with one is none. What seal and pen leave beside it has no letters, and
 * what they leave in it (`Pham: Thị`) is none of it.
 */
function readSignature(span: RowSpan) {
  const words = span.words.filter(({ text }) => /\p{L}/u.test(text));
  const names = words.map(({ text }) => text.normalize('NFC').replaceAll(/[^\p{L}'’-]/gu, ''));
  const isName =
    names.length >= LEAST_WORDS && names.length <= MOST_WORDS && names.every((name) => /^\p{Lu}/u.test(name));
  if (!isName) return undefined;
  const sureness = words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length;
  return { value: names.join(' '), words, sureness };
}
