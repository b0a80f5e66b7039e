import { findPicture } from '#renderer/data/repositories/pictures.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { readImageDpi } from '#shared/imaging/image-dpi.ts';
import type { Sha256 } from '#shared/kernel/ids.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

/**
 * The page as it was captured, or, where it is that, put straight; for the officer whom the one or the other serves better.
 * `undefined` when there is nothing to change: its picture is gone, or is good as it is.
 */
export async function switchOriginal(deps: WorkflowDeps, page: ScannedPage): Promise<ScannedPage | undefined> {
  const original = await findPicture(deps.database, page.originalHash);
  if (original === undefined) return undefined;
  return page.hash === page.originalHash ? straightened(deps, page, original) : asCaptured(deps, page, original);
}

async function asCaptured(deps: WorkflowDeps, page: ScannedPage, original: Blob): Promise<ScannedPage | undefined> {
  const size = await deps.inspectImage(original);
  if (size === undefined) return undefined;
  const dpi = readImageDpi(new Uint8Array(await original.arrayBuffer())) ?? page.dpi;
  const mediaType = original.type === 'image/png' ? 'image/png' : 'image/jpeg';
  return { ...page, ...size, hash: page.originalHash, mediaType, sizeBytes: original.size, dpi };
}

async function straightened(deps: WorkflowDeps, page: ScannedPage, original: Blob): Promise<ScannedPage | undefined> {
  const adjusted = await deps.imageWork.adjustPage(original);
  if (adjusted?.isChanged !== true) return undefined;
  const { bytes, mediaType, widthPx, heightPx } = adjusted;
  const hash: Sha256 = await deps.hasher.sha256(new Uint8Array(bytes));
  const stored = await deps.unitOfWork.commit({ blobs: [{ hash, mediaType, bytes, storedAt: deps.clock.now() }] });
  if (!stored.ok) return undefined;
  const dpi = readImageDpi(new Uint8Array(bytes)) ?? page.dpi;
  return { ...page, hash, mediaType, widthPx, heightPx, sizeBytes: bytes.byteLength, dpi };
}
