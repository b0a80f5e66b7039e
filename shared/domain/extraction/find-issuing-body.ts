import type { ProposedText } from './extraction.ts';
import { headRows } from './find-head.ts';
import { isCapitals, toProposed, type ReadPage } from './found-text.ts';
import { toSpan, type PageRow, type RowSpan } from './page-rows.ts';

/** Quốc hiệu and tiêu ngữ, in the right half of every head; a few letters of them are enough. */
const NATIONAL_TITLE = /c[o0]n[gq] h[o0]a|xa h[o0]i|chu n[gq]hia|viet nam$/;
const MOTTO = /d[o0]c l[aă]p|tu d[o0]|hanh phuc/;
/** How the names of bodies begin: a row that begins so names another body than the row above it. */
const OPENER =
  /^(?:ubnd|uy ban|hdnd|hoi dong|so |phong |ban |chi cuc|cuc |tong cuc|trung tam|van phong|bo |cong an|toa an|vien |truong |benh vien|chi nhanh|bao hiem|kho bac|hoi |doan |dang uy|tinh uy|thanh uy|cong ty)/;
/** Ends where it names nobody: the unit follows in the next row. */
const WITHOUT_UNIT = /^(?:uy ban nhan dan|hoi dong nhan dan|ubnd|hdnd|hoi dong|uy ban)$/;
const MOST_ROWS = 5;

/**
 * The body that issued the paper: the last one named at the left of the head. Above it stands the one it belongs to
 * (NĐ 30/2020/NĐ-CP, Phụ lục I).
 * @param numberRow index of the row with the paper's number, the first that is not of the head's left column
 */
export function findIssuingBody(page: ReadPage, numberRow: number | undefined): ProposedText | undefined {
  const rows = headRows(page).slice(0, Math.min(numberRow ?? MOST_ROWS, MOST_ROWS + 1));
  const titleLeft = leftOfTitle(rows);
  // Without the national title there is no telling a head from a heading.
  if (titleLeft === undefined) return undefined;
  const end = rows.findIndex((row) => isBelowHead(row, titleLeft));
  const column = rows
    .slice(0, end === -1 ? rows.length : end)
    .map((row) => leftColumn(row, titleLeft))
    .filter((span) => span !== undefined);
  let body: RowSpan[] = [];
  for (const span of column) {
    if (!isCapitals(span.text)) continue;
    const isSameBody = body.length > 0 && (isUnnamed(body) || !OPENER.test(span.folded));
    body = isSameBody ? [...body, span] : [span];
  }
  const value = body.map(({ text }) => text).join(' ');
  return toProposed(
    page,
    value.replaceAll(/^[^\p{L}]+|[^\p{L}\d)]+$/gu, ''),
    body.map(({ words }) => words),
  );
}

/** Words on both sides that are not the national title: the place and day, or the title of the paper itself. */
function isBelowHead({ spans }: PageRow, titleLeft: number): boolean {
  if (spans.some(({ folded }) => NATIONAL_TITLE.test(folded) || MOTTO.test(folded))) return false;
  const words = spans.flatMap((span) => span.words);
  return words.some(({ box }) => box.left > titleLeft);
}

const isUnnamed = (body: readonly RowSpan[]): boolean =>
  WITHOUT_UNIT.test(
    body
      .map(({ folded }) => folded)
      .join(' ')
      .trim(),
  );

/** Where the right half of the head begins. */
function leftOfTitle(rows: readonly PageRow[]): number | undefined {
  for (const span of rows.flatMap(({ spans }) => spans)) {
    const at = NATIONAL_TITLE.exec(span.folded)?.index ?? MOTTO.exec(span.folded)?.index;
    if (at !== undefined) return wordStart(span, at);
  }
  return undefined;
}

function wordStart(span: RowSpan, at: number): number {
  const before = span.folded.slice(0, at).split(' ').length - 1;
  return span.words[before]?.box.left ?? span.box.left;
}

/** What of the row stands left of the national title, even where the engine saw no gap between the two. */
function leftColumn(row: PageRow, titleLeft: number): RowSpan | undefined {
  const words = row.spans
    .filter(({ folded }) => !(MOTTO.test(folded) && NATIONAL_TITLE.test(folded)))
    .flatMap((span) => {
      const motto = NATIONAL_TITLE.exec(span.folded) ?? MOTTO.exec(span.folded);
      const end = motto === null ? Infinity : wordStart(span, motto.index);
      return span.words.filter(({ box }) => box.left < end);
    })
    .filter(({ box }) => box.left + box.width / 2 < titleLeft);
  return words.length === 0 ? undefined : toSpan(words);
}
