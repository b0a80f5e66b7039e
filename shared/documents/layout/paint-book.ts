import { PdfFile, refer, toNumber, toTextString, type PdfRef } from '#shared/documents/component-pdf/pdf-file.ts';
import type { Zlib } from '#shared/documents/component-pdf/png-pixels.ts';
import { TextFace } from '#shared/documents/component-pdf/text-layer.ts';
import type { DrawOp, PageDrawing } from './drawing.ts';
import type { PaperMetadata, PaperSize } from './paint-pdf.ts';
import { PAPER_FACES, type PaperFace, type PaperFonts } from './paper-type.ts';

const FACE_NAMES: Readonly<Record<PaperFace, string>> = { regular: '/F1', bold: '/F2', italic: '/F3' };

interface WrittenPage {
  readonly ref: PdfRef;
  /** What is added when the number of pages is known. */
  readonly foot: PdfRef;
}

/**
 * Writes a paper of very many pages while it is laid out: each page is packed and let go as soon as it is added, so that
 * memory holds the packed file and one page, whatever the length. Nothing but text and rules; no symbols.
 */
export class BookPainter {
  readonly #file = new PdfFile();
  readonly #size: PaperSize;
  readonly #zlib: Zlib;
  readonly #faces: Readonly<Record<PaperFace, TextFace>>;
  readonly #tree: PdfRef;
  readonly #fonts: Readonly<Record<PaperFace, PdfRef>>;
  readonly #pages: WrittenPage[] = [];

  constructor(fonts: PaperFonts, size: PaperSize, zlib: Zlib) {
    this.#size = size;
    this.#zlib = zlib;
    this.#faces = {
      regular: new TextFace(fonts.regular),
      bold: new TextFace(fonts.bold),
      italic: new TextFace(fonts.italic),
    };
    this.#tree = this.#file.reserve();
    this.#fonts = { regular: this.#file.reserve(), bold: this.#file.reserve(), italic: this.#file.reserve() };
  }

  get pageCount(): number {
    return this.#pages.length;
  }

  async addPage(drawing: PageDrawing): Promise<void> {
    const packed = await this.#zlib.deflate(new TextEncoder().encode(this.#toContent(drawing)));
    const body = this.#file.stream('/Filter /FlateDecode', [packed]);
    const foot = this.#file.reserve();
    const fonts = PAPER_FACES.map((face) => `${FACE_NAMES[face]} ${refer(this.#fonts[face])}`).join(' ');
    const { width, height } = this.#size;
    const ref = this.#file.object(
      `<< /Type /Page /Parent ${refer(this.#tree)} /MediaBox [0 0 ${toNumber(width)} ${toNumber(height)}] ` +
        `/Resources << /Font << ${fonts} >> >> /Contents [${refer(body)} ${refer(foot)}] >>`,
    );
    this.#pages.push({ ref, foot });
  }

  /** @param drawFoot called once for each page, now that their number is known */
  finish(
    metadata: PaperMetadata,
    drawFoot: (page: PageDrawing, number: number, count: number) => void,
  ): Uint8Array<ArrayBuffer> {
    const file = this.#file;
    this.#pages.forEach(({ foot }, index) => {
      const drawing: PageDrawing = { ops: [] };
      drawFoot(drawing, index + 1, this.#pages.length);
      file.stream('', [new TextEncoder().encode(this.#toContent(drawing))], foot);
    });
    for (const face of PAPER_FACES) this.#faces[face].writeTo(file, this.#fonts[face]);
    const kids = this.#pages.map(({ ref }) => refer(ref)).join(' ');
    file.object(`<< /Type /Pages /Kids [${kids}] /Count ${String(this.#pages.length)} >>`, this.#tree);
    const preferences = '<< /PrintScaling /None /DisplayDocTitle true >>';
    const catalog = file.object(
      `<< /Type /Catalog /Pages ${refer(this.#tree)} /Lang (vi-VN) /ViewerPreferences ${preferences} >>`,
    );
    const date = `(D:${metadata.issuedAt.replace(/[-:T]/g, '').slice(0, 14)}Z)`;
    const maker = toTextString('Quầy Một Cửa');
    const info = file.object(
      `<< /Title ${toTextString(metadata.title)} /Creator ${maker} /Producer ${maker} /CreationDate ${date} /ModDate ${date} >>`,
    );
    return file.finish(catalog, info, nameOf(metadata));
  }

  #toContent(drawing: PageDrawing): string {
    return drawing.ops.map((op) => this.#toOperators(op)).join('');
  }

  #toOperators(op: DrawOp): string {
    const { height } = this.#size;
    if (op.kind === 'bar') {
      const bottom = toNumber(height - op.y - op.height);
      return `${toNumber(op.x)} ${bottom} ${toNumber(op.width)} ${toNumber(op.height)} re f\n`;
    }
    if (op.kind === 'shape') throw new Error('a book has no symbols');
    const shown = op.segments.map(
      ({ text, face }) => `${FACE_NAMES[face]} ${toNumber(op.size)} Tf <${this.#faces[face].encode(text).hex}> Tj`,
    );
    return `BT ${toNumber(op.x)} ${toNumber(height - op.y)} Td ${shown.join(' ')} ET\n`;
  }
}

/** 32 digits that name the document, the same for the same paper (ISO 32000-1, 14.4). */
function nameOf({ title, issuedAt }: PaperMetadata): string {
  let name = '';
  for (let part = 0; part < 4; part += 1) {
    let hash = 0x811c9dc5 + part;
    for (const character of `${title} ${issuedAt}`) {
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    }
    name += hash.toString(16).padStart(8, '0');
  }
  return name;
}
