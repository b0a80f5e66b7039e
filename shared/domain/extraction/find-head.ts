import { findRealDate } from '#shared/domain/calendar-date.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { ExtractionProposal, ProposedText } from './extraction.ts';
import { toDigits, toProposed, type ReadPage } from './found-text.ts';
import { wordsAt, type PageRow, type RowSpan } from './page-rows.ts';

/** The head of a paper stands in this part of its first page. */
const HEAD_SHARE = 0.5;

/** `Số:` as it may be read, at the beginning of a span. */
const NUMBER_LABEL = /^[s5][o06]\s?[:;.,]?\s?/;
/** `123/QĐ-UBND`, `0456/SXD-QLHĐXD`, `12/2025/HĐ.TC`; read from the text with its marks. */
const NUMBER_SYMBOL =
  /^([\doOQlI|]{1,7}[a-z]?)\s?(?:\/\s?([\p{Lu}\d][\p{L}\d.&]*(?:\s?[-/]\s?[\p{Lu}\d][\p{L}\d.&]*)*))?/u;
const DATE_IN_WORDS = /n[gq][aoe]y\s?([\doqli|]{1,2})\s?th[ao]n[gq]\s?([\doqli|]{1,2})\s?n[ao]m\s?([\doqli|]{4})/;
const DATE_IN_FIGURES = /(?:^|[^\d/])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?![\d/])/;
/** Days that are not the day of the paper: those it refers to, and days of birth. */
const OTHER_DAY = /can cu|theo |sinh|nghi dinh|luat |thong tu|het han|gia tri/;

export function headRows(page: ReadPage): readonly PageRow[] {
  return page.rows.filter(({ top }) => top < page.heightPx * HEAD_SHARE);
}

/** The row with `Số: …` at the head. */
export function findNumber(page: ReadPage): { readonly found: ProposedText; readonly rowIndex: number } | undefined {
  for (const [rowIndex, { spans }] of headRows(page).entries()) {
    for (const span of spans) {
      const found = readNumber(page, span);
      if (found !== undefined) return { found, rowIndex };
    }
  }
  return undefined;
}

function readNumber(page: ReadPage, span: RowSpan): ProposedText | undefined {
  const label = NUMBER_LABEL.exec(span.folded)?.[0];
  if (label === undefined) return undefined;
  const match = NUMBER_SYMBOL.exec(span.text.slice(label.length));
  const [whole = '', digits = '', symbol] = match ?? [];
  const number = toDigits(digits) + (/[a-z]$/.exec(digits.replaceAll(/[oli]$/g, ''))?.[0] ?? '');
  // `Số 5 đường …` is no number of a paper: without a symbol the label has its colon and nothing follows.
  if (toDigits(digits) === '' || (symbol === undefined && !isBareNumber(label, span.text.slice(label.length), whole)))
    return undefined;
  const value = symbol === undefined ? number : `${number}/${tidySymbol(symbol)}`;
  return toProposed(page, value, [wordsAt(span, label.length, label.length + whole.trimEnd().length)]);
}

function isBareNumber(label: string, rest: string, whole: string): boolean {
  return /[:;]/.test(label) && rest.slice(whole.length).trim() === '';
}

function tidySymbol(symbol: string): string {
  return symbol.replaceAll(/\s/gu, '').replaceAll(/[.,]+$/gu, '');
}

/** The day a paper was issued: beside its place, else in the signature block, else in figures at the head. */
export function findIssuedOn(pages: readonly ReadPage[]): ExtractionProposal['issuedOn'] {
  const [first] = pages;
  if (first === undefined) return undefined;
  const isBesidePlace = ({ folded }: RowSpan): boolean =>
    /(?:^|[,.] ?)n[gq][aoe]y/.test(folded) && !OTHER_DAY.test(folded);
  return (
    findDate(first, headRows(first), DATE_IN_WORDS, isBesidePlace) ??
    firstOf([...pages].reverse(), (page) =>
      findDate(page, [...page.rows].reverse(), DATE_IN_WORDS, (span) => isBesidePlace(span) && span.words.length < 12),
    ) ??
    findDate(first, headRows(first), DATE_IN_FIGURES, ({ folded }) => !OTHER_DAY.test(folded))
  );
}

function findDate(
  page: ReadPage,
  rows: readonly PageRow[],
  pattern: RegExp,
  isCandidate: (span: RowSpan) => boolean,
): ExtractionProposal['issuedOn'] {
  for (const span of rows.flatMap(({ spans }) => spans).filter(isCandidate)) {
    const match = pattern.exec(span.folded);
    if (match === null) continue;
    const [whole, day = '', month = '', year = ''] = match;
    const value: LocalDate | undefined = findRealDate(toDigits(year), toDigits(month), toDigits(day));
    if (value === undefined) continue;
    const proposed = toProposed(page, value, [wordsAt(span, match.index, match.index + whole.length)]);
    if (proposed !== undefined) return { ...proposed, value };
  }
  return undefined;
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
