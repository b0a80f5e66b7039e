import { SUBSTITUTE } from '#shared/documents/fonts/paper-charset.ts';
import { toTypeface, type Typeface } from './typeface.ts';

export const PAPER_FACES = ['regular', 'bold', 'italic'] as const;
export type PaperFace = (typeof PAPER_FACES)[number];

/** The font files papers are set in, as bytes (shared/documents/fonts). Pass the same arrays again: parsing is kept. */
export type PaperFonts = Readonly<Record<PaperFace, Uint8Array>>;

/** A stretch of text in one face. */
export interface Run {
  readonly text: string;
  readonly face: PaperFace;
}

const SPACES = /[\t\n\v\f\r\u0085\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
/** Characters that are invisible by nature: joiners, direction marks, variation selectors, soft hyphen, controls. */
const INVISIBLE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g;

/** The type one document is set in: measures text, and remembers what the fonts could not print. */
export class PaperType {
  readonly fonts: PaperFonts;
  readonly #faces: Readonly<Record<PaperFace, Typeface>>;
  readonly #missing = new Set<string>();
  /** A paper is set several times, each time more closely: what was prepared and measured is not so again. */
  readonly #printables = eachFace(() => new Map<string, string>());
  readonly #advances = eachFace(() => new Map<string, number>());

  constructor(fonts: PaperFonts) {
    this.fonts = fonts;
    this.#faces = {
      regular: toTypeface(fonts.regular),
      bold: toTypeface(fonts.bold),
      italic: toTypeface(fonts.italic),
    };
  }

  typeface(face: PaperFace): Typeface {
    return this.#faces[face];
  }

  /** Characters that were replaced by the substitute so far, sorted. */
  get missingGlyphs(): readonly string[] {
    return [...this.#missing].sort();
  }

  /**
   * Text as it can be printed: composed (NFC), every kind of white space one space, invisible characters dropped and
   * each character the face lacks replaced by a box. Never shorter in what the reader can see.
   */
  printable(text: string, face: PaperFace): string {
    const known = this.#printables[face].get(text);
    if (known !== undefined) return known;
    const typeface = this.#faces[face];
    const composed = text.replace(SPACES, ' ').replace(INVISIBLE, '').normalize('NFC');
    let printable = '';
    for (const character of composed) {
      if (typeface.has(character.codePointAt(0) ?? 0)) {
        printable += character;
      } else {
        this.#missing.add(character);
        printable += SUBSTITUTE;
      }
    }
    remember(this.#printables[face], text, printable);
    return printable;
  }

  /** Width in points of printable text. */
  widthOf(text: string, face: PaperFace, size: number): number {
    const known = this.#advances[face].get(text);
    if (known !== undefined) return known * size;
    const typeface = this.#faces[face];
    let advance = 0;
    for (const character of text) advance += typeface.advanceOf(character.codePointAt(0) ?? 0);
    remember(this.#advances[face], text, advance);
    return advance * size;
  }
}

/** A book of very many rows does not fill the memory with its words. */
const MOST_REMEMBERED = 2000;

function remember<T>(known: Map<string, T>, text: string, value: T): void {
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(text, value);
}

function eachFace<T>(make: () => T): Readonly<Record<PaperFace, T>> {
  return { regular: make(), bold: make(), italic: make() };
}
