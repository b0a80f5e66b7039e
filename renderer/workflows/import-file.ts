import type { CapturedBy } from '#shared/domain/scanned-page.ts';
import type { PagePicture } from '#shared/documents/extract-page-pictures.ts';
import type { TiffProblem } from '#shared/imaging/tiff-pages.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { attachFile, MAX_FILE_BYTES, readBytes, type AttachFailure, type Captured } from './attach-file.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/** A stack in one file, uncompressed as many scanners write it. Only its pages are stored. */
export const MAX_TIFF_BYTES = 100 * 1024 * 1024;

export type ImportFailure =
  AttachFailure | TiffProblem | AppError<'heicNotRead'> | AppError<'tiffPageDamaged', { readonly pageNumber: number }>;

/**
 * Attaches what an officer brings as a file. A TIFF file and a PDF of scans become one picture for each of their pages, in
 * their order; any other is one file. What was attached before a page fails stays.
 * @param onCaptured is told of each as soon as it is stored
 */
export async function importFile(
  deps: WorkflowDeps,
  file: File,
  capturedBy: CapturedBy,
  onCaptured: (captured: Captured) => void,
): Promise<Result<null, ImportFailure>> {
  const kind = await findKind(file);
  if (kind === 'heic') return err({ code: 'heicNotRead' });
  if (kind === 'tiff') return importTiff(deps, file, capturedBy, onCaptured);
  const pictures = kind === 'pdf' ? await findPictures(deps, file) : undefined;
  if (pictures !== undefined) return importPictures(deps, file, pictures, capturedBy, onCaptured);
  const attached = await attachFile(deps, file, capturedBy);
  if (!attached.ok) return attached;
  onCaptured(attached.value);
  return ok(null);
}

const HEAD_BYTES = 12;
/** Brands of HEIF with HEVC inside (ISO/IEC 23008-12, annex B) and those that phones write for it. */
const HEIC_BRANDS: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

async function findKind(file: File): Promise<'tiff' | 'heic' | 'pdf' | 'other'> {
  let head: Uint8Array;
  try {
    head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  } catch {
    // Attaching it meets the same and says so to the officer.
    return 'other';
  }
  const text = String.fromCharCode(...head);
  if (text.startsWith('II*\0') || text.startsWith('MM\0*')) return 'tiff';
  if (text.startsWith('%PDF-')) return 'pdf';
  return text.slice(4, 8) === 'ftyp' && HEIC_BRANDS.has(text.slice(8)) ? 'heic' : 'other';
}

async function importTiff(
  deps: WorkflowDeps,
  file: File,
  capturedBy: CapturedBy,
  onCaptured: (captured: Captured) => void,
): Promise<Result<null, ImportFailure>> {
  if (file.size > MAX_TIFF_BYTES) {
    return err({ code: 'fileTooLarge', details: { sizeBytes: file.size, maxBytes: MAX_TIFF_BYTES } });
  }
  const counted = await deps.imageWork.countTiffPages(file);
  if (!counted.ok) return counted;
  for (let pageNumber = 1; pageNumber <= counted.value; pageNumber += 1) {
    const drawn = await deps.imageWork.drawTiffPage(file, pageNumber - 1);
    if (drawn === undefined) return err({ code: 'tiffPageDamaged', details: { pageNumber } });
    const name = pageName(file.name, pageNumber, drawn.mediaType);
    const page = await attachFile(deps, new File([drawn.bytes], name, { type: drawn.mediaType }), capturedBy);
    if (!page.ok) return page;
    onCaptured(page.value);
  }
  return ok(null);
}

/** `undefined`: no PDF of nothing but scans, or one that cannot be used, which attaching it as a file says. */
async function findPictures(deps: WorkflowDeps, file: File): Promise<readonly PagePicture[] | undefined> {
  if (file.size > MAX_FILE_BYTES) return undefined;
  const bytes = await readBytes(file);
  return bytes && deps.papers.extractPagePictures(new Uint8Array(bytes));
}

async function importPictures(
  deps: WorkflowDeps,
  file: File,
  pictures: readonly PagePicture[],
  capturedBy: CapturedBy,
  onCaptured: (captured: Captured) => void,
): Promise<Result<null, ImportFailure>> {
  for (const [index, { jpeg, dpi, turnedBy }] of pictures.entries()) {
    const name = pageName(file.name.replace(/\.pdf$/i, ''), index + 1, 'image/jpeg');
    const picture = new File([new Uint8Array(jpeg)], name, { type: 'image/jpeg' });
    const page = await attachFile(deps, picture, capturedBy, { dpi, deviceName: null, turnedBy });
    if (!page.ok) return page;
    onCaptured(page.value);
  }
  return ok(null);
}

/** The page number in front, where a long name is still read. */
function pageName(fileName: string, pageNumber: number, mediaType: 'image/jpeg' | 'image/png'): string {
  const stem = fileName.replace(/\.tiff?$/i, '');
  return `trang-${String(pageNumber).padStart(3, '0')}-${stem}.${mediaType === 'image/png' ? 'png' : 'jpg'}`;
}
