import type { CommitFailure, NewBlob } from '#renderer/data/changes.ts';
import { getSettings } from '#renderer/data/repositories/settings-repository.ts';
import type { ComponentFile } from '#shared/domain/dossier.ts';
import type { CapturedBy, ScannedPage } from '#shared/domain/scanned-page.ts';
import type { AdjustedPage } from '#shared/imaging/adjusted-page.ts';
import { readImageDpi } from '#shared/imaging/image-dpi.ts';
import { MAX_IMAGE_PIXELS, readImageSize } from '#shared/imaging/image-header.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { ScannedPageId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
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

/** What is known of a picture beside its bytes. */
export interface PictureSource extends Pick<ScannedPage, 'dpi' | 'deviceName'> {
  /** It is shown turned by so much where it comes from. */
  readonly turnedBy?: ScannedPage['turnedBy'];
}

const NO_SCANNER: PictureSource = { dpi: null, deviceName: null };

/**
 * Checks one scanned, imported or photographed file, stores its bytes under their hash and describes it for the
 * component it belongs to. A picture is put straight beside that, and its own bytes are kept. The type is judged by
 * content, not by name. Nothing is stored when it fails.
 */
export async function attachFile(
  deps: WorkflowDeps,
  file: File,
  capturedBy: CapturedBy,
  source: PictureSource = NO_SCANNER,
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
  const mediaType = sniffMediaType(new Uint8Array(bytes, 0, Math.min(bytes.byteLength, 1024)));
  if (mediaType === undefined) return err({ code: /\.pdf$/i.test(file.name) ? 'notAPdf' : 'unknownFileType' });
  const common = { fileName: file.name, capturedBy, capturedAt: deps.clock.now() };
  return mediaType === 'application/pdf'
    ? attachPdf(deps, bytes, common)
    : attachPicture(deps, { bytes, mediaType }, source, common);
}

type Common = Pick<ScannedPage, 'fileName' | 'capturedBy' | 'capturedAt'>;

async function attachPdf(
  deps: WorkflowDeps,
  bytes: ArrayBuffer,
  common: Common,
): Promise<Result<Captured, AttachFailure>> {
  const pdf = await deps.papers.inspectPdf(new Uint8Array(bytes));
  if (!pdf.ok) return err(pdf.error as AttachFailure);
  const mediaType = 'application/pdf';
  const blob = await toBlob(deps, { bytes, mediaType }, common.capturedAt);
  const stored = await deps.unitOfWork.commit({ blobs: [blob] });
  if (!stored.ok) return stored;
  const { pageCount } = pdf.value;
  return ok({ kind: 'file', file: { ...common, hash: blob.hash, mediaType, sizeBytes: bytes.byteLength, pageCount } });
}

interface Picture {
  readonly bytes: ArrayBuffer;
  readonly mediaType: ScannedPage['mediaType'];
}

async function attachPicture(
  deps: WorkflowDeps,
  original: Picture,
  source: PictureSource,
  common: Common,
): Promise<Result<Captured, AttachFailure>> {
  const head = new Uint8Array(original.bytes);
  // Before it is decoded: a few kilobytes may decode to gigabytes. Where no size is found, no decoder finds one.
  const { widthPx, heightPx } = readImageSize(head) ?? { widthPx: 0, heightPx: 0 };
  if (widthPx * heightPx > MAX_IMAGE_PIXELS) {
    return err({ code: 'imageTooLarge', details: { pixels: widthPx * heightPx, maxPixels: MAX_IMAGE_PIXELS } });
  }
  const done = await putStraight(deps, original);
  if (done === undefined) return err({ code: 'imageDamaged' });
  const kept = await toBlob(deps, original, common.capturedAt);
  const blob = done.isChanged ? await toBlob(deps, done, common.capturedAt) : kept;
  const stored = await deps.unitOfWork.commit({ blobs: done.isChanged ? [blob, kept] : [kept] });
  if (!stored.ok) return stored;
  const dpi = source.dpi ?? readImageDpi(head) ?? null;
  const page: ScannedPage = {
    ...{ pageId: deps.ids.next<ScannedPageId>(), ...common, deviceName: source.deviceName },
    ...{ hash: blob.hash, originalHash: kept.hash },
    ...{ mediaType: done.mediaType, sizeBytes: done.bytes.byteLength, widthPx: done.widthPx, heightPx: done.heightPx },
    // A picture that was made smaller has fewer dots in each inch.
    dpi: (done.isChanged ? readImageDpi(new Uint8Array(done.bytes)) : undefined) ?? dpi,
    ...{ turnedBy: source.turnedBy ?? done.turn, isBlank: done.isBlank, note: 'none' },
  };
  return ok({ kind: 'page', page });
}

/** `undefined` when it does not decode. Left as it is where the officer wants that, or nobody could work on it. */
async function putStraight(deps: WorkflowDeps, original: Picture): Promise<AdjustedPage | undefined> {
  const image = new Blob([original.bytes], { type: original.mediaType });
  const { adjustsPages } = await getSettings(deps.database);
  const adjusted = adjustsPages ? await deps.imageWork.adjustPage(image) : undefined;
  if (adjusted !== undefined) return adjusted;
  const size = await deps.inspectImage(image);
  return size && { ...original, ...size, isBlank: false, isChanged: false, turn: 0 };
}

async function toBlob(
  deps: WorkflowDeps,
  { bytes, mediaType }: { readonly bytes: ArrayBuffer; readonly mediaType: MediaType },
  storedAt: Instant,
): Promise<NewBlob> {
  return { hash: await deps.hasher.sha256(new Uint8Array(bytes)), mediaType, bytes, storedAt };
}

export async function readBytes(file: File): Promise<ArrayBuffer | undefined> {
  try {
    return await file.arrayBuffer();
  } catch {
    // The file was moved, is locked, or its medium was pulled out: the caller says so to the officer.
    return undefined;
  }
}

type MediaType = ComponentFile['mediaType'];

/** By the first bytes; a PDF may carry up to a kilobyte of something else in front (ISO 32000-1, 7.5.2). */
function sniffMediaType(head: Uint8Array): MediaType | undefined {
  const startsWith = (...signature: readonly number[]): boolean =>
    signature.every((byte, index) => head[index] === byte);
  if (startsWith(0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (startsWith(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  return String.fromCharCode(...head).includes('%PDF-') ? 'application/pdf' : undefined;
}
