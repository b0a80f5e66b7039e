import { describe, expect, it } from 'vitest';
import { paperCharset, SUBSTITUTE, VIETNAMESE_MARKED_LETTERS } from '#shared/documents/fonts/paper-charset.ts';
import { PAPER_FACES, PaperType } from '#shared/documents/layout/paper-type.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';

const fonts = readPaperFonts();
const ALL_LETTERS = VIETNAMESE_MARKED_LETTERS + VIETNAMESE_MARKED_LETTERS.toUpperCase();

describe('coverage of the paper fonts', () => {
  it('asks for the 134 marked Vietnamese letters, precomposed', () => {
    expect(new Set(ALL_LETTERS).size).toBe(134);
    expect(ALL_LETTERS.normalize('NFC')).toBe(ALL_LETTERS);
    expect(Array.from(ALL_LETTERS).every((letter) => paperCharset().includes(letter))).toBe(true);
  });

  it.each(PAPER_FACES)('has every character of the charset in %s', (face) => {
    const type = new PaperType(fonts);
    expect(type.printable(paperCharset(), face)).toBe(paperCharset());
    expect(type.missingGlyphs).toEqual([]);
  });
});

describe('printable text', () => {
  it('composes combining marks, as some keyboards and systems send them', () => {
    const type = new PaperType(fonts);
    expect(type.printable(ALL_LETTERS.normalize('NFD'), 'regular')).toBe(ALL_LETTERS);
    expect(type.missingGlyphs).toEqual([]);
  });

  it('puts a box for what the fonts lack and reports each such character once', () => {
    const type = new PaperType(fonts);
    expect(type.printable('Ông 😀 Lý 李 😀', 'bold')).toBe(`Ông ${SUBSTITUTE} Lý ${SUBSTITUTE} ${SUBSTITUTE}`);
    expect(type.missingGlyphs).toEqual(['李', '😀']);
  });

  it('makes every white space a space and drops what is invisible by nature', () => {
    const type = new PaperType(fonts);
    expect(type.printable('thôn\r\nĐông\t\u200bThượng\ufeff\u00ad, xã', 'italic')).toBe('thôn Đông Thượng, xã');
    expect(type.missingGlyphs).toEqual([]);
  });

  it('gives the same width whether composed or not, and half of it at half the size', () => {
    const type = new PaperType(fonts);
    const width = type.widthOf(type.printable('Nguyễn'.normalize('NFD'), 'regular'), 'regular', 10);
    expect(width).toBeCloseTo(type.widthOf('Nguyễn', 'regular', 10), 9);
    expect(type.widthOf('Nguyễn', 'regular', 5)).toBeCloseTo(width / 2, 9);
    expect(width).toBeGreaterThan(25);
  });
});
