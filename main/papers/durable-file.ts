import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Writes a new file and does not return before the bytes are on the disk. Removes it again when that fails. */
export async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(file, { force: true });
    throw error;
  }
  await handle.close();
}

/** Makes the names in a folder durable. Windows cannot open a folder and keeps names durable by itself. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  if (handle === undefined) return;
  try {
    await handle.sync();
  } catch {
    // Some network file systems refuse to sync a folder; the file itself was synced.
  } finally {
    await handle.close();
  }
}

/**
 * Puts the whole content in place of whatever `file` is now: a reader sees the old content or the new, never a part.
 * @param temporaryName a name that no other writer uses, in the same folder as `file`
 */
export async function replaceDurably(file: string, bytes: Uint8Array, temporaryName: string): Promise<void> {
  const temporary = path.join(path.dirname(file), temporaryName);
  await writeDurably(temporary, bytes);
  try {
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}
