import { open } from 'node:fs/promises';

const FULL: readonly string[] = ['ENOSPC', 'EDQUOT'];

/** Makes new names in the folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows can neither open nor sync a folder; there the rename itself is what the file system guarantees.
  const handle = await open(folder, 'r').catch(() => undefined);
  if (handle === undefined) return;
  await handle
    .sync()
    .catch(ignoreUnsupported)
    .finally(() => handle.close());
}

export function ignoreMissing(error: unknown): undefined {
  if (errorCode(error) !== 'ENOENT') throw error;
  return undefined;
}

export function isDiskFull(error: unknown): boolean {
  return FULL.includes(errorCode(error));
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function ignoreUnsupported(error: unknown): void {
  if (!['EPERM', 'EINVAL', 'EISDIR'].includes(errorCode(error))) throw error;
}
