import { describe, expect, it } from 'vitest';
import { PaperType } from '#shared/documents/layout/paper-type.ts';
import { breakIntoLines, type TextLine } from '#shared/documents/layout/text-lines.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';

const type = new PaperType(readPaperFonts());
const ADDRESS = 'Số 12, ngõ 34 đường Trần Mẫu, thôn Đông Thượng, xã Mẫu Sơn, tỉnh Mẫu';

function set(text: string, width: number): readonly TextLine[] {
  return breakIntoLines(type, [{ text, face: 'regular' }], { size: 10, firstWidth: width, restWidth: width });
}
const textOf = (line: TextLine): string => line.segments.map((segment) => segment.text).join('');

describe('breaking into lines', () => {
  it('leaves a text that fits on one line', () => {
    expect(set(ADDRESS, 400).map(textOf)).toEqual([ADDRESS]);
  });

  it.each([60, 100, 150, 200])('breaks at spaces and loses no word at %d points', (width) => {
    const lines = set(ADDRESS, width);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.map(textOf).join(' ')).toBe(ADDRESS);
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(width + 0.01);
  });

  it('measures what it sets', () => {
    for (const line of set(ADDRESS, 120)) expect(line.width).toBeCloseTo(type.widthOf(textOf(line), 'regular', 10), 6);
  });

  it('breaks a word that is wider than a line between its characters', () => {
    const lines = set(`a ${'https://vidu.example/'.repeat(10)} b`, 100);
    expect(lines.map(textOf).join('').replaceAll(' ', '')).toBe(`a${'https://vidu.example/'.repeat(10)}b`);
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(100.01);
  });

  it('does not break at a non-breaking space', () => {
    const narrow = type.widthOf('Số 0239 0', 'regular', 10);
    expect(set('Số 0239\u00a0000', narrow).map(textOf)).toEqual(['Số', '0239\u00a0000']);
  });

  it('keeps faces apart, and keeps together what has no space between', () => {
    const runs = [
      { text: 'Tổng: ', face: 'regular' as const },
      { text: '8.000', face: 'bold' as const },
      { text: ' đồng.', face: 'italic' as const },
    ];
    const [line] = breakIntoLines(type, runs, { size: 10, firstWidth: 300, restWidth: 300 });
    expect(line?.segments).toEqual([
      { text: 'Tổng: ', face: 'regular' },
      { text: '8.000 ', face: 'bold' },
      { text: 'đồng.', face: 'italic' },
    ]);
    const glued = [
      { text: 'ab', face: 'regular' as const },
      { text: 'cd', face: 'bold' as const },
    ];
    const width = type.widthOf('xx abc', 'regular', 10);
    const lines = breakIntoLines(type, [{ text: 'xx ', face: 'regular' }, ...glued], {
      size: 10,
      firstWidth: width,
      restWidth: width,
    });
    expect(lines.map(textOf)).toEqual(['xx ', 'abcd'].map((text) => text.trim()));
  });

  it('sets nothing for nothing', () => {
    expect(set('', 100)).toEqual([]);
    expect(set('  \n ', 100)).toEqual([]);
  });
});
