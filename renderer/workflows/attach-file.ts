import type { CommitFailure } from '#renderer/data/changes.ts';
import type { ComponentFile } from '#shared/domain/dossier.ts';
import type { CapturedBy, ScannedPage } from '#shared/domain/scanned-page.ts';
import { MAX_IMAGE_PIXELS, readImageSize } from '#shared/imaging/image-header.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { ScannedPageId } from '#shared/kernel/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/** A page of a dossier at 300 dpi in colour stays far below; a file above it is a photograph nobody can handle. */
export const MAX_FILE_BYTES = 30 * 1024 * 1024;

export type AttachFailure =
  | AppError<'fileEmpty' | 'fileUnreadable' | 'imageDamaged' | 'unknownFileType'>
  | AppError<'imageTooLarge', { readonly pixels: number; readonly maxPixels: number }>
  | AppError<'fileTooLarge', { readonly sizeBytes: number; readonly maxBytes: number }>
  | AppError<'pdfDamaged' | 'pdfEncrypted' | 'notAPdf' | 'pdfEmpty'>
  | AppError<'diskAlmostFull', { readonly freeBytes: number }>
  | CommitFailure;

/** A scan is refused while it would leave less than this on the disk: dossiers and money come first. */
const RESERVED_BYTES = 200 * 1024 * 1024;

/** What a component gets: a picture is a page of it, a PDF stays the file that it is. */
export type Captured =
  { readonly kind: 'page'; readonly page: ScannedPage } | { readonly kind: 'file'; readonly file: ComponentFile };

/** What a scanner says of the pages it gives. */
export type ScanSource = Pick<ScannedPage, 'dpi' | 'deviceName'>;

const NO_SCANNER: ScanSource = { dpi: null, deviceName: null };

/**
 * Checks one scanned, imported or photographed file, stores its bytes under their hash and describes it for the
 * component it belongs to. The type is judged by content, not by name. Nothing is stored when it fails.
 */
export async function attachFile(
  deps: WorkflowDeps,
  file: File,
  capturedBy: CapturedBy,
  source: ScanSource = NO_SCANNER,
): Promise<Result<Captured, AttachFailure>> {
  if (file.size === 0) return err({ code: 'fileEmpty' });
  if (file.size > MAX_FILE_BYTES) {
    return err({ code: 'fileTooLarge', details: { sizeBytes: file.size, maxBytes: MAX_FILE_BYTES } });
  }
  const freeBytes = await deps.host.freeBytes();
  if (freeBytes !== undefined && freeBytes < file.size + RESERVED_BYTES) {
    return err({ code: 'diskAlmostFull', details: { freeBytes } });
  }
  const bytes = await readBytes(file);
  if (bytes === undefined) return err({ code: 'fileUnreadable' });
  const inspected = await inspect(deps, bytes, file.name);
  if (!inspected.ok) return inspected;
  const hash = await deps.hasher.sha256(new Uint8Array(bytes));
  const capturedAt = deps.clock.now();
  const { mediaType } = inspected.value;
  const stored = await deps.unitOfWork.commit({ blobs: [{ hash, mediaType, bytes, storedAt: capturedAt }] });
  if (!stored.ok) return stored;
  const common = { fileName: file.name, hash, sizeBytes: bytes.byteLength, capturedBy, capturedAt };
  if (inspected.value.mediaType === 'application/pdf') {
    const { pageCount } = inspected.value;
    return ok({ kind: 'file', file: { ...common, mediaType: 'application/pdf', pageCount } });
  }
  const { widthPx, heightPx } = inspected.value;
  const page: ScannedPage = {
    ...{ pageId: deps.ids.next<ScannedPageId>(), originalHash: hash, ...common, ...source },
    ...{ mediaType: inspected.value.mediaType, widthPx, heightPx },
    ...{ turnedBy: 0, isBlank: false, note: 'none' },
  };
  return ok({ kind: 'page', page });
}

async function readBytes(file: File): Promise<ArrayBuffer | undefined> {
  try {
    return await file.arrayBuffer();
  } catch {
    // The file was moved, is locked, or its medium was pulled out: the caller says so to the officer.
    return undefined;
  }
}

type MediaType = ComponentFile['mediaType'];
type Inspected =
  | { readonly mediaType: 'application/pdf'; readonly pageCount: number }
  | { readonly mediaType: ScannedPage['mediaType']; readonly widthPx: number; readonly heightPx: number };

async function inspect(
  deps: WorkflowDeps,
  bytes: ArrayBuffer,
  fileName: string,
): Promise<Result<Inspected, AttachFailure>> {
  const mediaType = sniffMediaType(new Uint8Array(bytes, 0, Math.min(bytes.byteLength, 1024)));
  if (mediaType === undefined) return err({ code: /\.pdf$/i.test(fileName) ? 'notAPdf' : 'unknownFileType' });
  if (mediaType === 'application/pdf') {
    const pdf = await deps.papers.inspectPdf(new Uint8Array(bytes));
    return pdf.ok ? ok({ mediaType, pageCount: pdf.value.pageCount }) : err(pdf.error as AttachFailure);
  }
  // Before it is decoded: a few kilobytes may decode to gigabytes. Where no size is found, no decoder finds one.
  const { widthPx, heightPx } = readImageSize(new Uint8Array(bytes)) ?? { widthPx: 0, heightPx: 0 };
  if (widthPx * heightPx > MAX_IMAGE_PIXELS) {
    return err({ code: 'imageTooLarge', details: { pixels: widthPx * heightPx, maxPixels: MAX_IMAGE_PIXELS } });
  }
  const image = await deps.inspectImage(new Blob([bytes], { type: mediaType }));
  return image === undefined ? err({ code: 'imageDamaged' }) : ok({ mediaType, ...image });
}

/** By the first bytes; a PDF may carry up to a kilobyte of something else in front (ISO 32000-1, 7.5.2). */
function sniffMediaType(head: Uint8Array): MediaType | undefined {
  const startsWith = (...signature: readonly number[]): boolean =>
    signature.every((byte, index) => head[index] === byte);
  if (startsWith(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  return String.fromCharCode(...head).includes('%PDF-') ? 'application/pdf' : undefined;
}
