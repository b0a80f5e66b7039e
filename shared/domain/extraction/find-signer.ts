import type { ProposedText } from './extraction.ts';
import { centreOf, toProposed, type ReadPage } from './found-text.ts';
import { toSpan, type RowSpan } from './page-rows.ts';
import { readPersonName } from './person-name.ts';

/** Offices that sign papers, as the signature block names them. */
const OFFICE =
  /\b(?:chu tich|giam doc|chanh van phong|truong phong|truong ban|cuc truong|bo truong|thu truong|vien truong|hieu truong|chi cuc truong|doi truong|truong cong an|cong chung vien|cong chuc|can bo|nguoi ky|nguoi thuc hien|chanh an|tong giam doc|thua lenh|thay mat)\b|^(?:tm|kt|tl|tuq|q)[.,] /;
const MOST_WORDS_OF_OFFICE = 8;
/** The name stands below its office by no more than this share of the page's height, with the seal between them. */
const NAME_WITHIN = 0.16;
/** … and under it: their middles are apart by no more than this share of the width. */
const MIDDLE_APART = 0.09;

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
  for (const span of below) {
    const lettered = withoutSpecks(span);
    const name = lettered === undefined ? undefined : readPersonName(lettered, 0);
    // A name stands alone: a sentence that begins with one is no signature.
    if (name?.words.length === lettered?.words.length && name !== undefined)
      return toProposed(page, name.value, [name.words]);
  }
  return undefined;
}

/** What is left of a seal or a stroke of the pen beside the name has no letters. */
function withoutSpecks(span: RowSpan): RowSpan | undefined {
  const words = span.words.filter(({ text }) => /\p{L}/u.test(text));
  return words.length === 0 ? undefined : toSpan(words);
}
