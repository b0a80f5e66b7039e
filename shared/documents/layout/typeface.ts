import fontkit, { type Font } from '@cantoo/fontkit';

/** One face, parsed once per font file however many papers are rendered with it. */
export interface Typeface {
  readonly bytes: Uint8Array;
  readonly font: Font;
  has(codePoint: number): boolean;
  /** 0 for a character that the face lacks. */
  glyphIdOf(codePoint: number): number;
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
  // Looked up once: the font's own tables are decoded anew at every question.
  const near: (Character | undefined)[] = new Array<Character | undefined>(NEAR_CODE_POINTS).fill(undefined);
  const far = new Map<number, Character>();
  const look = (codePoint: number): Character => {
    const known = codePoint < NEAR_CODE_POINTS ? near[codePoint] : far.get(codePoint);
    if (known !== undefined) return known;
    const character = readCharacter(font, codePoint);
    if (codePoint < NEAR_CODE_POINTS) near[codePoint] = character;
    else far.set(codePoint, character);
    return character;
  };
  return {
    bytes,
    font,
    has: (codePoint) => look(codePoint).glyphId !== 0,
    glyphIdOf: (codePoint) => look(codePoint).glyphId,
    advanceOf: (codePoint) => look(codePoint).advance,
  };
}

interface Character {
  readonly glyphId: number;
  readonly advance: number;
}

/** Vietnamese and all of the paper character set are below. */
const NEAR_CODE_POINTS = 0x2200;

function readCharacter(font: Font, codePoint: number): Character {
  const glyph = font.glyphForCodePoint(codePoint);
  const glyphId = font.hasGlyphForCodePoint(codePoint) ? (glyph?.id ?? 0) : 0;
  return { glyphId, advance: (glyph?.advanceWidth ?? 0) / font.unitsPerEm };
}
