import type { RecognisedPage } from '#shared/domain/recognised-page.ts';
import type { ExtractionProposal } from './extraction.ts';
import { findAbstract } from './find-abstract.ts';
import { findIssuedOn, findNumber } from './find-head.ts';
import { findHolderIdNumber, findHolderName } from './find-holder.ts';
import { findIssuingBody } from './find-issuing-body.ts';
import { findSigner } from './find-signer.ts';
import type { ReadPage } from './found-text.ts';
import { toPageRows } from './page-rows.ts';

/**
 * What the pages of one paper say about it, as far as it stands where official papers have it (NĐ 30/2020/NĐ-CP,
 * Phụ lục I) or behind a label that forms use. A field that was not found is absent; nothing of it is true before an
 * officer has confirmed it.
 * @param pages in the order of the paper
 */
export function proposeExtraction(pages: readonly RecognisedPage[]): ExtractionProposal {
  const read = pages.map((page, pageIndex): ReadPage => {
    const { widthPx, heightPx } = page;
    return { pageIndex, widthPx, heightPx, rows: toPageRows(page) };
  });
  // A blank back may come first.
  const first = read.find(({ rows }) => rows.length > 0);
  if (first === undefined) return {};
  const number = findNumber(first);
  return withoutAbsent({
    numberSymbol: number?.found,
    issuedOn: findIssuedOn(read.slice(first.pageIndex)),
    issuingBody: findIssuingBody(first, number?.rowIndex),
    signerName: findSigner(read),
    abstract: findAbstract(first, number?.rowIndex),
    holderName: findHolderName(read),
    holderIdNumber: findHolderIdNumber(read),
  });
}

function withoutAbsent(found: { readonly [Field in keyof ExtractionProposal]: ExtractionProposal[Field] | undefined }) {
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as ExtractionProposal;
}
