import { PdfFile, refer, toTextString, type PdfRef } from '#shared/documents/component-pdf/pdf-file.ts';
import type { Zlib } from '#shared/documents/component-pdf/png-pixels.ts';
import { TextFace } from '#shared/documents/component-pdf/text-layer.ts';
import { parseQrSvgPath } from '#shared/documents/qr-symbol.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { DrawOp, PageDrawing, TextOp } from './drawing.ts';
import { PAPER_FACES, type PaperFace, type PaperFonts } from './paper-type.ts';

export interface PaperMetadata {
  /** Shown in the title bar of viewers and the print queue: no personal data. */
  readonly title: string;
  /** Creation and modification date written into the file. */
  readonly issuedAt: Instant;
}

/** Page size in points. */
export interface PaperSize {
  readonly width: number;
  readonly height: number;
}

interface PainterOptions {
  /** Packs the pages, for papers of very many; a single paper is done sooner without. */
  readonly zlib?: Zlib;
  /** Called at the end once for each page, when their number is known. */
  readonly drawFoot?: (page: PageDrawing, number: number, count: number) => void;
}

const FACE_NAMES: Readonly<Record<PaperFace, string>> = { regular: '/F1', bold: '/F2', italic: '/F3' };
const encoder = new TextEncoder();

interface WrittenPage {
  readonly ref: PdfRef;
  readonly foot: PdfRef | undefined;
}

/**
 * Writes laid-out pages into a PDF, each as soon as it is added, so that memory holds the file and one page, whatever
 * the length. The same pages and metadata give the same bytes, on any machine.
 */
export class PagePainter {
  readonly #file = new PdfFile();
  readonly #size: PaperSize;
  readonly #options: PainterOptions;
  readonly #faces: Readonly<Record<PaperFace, TextFace>>;
  readonly #tree: PdfRef;
  readonly #fonts: PdfRef;
  readonly #pages: WrittenPage[] = [];

  constructor(fonts: PaperFonts, size: PaperSize, options: PainterOptions = {}) {
    this.#size = size;
    this.#options = options;
    const cut = (face: PaperFace): TextFace => new TextFace(fonts[face], { isCut: true });
    this.#faces = { regular: cut('regular'), bold: cut('bold'), italic: cut('italic') };
    this.#tree = this.#file.reserve();
    this.#fonts = this.#file.reserve();
  }

  get pageCount(): number {
    return this.#pages.length;
  }

  async addPage(drawing: PageDrawing): Promise<void> {
    const { zlib, drawFoot } = this.#options;
    const content = encoder.encode(this.#toContent(drawing));
    const body =
      zlib === undefined
        ? this.#file.stream('', [content])
        : this.#file.stream('/Filter /FlateDecode', [await zlib.deflate(content)]);
    const foot = drawFoot === undefined ? undefined : this.#file.reserve();
    const { width, height } = this.#size;
    const contents = foot === undefined ? refer(body) : `[${refer(body)} ${refer(foot)}]`;
    const ref = this.#file.object(
      `<< /Type /Page /Parent ${refer(this.#tree)} /MediaBox [0 0 ${rounded(width)} ${rounded(height)}] ` +
        `/Resources << /Font ${refer(this.#fonts)} >> /Contents ${contents} >>`,
    );
    this.#pages.push({ ref, foot });
  }

  finish(metadata: PaperMetadata): Uint8Array<ArrayBuffer> {
    const file = this.#file;
    this.#drawFeet();
    const fonts = PAPER_FACES.filter((face) => this.#faces[face].isUsed).map((face) => {
      const font = file.reserve();
      this.#faces[face].writeTo(file, font);
      return `${FACE_NAMES[face]} ${refer(font)}`;
    });
    file.object(`<< ${fonts.join(' ')} >>`, this.#fonts);
    const kids = this.#pages.map(({ ref }) => refer(ref)).join(' ');
    file.object(`<< /Type /Pages /Kids [${kids}] /Count ${String(this.#pages.length)} >>`, this.#tree);
    // Otherwise viewers shrink A5 to the printable area and the QR code falls below its size.
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

  #drawFeet(): void {
    this.#pages.forEach(({ foot }, index) => {
      if (foot === undefined) return;
      const drawing: PageDrawing = { ops: [] };
      this.#options.drawFoot?.(drawing, index + 1, this.#pages.length);
      this.#file.stream('', [encoder.encode(this.#toContent(drawing))], foot);
    });
  }

  #toContent(drawing: PageDrawing): string {
    return drawing.ops.map((op) => this.#toOperators(op)).join('');
  }

  #toOperators(op: DrawOp): string {
    const { height } = this.#size;
    if (op.kind === 'text') return this.#toTextOperators(op);
    if (op.kind === 'bar') {
      const bottom = rounded(height - op.y - op.height);
      return `${rounded(op.x)} ${bottom} ${rounded(op.width)} ${rounded(op.height)} re f\n`;
    }
    const scale = String(op.scale);
    const modules = parseQrSvgPath(op.svgPath).map(
      ({ column, row, run }) => `${String(column)} ${String(row)} ${String(run)} 1 re\n`,
    );
    return `q ${scale} 0 0 -${scale} ${rounded(op.x)} ${rounded(height - op.y)} cm\n${modules.join('')}f Q\n`;
  }

  #toTextOperators(op: TextOp): string {
    const size = rounded(op.size);
    const shown = op.segments.map(
      ({ text, face }) => `${FACE_NAMES[face]} ${size} Tf <${this.#faces[face].encode(text).hex}> Tj`,
    );
    return `BT ${rounded(op.x)} ${rounded(this.#size.height - op.y)} Td ${shown.join(' ')} ET\n`;
  }
}

/** A thousandth of a point: far below what a printer shows, and keeps the file small. */
function rounded(points: number): string {
  return String(Math.round(points * 1000) / 1000);
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
