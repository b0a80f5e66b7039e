import type { RecognisedWord } from '#shared/domain/recognised-page.ts';
import { wordsAt, type RowSpan } from './page-rows.ts';

const MOST_WORDS = 7;
const LEAST_WORDS = 2;
/** A word of a name: a capital first, letters only, an apostrophe or hyphen inside (names of the minorities). */
const NAME_WORD = /^\p{Lu}[\p{L}'’-]*$/u;
/** What follows a name on the same row without a comma. */
const LABEL_WORD = /^(?:gioi|ngay|sinh|nam|quoc|dan|so|cccd|cmnd|noi|dia|chuc|la|co)$/;

/** The name of a person that begins at `start` in the span: two to seven words, each with a capital. */
export function readPersonName(
  span: RowSpan,
  start: number,
): { readonly value: string; readonly words: readonly RecognisedWord[] } | undefined {
  const offset = start + (/^[\s:;.,…_-]*/u.exec(span.text.slice(start))?.[0].length ?? 0);
  const texts = span.text.slice(offset).split(' ');
  const folded = span.folded.slice(offset).split(' ');
  const name: string[] = [];
  let length = 0;
  for (const [index, text] of texts.entries()) {
    const bare = text.replaceAll(/[.,;:…]+$/gu, '');
    if (!NAME_WORD.test(bare) || isLabel(texts, folded, index) || name.length === MOST_WORDS) break;
    name.push(bare);
    length += text.length + 1;
    if (bare !== text) break;
  }
  if (name.length < LEAST_WORDS) return undefined;
  return { value: name.join(' '), words: wordsAt(span, offset, offset + length - 1) };
}

/** `Nam` is also a name: a label has another word with a small letter or its colon after it. */
function isLabel(texts: readonly string[], folded: readonly string[], index: number): boolean {
  if (!LABEL_WORD.test((folded[index] ?? '').replaceAll(/[^a-z]/g, ''))) return false;
  return texts[index]?.endsWith(':') === true || /^[\p{Ll}]|:$/u.test(texts[index + 1] ?? '');
}
