import type { RecognisedLine, RecognisedPage, RecognisedWord } from '#shared/domain/recognised-page.ts';
import type { PaperRow, PaperText, SamplePaper } from '#test/fixtures/papers/paper.ts';

const WIDTH = 1654;
const HEIGHT = 2339;
const LEFT = 236;
const RIGHT = 1536;
const PX_PER_PT = 200 / 72;
const CONFIDENCE = 92;

/** A paper as an engine without a fault would read it: every word in a box of its own, letters of one width. */
export function typesetPage({ rows }: Pick<SamplePaper, 'rows'>): RecognisedPage {
  const lines: RecognisedLine[] = [];
  let top = 150;
  const put = (text: PaperText | undefined, leftOf: (width: number) => number): void => {
    if (text === undefined) return;
    const height = (text.sizePt ?? 13) * PX_PER_PT;
    lines.push({ words: toWords(text.text, leftOf(text.text.length * letterWidth(height)), top, height * 0.75) });
  };
  const middleAt =
    (x: number) =>
    (width: number): number =>
      x - width / 2;
  for (const row of rows) {
    if (row.kind === 'halves') {
      put(row.left, middleAt(LEFT + (RIGHT - LEFT) * 0.2));
      put(row.right, middleAt(LEFT + (RIGHT - LEFT) * 0.72));
    } else if (row.kind === 'centred') put(row.centre, middleAt((LEFT + RIGHT) / 2));
    else if (row.kind === 'paragraph') {
      for (const [index, text] of wrap(row.body.text).entries()) {
        put({ ...row.body, text }, () => LEFT + (index === 0 ? 79 : 0));
        top += 46;
      }
      continue;
    }
    top += advanceOf(row);
  }
  return { widthPx: WIDTH, heightPx: HEIGHT, lines, confidence: CONFIDENCE };
}

/** The same page with other words; boxes stay where they are. */
export function misread(page: RecognisedPage, change: (text: string, index: number) => string): RecognisedPage {
  let index = -1;
  const misreadWord = (word: RecognisedWord): RecognisedWord => ({ ...word, text: change(word.text, (index += 1)) });
  return { ...page, lines: page.lines.map((line) => ({ ...line, words: line.words.map(misreadWord) })) };
}

function toWords(text: string, left: number, top: number, height: number): readonly RecognisedWord[] {
  const width = letterWidth(height / 0.75);
  let at = left;
  const words = text.split(/\s+/u).map((word) => {
    const box = { left: at, top, width: word.length * width, height };
    at += (word.length + 1) * width;
    return { text: word, box, confidence: CONFIDENCE };
  });
  return words.filter((word) => word.text !== '');
}

const letterWidth = (heightPx: number): number => heightPx * 0.44;

const advanceOf = (row: PaperRow): number => (row.kind === 'gap' ? row.heightPt * PX_PER_PT : 46);

function wrap(text: string): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + word.length < 76) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
