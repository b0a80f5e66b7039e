import type { ProposedText } from './extraction.ts';
import { headRows } from './find-head.ts';
import { centreOf, isCapitals, toProposed, type ReadPage } from './found-text.ts';
import { toSpan, type PageRow, type RowSpan } from './page-rows.ts';

/** `V/v` at the beginning of a span, its slash also read as another thin stroke. */
const ABOUT_SHORT = /^v ?[/|l1i] ?v[.,:;]? ?/;
const ABOUT_LONG = /^v[e3] vi[e3]c[:;.,]? ?/;
const MOST_ROWS = 5;
/** Rows of one text stand no further apart than this many of their heights. */
const ROW_APART = 1.9;
/** A title stands in the middle: off it by no more than this share of the width. */
const OFF_MIDDLE = 0.06;
/** Not titles, though they stand in capitals in the middle. */
const NO_TITLE =
  /^(?:cong hoa|doc lap|chu tich|giam doc|uy ban|hoi dong|kinh gui|xac nhan|ban sao|\(|bo truong|tm[.,])/;

/**
 * What the paper is about: `V/v …` under its number, else `Về việc …` under its title, else the title.
 * @param numberRow index of the row with the paper's number; a title stands below it
 */
export function findAbstract(page: ReadPage, numberRow: number | undefined): ProposedText | undefined {
  return findBesideHead(page) ?? findUnderTitle(page, numberRow ?? 1);
}

function findBesideHead(page: ReadPage): ProposedText | undefined {
  const rows = headRows(page);
  for (const [index, { spans }] of rows.entries()) {
    const span = spans.find(({ folded }) => ABOUT_SHORT.test(folded));
    if (span === undefined) continue;
    const below = rows.slice(index + 1, index + MOST_ROWS).map((row) => row.spans.find((next) => isUnder(span, next)));
    return joinRows(page, ABOUT_SHORT, [span, ...untilGap(span, below)]);
  }
  return undefined;
}

/** In the same narrow column. */
function isUnder(span: RowSpan, next: RowSpan): boolean {
  return next.box.left + next.box.width < span.box.left + span.box.width * 1.3 && !/^kinh gui/.test(next.folded);
}

function findUnderTitle(page: ReadPage, numberRow: number): ProposedText | undefined {
  const rows = page.rows.slice(numberRow + 1).filter(({ top }) => top < page.heightPx * 0.6);
  const middle = middleOf(page);
  const isCentred = (row: PageRow): boolean => Math.abs(centreOf(wholeRow(row)) - middle) < page.widthPx * OFF_MIDDLE;
  const at = rows.findIndex(
    (row) => isCentred(row) && isCapitals(wholeRow(row).text) && !NO_TITLE.test(wholeRow(row).folded),
  );
  const first = rows[at];
  if (first === undefined) return undefined;
  const title = wholeRow(first);
  const below = rows.slice(at + 1, at + 1 + MOST_ROWS).map((row) => (isCentred(row) ? wholeRow(row) : undefined));
  const titleRows = untilGap(
    title,
    below.map((span) => (isMoreOfTitle(span) ? span : undefined)),
  );
  const rest = below.slice(titleRows.length);
  const [about] = rest;
  if (about !== undefined && ABOUT_LONG.test(about.folded)) {
    const more = rest.slice(1).map((span) => (isMoreOfAbout(about, span) ? span : undefined));
    return joinRows(page, ABOUT_LONG, [about, ...untilGap(about, more)]);
  }
  return joinRows(page, undefined, [title, ...titleRows]);
}

function isMoreOfTitle(span: RowSpan | undefined): boolean {
  return span !== undefined && isCapitals(span.text) && !NO_TITLE.test(span.folded);
}

/** Centred text breaks into rows that get shorter; the first row of a paragraph goes to the margin. */
function isMoreOfAbout(about: RowSpan, span: RowSpan | undefined): boolean {
  return span !== undefined && !isCapitals(span.text) && span.box.width <= about.box.width * 1.1;
}

/** Between the margins that the text of the page keeps, not of the sheet: the left one is wider. */
function middleOf(page: ReadPage): number {
  const boxes = page.rows.flatMap(({ spans }) => spans.map(({ box }) => box));
  const left = Math.min(...boxes.map((box) => box.left));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  return (left + right) / 2;
}

const wholeRow = (row: PageRow): RowSpan => toSpan(row.spans.flatMap(({ words }) => words));

function untilGap(first: RowSpan, below: readonly (RowSpan | undefined)[]): readonly RowSpan[] {
  const kept: RowSpan[] = [];
  for (const span of below) {
    const above = kept.at(-1) ?? first;
    if (span === undefined || span.box.top - above.box.top > above.box.height * ROW_APART) break;
    kept.push(span);
  }
  return kept;
}

function joinRows(page: ReadPage, prefix: RegExp | undefined, spans: readonly RowSpan[]): ProposedText | undefined {
  const [first] = spans;
  const skipped = first === undefined || prefix === undefined ? 0 : (prefix.exec(first.folded)?.[0].length ?? 0);
  const value = spans
    .map(({ text }) => text)
    .join(' ')
    .slice(skipped);
  return toProposed(
    page,
    value.replaceAll(/[\s:;.,/]+$/gu, ''),
    spans.map(({ words }) => words),
  );
}
