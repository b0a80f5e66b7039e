import {
  boxAround,
  lineText,
  type PageBox,
  type RecognisedLine,
  type RecognisedPage,
  type RecognisedWord,
} from '#shared/domain/recognised-page.ts';

/** Words that stand together in one row; the two sides of a head are two spans. */
export interface RowSpan {
  readonly words: readonly RecognisedWord[];
  /** The words with one blank between them. */
  readonly text: string;
  /** The same without marks and in lower case, letter for letter: an index into one is an index into the other. */
  readonly folded: string;
  readonly box: PageBox;
}

/** One row of a page, from left to right. */
export interface PageRow {
  readonly spans: readonly RowSpan[];
  readonly top: number;
}

/** Between two words of a justified line there is less than this much of their height. */
const SPAN_GAP = 1.3;

/** The rows of a page from top to bottom, in whatever order and pieces the engine gave its lines. */
export function toPageRows(page: RecognisedPage): readonly PageRow[] {
  return groupLines(page.lines).map((lines) => {
    const words = lines.flatMap((line) => line.words).sort((a, b) => a.box.left - b.box.left);
    return { spans: splitWords(words), top: boxAround(words).top };
  });
}

/** The text of each row, from left to right. */
export function rowTexts(page: RecognisedPage): readonly string[] {
  return groupLines(page.lines).map((lines) =>
    [...lines]
      .sort((a, b) => boxAround(a.words).left - boxAround(b.words).left)
      .map(lineText)
      .join(' '),
  );
}

/** @param words at least one, in one row from left to right */
export function toSpan(words: readonly RecognisedWord[]): RowSpan {
  const text = words.map((word) => plainText(word.text)).join(' ');
  return { words, text, folded: foldInPlace(text), box: boxAround(words) };
}

/** The words that a piece of a span's text touches. */
export function wordsAt(span: RowSpan, start: number, end: number): readonly RecognisedWord[] {
  let at = 0;
  return span.words.filter((word) => {
    const from = at;
    at += plainText(word.text).length + 1;
    return from < end && at - 1 > start;
  });
}

function groupLines(lines: readonly RecognisedLine[]): readonly (readonly RecognisedLine[])[] {
  const sorted = lines.filter(({ words }) => words.length > 0).sort((a, b) => middleOf(a) - middleOf(b));
  const rows: RecognisedLine[][] = [];
  for (const line of sorted) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row !== undefined && first !== undefined && row.every((other) => isBeside(other, line))) row.push(line);
    else rows.push([line]);
  }
  return rows;
}

/** The sides of one row do not overlap; on a page that is turned by a degree one of them may stand lower. */
function isBeside(first: RecognisedLine, line: RecognisedLine): boolean {
  const one = boxAround(first.words);
  const other = boxAround(line.words);
  const isApart = other.left > one.left + one.width || other.left + other.width < one.left;
  return isApart && Math.abs(middleOf(line) - middleOf(first)) < Math.max(heightOf(first), heightOf(line)) * 0.75;
}

function splitWords(words: readonly RecognisedWord[]): readonly RowSpan[] {
  const parts: RecognisedWord[][] = [];
  for (const word of words) {
    const part = parts.at(-1);
    const before = part?.at(-1);
    const gap = before === undefined ? Infinity : word.box.left - (before.box.left + before.box.width);
    const height = Math.max(word.box.height, before?.box.height ?? 0);
    if (part !== undefined && gap < height * SPAN_GAP) part.push(word);
    else parts.push([word]);
  }
  return parts.map(toSpan);
}

function middleOf({ words }: RecognisedLine): number {
  return medianOf(words.map(({ box }) => box.top + box.height / 2));
}

function heightOf({ words }: RecognisedLine): number {
  return medianOf(words.map(({ box }) => box.height));
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** One code unit for each letter: marks that no letter took are dropped, other slashes and dashes made plain. */
function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\p{M}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[⁄∕]/gu, '/')
    .replaceAll(/[–—−]/gu, '-')
    .replaceAll(/\s/gu, '');
}

function foldInPlace(text: string): string {
  return text
    .replaceAll(/[^ -~]/gu, (letter) => {
      const folded = letter.normalize('NFD').charAt(0);
      return folded === 'đ' || folded === 'Đ' ? 'd' : folded;
    })
    .toLowerCase();
}
