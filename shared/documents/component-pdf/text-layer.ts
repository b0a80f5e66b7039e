import type { RecognisedPage, RecognisedWord } from '#shared/domain/recognised-page.ts';
import { toTypeface, type Typeface } from '#shared/documents/layout/typeface.ts';
import { cutFont } from '#shared/documents/layout/cut-font.ts';
import { refer, toNumber, toUtf16Hex, type PdfFile, type PdfRef } from './pdf-file.ts';

/** The part of a word's box that is below the line it stands on, as in most writing. */
const BELOW_LINE = 0.2;
/** Stands in for a letter that the face lacks: it is never seen, only searched and copied. */
const STAND_IN = 0x2e;

/** Every character that the pages use, each with a code of its own, so that words are found, copied and read out. */
export class TextFace {
  readonly #typeface: Typeface;
  readonly #isCut: boolean;
  /** Code of each character met, as it is written. */
  readonly #codes = new Map<number, string>();

  /**
   * @param bytes a TrueType file
   * @param options `isCut`: only the outlines that are used go into the PDF, not the whole file
   */
  constructor(bytes: Uint8Array, options: { readonly isCut: boolean } = { isCut: false }) {
    this.#typeface = toTypeface(bytes);
    this.#isCut = options.isCut;
  }

  get isUsed(): boolean {
    return this.#codes.size > 0;
  }

  /** Two bytes a character, as hexadecimal digits; `width` is a fraction of the type size. */
  encode(text: string): { readonly hex: string; readonly width: number } {
    let hex = '';
    let width = 0;
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? STAND_IN;
      let code = this.#codes.get(codePoint);
      if (code === undefined) {
        code = toHex(this.#codes.size + 1);
        this.#codes.set(codePoint, code);
      }
      hex += code;
      width += this.#typeface.advanceOf(this.#shownFor(codePoint));
    }
    return { hex, width };
  }

  /** Writes what `encode` has met (ISO 32000-1, 9.7). */
  writeTo(file: PdfFile, ref: PdfRef): void {
    const used = [...this.#codes.keys()];
    const shown = used.map((codePoint) => this.#shownFor(codePoint));
    const { font, bytes } = this.#typeface;
    const perThousand = 1000 / font.unitsPerEm;
    const glyphIds = shown.map((codePoint) => this.#typeface.glyphIdOf(codePoint));
    const map = file.stream('', [new Uint8Array([0, 0, ...glyphIds.flatMap((id) => [id >> 8, id & 0xff])])]);
    const program = this.#isCut ? cutFont(bytes, glyphIds) : bytes;
    const faceFile = file.stream(`/Length1 ${String(program.length)}`, [program]);
    // Six letters and a plus say that the font is a part of the one named (9.6.4).
    const name = `/${this.#isCut ? 'QMCPAP+' : ''}${font.postscriptName ?? 'Tinos'}`;
    const { minX, minY, maxX, maxY } = font.bbox;
    const box = [minX, minY, maxX, maxY].map((edge) => toNumber(edge * perThousand)).join(' ');
    const metrics = `/Ascent ${toNumber(font.ascent * perThousand)} /Descent ${toNumber(font.descent * perThousand)} /CapHeight ${toNumber(font.capHeight * perThousand)}`;
    const descriptor = file.object(
      `<< /Type /FontDescriptor /FontName ${name} /Flags 4 /FontBBox [${box}] /ItalicAngle 0 ${metrics} /StemV 80 /FontFile2 ${refer(faceFile)} >>`,
    );
    const widths = shown.map((codePoint) => toNumber(this.#typeface.advanceOf(codePoint) * 1000)).join(' ');
    const descendant = file.object(
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont ${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> ` +
        `/FontDescriptor ${refer(descriptor)} /DW 500 /W [1 [${widths}]] /CIDToGIDMap ${refer(map)} >>`,
    );
    const meaning = file.stream('', [new TextEncoder().encode(toUnicodeMap(used))]);
    file.object(
      `<< /Type /Font /Subtype /Type0 /BaseFont ${name} /Encoding /Identity-H /DescendantFonts [${refer(descendant)}] /ToUnicode ${refer(meaning)} >>`,
      ref,
    );
  }

  #shownFor(codePoint: number): number {
    return this.#typeface.has(codePoint) ? codePoint : STAND_IN;
  }
}

function toHex(code: number): string {
  return code.toString(16).padStart(4, '0');
}

/** Entries that one section of the map may have (Adobe technical note 5014). */
const MOST_ENTRIES = 100;

function toUnicodeMap(codePoints: readonly number[]): string {
  const sections: string[] = [];
  for (let from = 0; from < codePoints.length; from += MOST_ENTRIES) {
    const some = codePoints.slice(from, from + MOST_ENTRIES);
    const lines = some.map(
      (codePoint, at) => `<${toHex(from + at + 1)}> <${toUtf16Hex(String.fromCodePoint(codePoint))}>`,
    );
    sections.push(`${String(some.length)} beginbfchar\n${lines.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${sections.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`;
}

/**
 * Words at their boxes, written with nothing to see (text rendering mode 3), line by line, in the order they were read.
 * @param width of the page as it is shown, in points; `height` likewise
 */
export function drawTextLayer(face: TextFace, read: RecognisedPage, width: number, height: number): string {
  const scaleX = width / read.widthPx;
  const scaleY = height / read.heightPx;
  const place = ({ text, box }: RecognisedWord, isLast: boolean): string => {
    const word = text.normalize('NFC');
    const size = Math.max(box.height * scaleY, 1);
    const across = face.encode(word).width * size;
    const stretch = across > 0 && box.width > 0 ? (box.width * scaleX) / across : 1;
    const left = toNumber(box.left * scaleX);
    const bottom = toNumber(height - (box.top + box.height * (1 - BELOW_LINE)) * scaleY);
    const { hex } = face.encode(isLast ? word : `${word} `);
    return `/F1 ${toNumber(size)} Tf ${toNumber(stretch)} 0 0 1 ${left} ${bottom} Tm <${hex}> Tj\n`;
  };
  const lines = read.lines.map(({ words }) =>
    words.map((word, index) => place(word, index === words.length - 1)).join(''),
  );
  return `BT\n3 Tr\n${lines.join('')}ET\n`;
}
