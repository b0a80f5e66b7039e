import { checkPersonalIdNumber } from '#shared/domain/personal-id-number.ts';
import type { ProposedText } from './extraction.ts';
import { toDigits, toProposed, type ReadPage } from './found-text.ts';
import { wordsAt, type RowSpan } from './page-rows.ts';
import { readPersonName } from './person-name.ts';

/** `Họ và tên:`, `Họ, chữ đệm, tên:`, `Họ tên khai sinh:` as they may be read. */
const NAME_LABEL = /\bh[o0][.,]? ?(?:chu dem[.,]? ?)?(?:va )?ten(?: khai sinh)?(?: \(?[a-z ]{0,30}\)?)? ?[:;.]/;
/** `Ông:`, `Bà`, `Ông/bà:`, `ông (bà):`, `Tôi là:`, `Tên tôi là:`, `Chủ hộ:`, `Cấp cho:`. */
const PERSON_LABEL =
  /(?:^|[ (])(?:[o0]n[gq] ?[/(]? ?(?:\()?ba\)?|[o0]n[gq]|ba|t[o0]i (?:ten )?la|ten t[o0]i la|chu h[o0]|cap cho|nguoi de nghi|nguoi yeu cau|nguoi nop) ?[:;]? (?=[a-z])/;
/** Twelve digits, in groups or with letters that look like digits. */
const TWELVE = /(?<![\d/.,-])(?:[\doqli|] ?){12}(?![\doqli|/-])/g;
const ID_LABEL = /dinh danh|can cu[o0]c|cccd|cmnd|chung minh|tuy than/;

/** The first person a paper names as the one it is about. */
export function findHolderName(pages: readonly ReadPage[]): ProposedText | undefined {
  return findLabelled(pages, NAME_LABEL) ?? findLabelled(pages, PERSON_LABEL);
}

function findLabelled(pages: readonly ReadPage[], label: RegExp): ProposedText | undefined {
  for (const { page, span, next } of spansOf(pages)) {
    const match = label.exec(span.folded);
    if (match === null) continue;
    const end = match.index + match[0].length;
    // A form may leave a gap between the label and what is filled in.
    const isFilledBeside = span.text.slice(end).trim() === '' && next !== undefined;
    const name = isFilledBeside ? readPersonName(next, 0) : readPersonName(span, end);
    if (name !== undefined) return toProposed(page, name.value, [name.words]);
  }
  return undefined;
}

/** The first number that can be a personal id number; one with its label is preferred. */
export function findHolderIdNumber(pages: readonly ReadPage[]): ProposedText | undefined {
  const found = [...spansOf(pages)].flatMap(({ page, span, before }) =>
    [...span.folded.matchAll(TWELVE)].flatMap((match) => {
      const number = toDigits(match[0]);
      const digitCount = match[0].replaceAll(/\D/g, '').length;
      // Where most of it is letters it is a word.
      if (digitCount < 9 || !isPersonalIdNumber(number)) return [];
      const proposed = toProposed(page, number, [wordsAt(span, match.index, match.index + match[0].trimEnd().length)]);
      const isLabelled = ID_LABEL.test(`${before?.folded ?? ''} ${span.folded.slice(0, match.index)}`);
      return proposed === undefined ? [] : [{ proposed, isLabelled }];
    }),
  );
  return (found.find(({ isLabelled }) => isLabelled) ?? found[0])?.proposed;
}

function isPersonalIdNumber(number: string): boolean {
  const checked = checkPersonalIdNumber(number);
  return checked.ok && checked.value.personalId.kind === 'personalIdNumber';
}

interface SpanInRow {
  readonly page: ReadPage;
  readonly span: RowSpan;
  readonly before: RowSpan | undefined;
  readonly next: RowSpan | undefined;
}

function* spansOf(pages: readonly ReadPage[]): Generator<SpanInRow> {
  for (const page of pages)
    for (const { spans } of page.rows)
      for (const [index, span] of spans.entries())
        yield { page, span, before: spans[index - 1], next: spans[index + 1] };
}
