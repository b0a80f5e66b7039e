import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { systemCode } from '#main/papers/write-error.ts';

const MAX_NUMBER = 10_000;

/**
 * Moves a file into a folder beside it. A name that exists there gets a number; nothing is overwritten.
 * @throws what the file system says; the file is then where it was
 */
export async function moveAside(folder: string, fileName: string, intoFolder: string): Promise<void> {
  const target = path.join(folder, intoFolder);
  await mkdir(target, { recursive: true });
  const reserved = await reserveName(target, fileName);
  try {
    await rename(path.join(folder, fileName), reserved);
  } catch (error) {
    await rm(reserved, { force: true });
    throw error;
  }
}

/** Takes a free name with an empty file of ours, which the move then replaces: no other program can get in between. */
async function reserveName(folder: string, fileName: string): Promise<string> {
  const { name, ext } = path.parse(fileName);
  for (let number = 1; ; number += 1) {
    const file = path.join(folder, number === 1 ? fileName : `${name} (${String(number)})${ext}`);
    try {
      await (await open(file, 'wx')).close();
      return file;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST' || number === MAX_NUMBER) throw error;
    }
  }
}
