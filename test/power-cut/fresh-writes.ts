import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

const CONTENT = 'nobody has asked for this to be on the disk';

/** A file that is written and not synced: what a power cut must take, or it was none. */
export async function leaveUnsynced(mountPoint: string, run: number): Promise<void> {
  await writeFile(fileOf(mountPoint, run), CONTENT);
}

/** @returns true when the cut has taken the file's content */
export async function isLost(mountPoint: string, run: number): Promise<boolean> {
  const found = await readFile(fileOf(mountPoint, run), 'utf8').catch(() => '');
  return found !== CONTENT;
}

function fileOf(mountPoint: string, run: number): string {
  return path.join(mountPoint, `unsynced-${String(run)}.txt`);
}
