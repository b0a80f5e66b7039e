import { describe, expect, it } from 'vitest';
import { lineText, withoutStrayLines, type RecognisedLine } from '#shared/domain/recognised-page.ts';

const line = (...words: readonly (readonly [text: string, confidence: number])[]): RecognisedLine => ({
  words: words.map(([text, confidence], index) => ({
    text,
    confidence,
    box: { left: index * 50, top: 10, width: 40, height: 20 },
  })),
});

describe('lines of a page', () => {
  it('leaves out marks that the engine took for a line of their own', () => {
    const title = line(['QUYẾT', 20], ['ĐỊNH', 31]);
    const kept = withoutStrayLines([line(['^', 12], ['`', 30], ['~', 5]), title, line(['|', 0]), { words: [] }]);
    expect(kept).toEqual([title]);
  });

  it('leaves out a few letters that the engine guessed: strokes of a pen, pieces of a seal', () => {
    expect(withoutStrayLines([line(['yz', 0], ['SN', 12]), line(['Ể', 10])])).toEqual([]);
  });

  it('keeps longer lines however unsure, short ones it is somewhat sure of, and signs it is sure of', () => {
    const lines = [line(['Điều', 1], ['7', 2]), line(['7', 31]), line(['***', 88])];
    expect(withoutStrayLines(lines).map(lineText)).toEqual(['Điều 7', '7', '***']);
  });
});
