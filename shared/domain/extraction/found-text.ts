import { boxAround, type RecognisedWord } from '#shared/domain/recognised-page.ts';
import type { ProposedText } from './extraction.ts';
import type { PageRow, RowSpan } from './page-rows.ts';

/** A page as the finders look at it. */
export interface ReadPage {
  readonly pageIndex: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rows: readonly PageRow[];
}

const LONGEST_VALUE = 500;

/** @param groups the words the value was read from, one group for each row; at least one word */
export function toProposed(
  page: ReadPage,
  value: string,
  groups: readonly (readonly RecognisedWord[])[],
): ProposedText | undefined {
  const trimmed = value.replaceAll(/\s+/gu, ' ').trim().slice(0, LONGEST_VALUE).trim();
  const there = groups.filter((words) => words.length > 0);
  if (trimmed === '' || there.length === 0) return undefined;
  return {
    value: trimmed,
    pageIndex: page.pageIndex,
    boxes: there.map(boxAround),
    confidence: Math.min(...there.flat().map(({ confidence }) => confidence)),
  };
}

export const centreOf = ({ box }: RowSpan): number => box.left + box.width / 2;

export function isCapitals(text: string): boolean {
  const letters = text.replaceAll(/[^\p{L}]/gu, '');
  return letters.length > 1 && letters === letters.toUpperCase();
}

/** Digits as an engine misreads them among digits. */
export function toDigits(text: string): string {
  return text
    .replaceAll(/[oOQ]/gu, '0')
    .replaceAll(/[lIi|]/gu, '1')
    .replaceAll(/[^\d]/gu, '');
}
