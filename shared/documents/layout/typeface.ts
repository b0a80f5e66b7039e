import fontkit, { type Font } from '@cantoo/fontkit';

/** One face, parsed once per font file however many papers are rendered with it. */
export interface Typeface {
  readonly bytes: Uint8Array;
  readonly font: Font;
  has(codePoint: number): boolean;
  /** Advance width as a fraction of the type size. */
  advanceOf(codePoint: number): number;
}

const parsed = new WeakMap<Uint8Array, Typeface>();

/**
 * @param bytes a TrueType file; kept as the key, so pass the same array again to save the parsing
 * @throws Error when the bytes are not a single font (a defect: the fonts are part of the build)
 */
export function toTypeface(bytes: Uint8Array): Typeface {
  const known = parsed.get(bytes);
  if (known !== undefined) return known;
  const typeface = parseTypeface(bytes);
  parsed.set(bytes, typeface);
  return typeface;
}

function parseTypeface(bytes: Uint8Array): Typeface {
  const font = fontkit.create(bytes);
  if (!('glyphForCodePoint' in font)) throw new Error('a paper font must be a single face');
  const advances = new Map<number, number>();
  return {
    bytes,
    font,
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    advanceOf(codePoint) {
      let advance = advances.get(codePoint);
      if (advance === undefined) {
        advance = (font.glyphForCodePoint(codePoint)?.advanceWidth ?? 0) / font.unitsPerEm;
        advances.set(codePoint, advance);
      }
      return advance;
    },
  };
}
