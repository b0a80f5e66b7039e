import {
  decodePDFRawStream,
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  type PDFPage,
} from 'pdf-lib';
import { includesAscii, latin1 } from './file-text.ts';

/** A page that is nothing but a picture. */
export interface PagePicture {
  /** The JPEG as it lies in the file, to the byte. */
  readonly jpeg: Uint8Array;
  readonly dpi: number;
  /** Degrees clockwise by which the page is shown turned. */
  readonly turnedBy: 0 | 90 | 180 | 270;
}

/** A scan covers its page; a letterhead or a stamp does not. */
const LEAST_COVER = 0.9;
const POINTS_PER_INCH = 72;

/**
 * The pictures of a scanned PDF, page by page and byte for byte, so that its pages can be sorted like any others.
 * `undefined` when there is more in the file than scans: a document with text of its own, one that is signed (taking it
 * apart would void the signature) or encrypted, and pictures that are no plain JPEG stay in the file they came in.
 */
export async function extractPagePictures(pdf: Uint8Array): Promise<readonly PagePicture[] | undefined> {
  if (includesAscii(pdf, '/ByteRange')) return undefined;
  try {
    const document = await PDFDocument.load(pdf, { updateMetadata: false, parseSpeed: ParseSpeeds.Fast });
    const pictures = document.getPages().map(pictureOf);
    return pictures.every((picture) => picture !== undefined) && pictures.length > 0 ? pictures : undefined;
  } catch {
    // What cannot be taken apart was looked at before (`inspectPdf`): it stays as it is.
    return undefined;
  }
}

function pictureOf(page: PDFPage): PagePicture | undefined {
  const content = contentOf(page);
  const image = imageOf(page, content);
  if (image === undefined) return undefined;
  const { width, height } = page.getSize();
  const placed = placementOf(content);
  if (placed === undefined || placed.width * placed.height < LEAST_COVER * width * height) return undefined;
  const widthPx = numberOf(image.dict, 'Width');
  const dpi = Math.round((widthPx * POINTS_PER_INCH) / placed.width);
  return { jpeg: image.contents, dpi, turnedBy: turnOf(page) };
}

function turnOf(page: PDFPage): PagePicture['turnedBy'] {
  const degrees = (((page.getRotation().angle % 360) + 360) % 360) as PagePicture['turnedBy'];
  return degrees;
}

/** What the page draws, as text. */
function contentOf(page: PDFPage): string {
  const contents = page.node.Contents();
  const streams = contents instanceof PDFArray ? contents.asArray() : contents === undefined ? [] : [contents];
  return streams
    .map((each) => page.doc.context.lookup(each))
    .map((stream) => (stream instanceof PDFRawStream ? latin1(decodePDFRawStream(stream).decode()) : ''))
    .join('\n');
}

/** The one picture that is drawn, when nothing else is to be seen: text only of the kind that OCR lays under a scan. */
function imageOf(page: PDFPage, content: string): PDFRawStream | undefined {
  const drawn = [...content.matchAll(/\/([^\s/<>[\]()]+)\s+Do\b/g)];
  const texts = content.match(/\bBT\b/g)?.length ?? 0;
  const invisible = content.match(/\b3\s+Tr\b/g)?.length ?? 0;
  const paints = /(?:^|\s)(?:S|s|f|F|f\*|B|B\*|b|b\*|sh|BI)(?:\s|$)/.test(content);
  const [name, ...more] = drawn.map(([, each]) => each);
  if (name === undefined || more.length > 0 || texts !== invisible || paints) return undefined;
  const objects = page.node.Resources()?.lookupMaybe(PDFName.of('XObject'), PDFDict);
  const image = objects?.lookup(PDFName.of(name));
  return image instanceof PDFRawStream && isPlainJpeg(image.dict) ? image : undefined;
}

/** Shown as its own bytes say: no mask, no other colours, nothing packed around it. */
function isPlainJpeg(dict: PDFDict): boolean {
  const filter = dict.lookup(PDFName.of('Filter'));
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter;
  const isAltered = ['SMask', 'Mask', 'Decode', 'ImageMask'].some((key) => dict.has(PDFName.of(key)));
  return (
    only === PDFName.of('DCTDecode') && !isAltered && numberOf(dict, 'BitsPerComponent') === 8 && hasOwnColours(dict)
  );
}

function hasOwnColours(dict: PDFDict): boolean {
  const space = dict.lookup(PDFName.of('ColorSpace'));
  if (space === PDFName.of('DeviceRGB') || space === PDFName.of('DeviceGray')) return true;
  if (!(space instanceof PDFArray) || space.lookup(0) !== PDFName.of('ICCBased')) return false;
  const profile = space.lookup(1);
  return profile instanceof PDFRawStream && [1, 3].includes(numberOf(profile.dict, 'N'));
}

/** Size on the page in points; `undefined` when the picture lies askew or mirrored. */
function placementOf(content: string): { readonly width: number; readonly height: number } | undefined {
  const number = '(-?[\\d.]+)\\s+';
  const moves = [...content.matchAll(new RegExp(`${number.repeat(6)}cm\\b`, 'g'))];
  let [width, height] = [1, 1];
  for (const move of moves) {
    const [a = 0, b = 0, c = 0, d = 0] = move.slice(1).map(Number);
    if (b !== 0 || c !== 0 || a <= 0 || d <= 0) return undefined;
    [width, height] = [width * a, height * d];
  }
  return { width, height };
}

function numberOf(dict: PDFDict, key: string): number {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : 0;
}
