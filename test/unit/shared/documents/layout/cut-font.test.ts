import fontkit, { type Font } from '@cantoo/fontkit';
import { describe, expect, it } from 'vitest';
import { VIETNAMESE_MARKED_LETTERS } from '#shared/documents/fonts/paper-charset.ts';
import { cutFont } from '#shared/documents/layout/cut-font.ts';
import { toTypeface } from '#shared/documents/layout/typeface.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';

const { regular, italic } = readPaperFonts();
const KEPT = Array.from('Nguyễn Thị Hường Mẫu 0123');
const idOf = (bytes: Uint8Array, letter: string): number => toTypeface(bytes).glyphIdOf(letter.codePointAt(0) ?? 0);

function open(bytes: Uint8Array): Font {
  const font = fontkit.create(bytes);
  if (!('getGlyph' in font)) throw new Error('not a single face');
  return font;
}
function glyphOf(font: Font, id: number) {
  const glyph = font.getGlyph(id);
  if (glyph === null) throw new Error('glyph missing');
  return glyph;
}
const shapeOf = (font: Font, id: number): unknown =>
  glyphOf(font, id).path.commands.map(({ command, args }) => [command, args]);

describe('a font cut to the letters of a paper', () => {
  it.each([regular, italic])('keeps their outlines and widths, also of letters put together from others', (bytes) => {
    const ids = KEPT.map((letter) => idOf(bytes, letter));
    const [whole, cut] = [open(bytes), open(cutFont(bytes, ids))];
    for (const id of ids) {
      expect(shapeOf(cut, id)).toEqual(shapeOf(whole, id));
      expect(glyphOf(cut, id).advanceWidth).toBe(glyphOf(whole, id).advanceWidth);
    }
    expect(shapeOf(cut, 0)).toEqual(shapeOf(whole, 0));
  });

  it('leaves the outlines of the others out, and is the smaller for it', () => {
    const cut = cutFont(regular, [idOf(regular, 'a')]);
    expect(shapeOf(open(cut), idOf(regular, 'b'))).toEqual([]);
    expect(cut.length).toBeLessThan(regular.length / 4);
  });

  it('loses no letter when nothing is left out', () => {
    const all = Array.from({ length: open(regular).numGlyphs }, (_, id) => id);
    const cut = open(cutFont(regular, all));
    for (const letter of VIETNAMESE_MARKED_LETTERS) {
      expect(shapeOf(cut, idOf(regular, letter))).toEqual(shapeOf(open(regular), idOf(regular, letter)));
    }
  });

  it('refuses what is no TrueType font', () => {
    expect(() => cutFont(new Uint8Array(64), [1])).toThrow(RangeError);
  });
});
