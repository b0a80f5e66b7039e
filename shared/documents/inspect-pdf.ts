import { ParseSpeeds, PDFDocument } from 'pdf-lib';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { includesAscii, latin1 } from './file-text.ts';

export interface PdfInspection {
  readonly pageCount: number;
}

/**
 * - `notAPdf`: does not begin as a PDF does (an empty file, a web page or an image under another name)
 * - `pdfEncrypted`: opens only with a password
 * - `pdfDamaged`: cut off, or its structure cannot be read
 * - `pdfEmpty`: sound, without a page
 */
export type PdfProblem = 'notAPdf' | 'pdfEncrypted' | 'pdfDamaged' | 'pdfEmpty';

/** Readers look for the header in the first and for the end mark in the last kilobyte (ISO 32000-1, Annex H). */
const SEARCHED_BYTES = 1024;

/**
 * Looks at an imported scan before it is stored, so that the officer hears of an unusable file while the citizen is
 * still at the counter. A file that is only protected against change and opens without a password passes.
 */
export async function inspectPdf(bytes: Uint8Array): Promise<Result<PdfInspection, AppError<PdfProblem>>> {
  if (!latin1(bytes.subarray(0, SEARCHED_BYTES)).includes('%PDF-')) return err({ code: 'notAPdf' });
  if (!latin1(trimEnd(bytes).subarray(-SEARCHED_BYTES)).includes('%%EOF')) return err({ code: 'pdfDamaged' });
  const loaded = await load(bytes);
  if (!loaded.ok) return loaded;
  try {
    const pageCount = loaded.value.getPageCount();
    return pageCount === 0 ? err({ code: 'pdfEmpty' }) : ok({ pageCount });
  } catch {
    return err({ code: 'pdfDamaged' });
  }
}

/** pdf-lib reports what it cannot read by throwing; here that is an expected answer. */
async function load(bytes: Uint8Array): Promise<Result<PDFDocument, AppError<PdfProblem>>> {
  try {
    return ok(await open(bytes, true));
  } catch {
    // Unreadable as it stands: either encrypted, which a reader tries with the empty password, or damaged.
  }
  if (!namesEncryption(bytes)) return err({ code: 'pdfDamaged' });
  try {
    return ok(await open(bytes, false));
  } catch {
    return err({ code: 'pdfEncrypted' });
  }
}

function open(bytes: Uint8Array, isPlain: boolean): Promise<PDFDocument> {
  return PDFDocument.load(bytes, {
    updateMetadata: false,
    throwOnInvalidObject: false,
    parseSpeed: ParseSpeeds.Fast,
    ...(isPlain ? {} : { password: '' }),
  });
}

/** Whether the trailer or the cross-reference stream names an encryption dictionary; both are always in the clear. */
function namesEncryption(bytes: Uint8Array): boolean {
  return includesAscii(bytes, '/Encrypt');
}

/** Some scanners pad the file with zero bytes. */
function trimEnd(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] ?? 0) <= 0x20) end -= 1;
  return bytes.subarray(0, end);
}
