import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';

/** Dossiers and money come first: no scan is started on a disk with less. */
export const RESERVED_BYTES = 200 * 1024 * 1024;

/**
 * A folder for each run, readable by this user only. What an earlier run of the app has left behind is removed first:
 * pages are personal data, and the officer has gone on without them.
 */
export function createRunFolders(parent: string): () => Promise<string> {
  // What cannot be removed now is tried again at the next start; that there is nothing yet is the usual case.
  const swept = rm(parent, { recursive: true, force: true }).catch(() => undefined);
  return async () => {
    await swept;
    await mkdir(parent, { recursive: true, mode: 0o700 });
    return mkdtemp(path.join(parent, 'run-'));
  };
}
