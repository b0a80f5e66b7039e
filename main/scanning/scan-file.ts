import { isWholeJpeg } from './jpeg-page.ts';
import { readTiff } from './tiff-file.ts';

/**
 * What a file holds, by its bytes alone.
 * - `whole`: a picture or a PDF that goes on to its end; `pages` is `null` where they are not counted here (PDF)
 * - `unfinished`: it begins as one and ends too early
 * - `foreign`: it begins as something else
 */
export type ScanFileKind =
  { readonly kind: 'whole'; readonly pages: number | null } | { readonly kind: 'unfinished' | 'foreign' };

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const LONGEST_SIGNATURE = 8;
const PNG_CHUNK_FRAME_BYTES = 12;
/** A PDF may have that much of something else before its head and after its end (ISO 32000-1, 7.5.2 and 7.5.5). */
const PDF_MARGIN_BYTES = 1024;

const UNFINISHED = { kind: 'unfinished' } as const;

/** Whether the file is one that can be taken, and whether its writer has come to the end of it. */
export function judgeScanFile(bytes: Uint8Array): ScanFileKind {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return wholeIf(isWholeJpeg(withoutPadding(bytes)));
  if (startsWith(bytes, PNG_SIGNATURE)) return wholeIf(isWholePng(bytes));
  if (startsWith(bytes, [0x49, 0x49, 42, 0]) || startsWith(bytes, [0x4d, 0x4d, 0, 42])) {
    const tiff = readTiff(bytes);
    return tiff === undefined ? UNFINISHED : { kind: 'whole', pages: tiff.pages };
  }
  const head = latin1(bytes.subarray(0, PDF_MARGIN_BYTES));
  if (head.includes('%PDF-')) return isWholePdf(bytes, head) ? { kind: 'whole', pages: null } : UNFINISHED;
  return { kind: bytes.length < LONGEST_SIGNATURE ? 'unfinished' : 'foreign' };
}

function wholeIf(isWhole: boolean): ScanFileKind {
  return isWhole ? { kind: 'whole', pages: 1 } : UNFINISHED;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

/** Some devices fill the last block of a JPEG with zeros. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}

/** Every chunk is there, to the closing one (PNG, 5.3 and 5.6). */
function isWholePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hasData = false;
  for (let at = LONGEST_SIGNATURE; at + PNG_CHUNK_FRAME_BYTES <= bytes.length;) {
    const type = latin1(bytes.subarray(at + 4, at + 8));
    at += PNG_CHUNK_FRAME_BYTES + view.getUint32(at);
    if (at > bytes.length) return false;
    if (type === 'IDAT') hasData = true;
    if (type === 'IEND') return hasData;
  }
  return false;
}

/** Its end mark is at the end and leads back into the file. A linearised file, which has an early one, says its length. */
function isWholePdf(bytes: Uint8Array, head: string): boolean {
  const [, linearised] = /\/Linearized\b[^>]*?\/L\s+(\d+)/.exec(head) ?? [];
  if (linearised !== undefined && bytes.length < Number(linearised)) return false;
  const tail = latin1(bytes.subarray(-PDF_MARGIN_BYTES));
  const [, offset] = /startxref\s+(\d+)\s+%%EOF(?![\s\S]*startxref)/.exec(tail) ?? [];
  return offset !== undefined && Number(offset) < bytes.length;
}
