import {
  PDFDocument,
  PDFHexString,
  PDFString,
  PrintScaling,
  beginText,
  endText,
  fill,
  rectangle,
  setFontAndSize,
  grayscale,
  setTextMatrix,
  showText,
  type PDFFont,
  type PDFName,
  type PDFOperator,
  type PDFPage,
} from 'pdf-lib';
import type { Instant } from '#shared/kernel/instant.ts';
import type { DrawOp, PageDrawing, TextOp } from './drawing.ts';
import { PAPER_FACES, type PaperFace, type PaperType } from './paper-type.ts';

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

/** Turns laid-out pages into a PDF. The same pages and metadata give the same bytes, on any machine. */
export async function paintPdf(
  pages: readonly PageDrawing[],
  type: PaperType,
  size: PaperSize,
  metadata: PaperMetadata,
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const faces = new Map<PaperFace, EmbeddedFace>();
  for (const face of facesUsed(pages)) faces.set(face, await embedFace(document, type, face));
  for (const drawing of pages) {
    const page = document.addPage([size.width, size.height]);
    paintPage(page, drawing, size, faces);
  }
  describe(document, metadata);
  return await document.save({ objectsPerTick: Number.POSITIVE_INFINITY, updateFieldAppearances: false });
}

const BLACK = grayscale(0);

/** A face in one document, with each character encoded once: the fonts have neither ligatures nor kerning. */
interface EmbeddedFace {
  readonly font: PDFFont;
  encode(text: string): PDFHexString;
}

function facesUsed(pages: readonly PageDrawing[]): readonly PaperFace[] {
  const used = new Set(
    pages.flatMap((page) => page.ops.flatMap((op) => (op.kind === 'text' ? op.segments.map(({ face }) => face) : []))),
  );
  return PAPER_FACES.filter((face) => used.has(face));
}

async function embedFace(document: PDFDocument, type: PaperType, face: PaperFace): Promise<EmbeddedFace> {
  const typeface = type.typeface(face);
  // Already parsed for measuring; pdf-lib would read the font tables again for every paper.
  document.registerFontkit({ create: () => typeface.font });
  const font = await document.embedFont(typeface.bytes, { subset: true });
  const codes = new Map<string, string>();
  return {
    font,
    encode(text) {
      let hex = '';
      for (const character of text) {
        let code = codes.get(character);
        if (code === undefined) {
          code = font.encodeText(character).asString();
          codes.set(character, code);
        }
        hex += code;
      }
      return PDFHexString.of(hex);
    },
  };
}

function paintPage(
  page: PDFPage,
  drawing: PageDrawing,
  size: PaperSize,
  faces: ReadonlyMap<PaperFace, EmbeddedFace>,
): void {
  const keys = new Map<PaperFace, PDFName>();
  for (const [face, { font }] of faces) keys.set(face, page.node.newFontDictionary(face, font.ref));
  const operators: PDFOperator[] = [];
  for (const op of drawing.ops) {
    if (op.kind === 'text') pushText(operators, op, size, faces, keys);
    else if (op.kind === 'bar') pushBar(operators, op, size);
  }
  page.pushOperators(...operators);
  for (const op of drawing.ops) if (op.kind === 'shape') paintShape(page, op, size);
}

function pushText(
  operators: PDFOperator[],
  op: TextOp,
  size: PaperSize,
  faces: ReadonlyMap<PaperFace, EmbeddedFace>,
  keys: ReadonlyMap<PaperFace, PDFName>,
): void {
  operators.push(beginText(), setTextMatrix(1, 0, 0, 1, rounded(op.x), rounded(size.height - op.y)));
  for (const segment of op.segments) {
    const face = faces.get(segment.face);
    const key = keys.get(segment.face);
    if (face === undefined || key === undefined) throw new Error(`face ${segment.face} was not embedded`);
    operators.push(setFontAndSize(key, op.size), showText(face.encode(segment.text)));
  }
  operators.push(endText());
}

function pushBar(operators: PDFOperator[], op: Extract<DrawOp, { kind: 'bar' }>, size: PaperSize): void {
  const bottom = size.height - op.y - op.height;
  operators.push(rectangle(rounded(op.x), rounded(bottom), rounded(op.width), rounded(op.height)), fill());
}

function paintShape(page: PDFPage, op: Extract<DrawOp, { kind: 'shape' }>, size: PaperSize): void {
  page.drawSvgPath(op.svgPath, { x: rounded(op.x), y: rounded(size.height - op.y), scale: op.scale, color: BLACK });
}

/** A thousandth of a point: far below what a printer shows, and keeps the file small. */
function rounded(points: number): number {
  return Math.round(points * 1000) / 1000;
}

function describe(document: PDFDocument, metadata: PaperMetadata): void {
  const date = PDFString.of(`D:${metadata.issuedAt.replace(/[-:T]/g, '').slice(0, 14)}Z`);
  const { context } = document;
  context.trailerInfo.Info = context.register(
    context.obj({
      Title: PDFHexString.fromText(metadata.title),
      Creator: PDFHexString.fromText('Quầy Một Cửa'),
      Producer: PDFHexString.fromText('Quầy Một Cửa'),
      CreationDate: date,
      ModDate: date,
    }),
  );
  document.setLanguage('vi-VN');
  const preferences = document.catalog.getOrCreateViewerPreferences();
  // Otherwise viewers shrink A5 to the printable area and the QR code falls below its size.
  preferences.setPrintScaling(PrintScaling.None);
  preferences.setDisplayDocTitle(true);
}
