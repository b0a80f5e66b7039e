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

  it('keeps what holds a letter or a digit, however unsure, and signs the engine is sure of', () => {
    const lines = [line(['o', 1]), line(['—', 3], ['7', 2]), line(['***', 88])];
    expect(withoutStrayLines(lines).map(lineText)).toEqual(['o', '— 7', '***']);
  });
});
