import { link, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { IdSource } from '#shared/kernel/ports.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { syncFolder, writeDurably } from './durable-file.ts';
import { systemCode, toWriteErrorCode, type WriteErrorCode } from './write-error.ts';

export interface PaperStore {
  /**
   * Keeps an issued paper as a file. Another content under the same name is never overwritten: the paper becomes
   * `name-2.pdf`, `name-3.pdf`…; the same content again gives the name it already has.
   * @returns the name it was kept under. Errors: `diskFull`, `notWritable`.
   */
  keep(fileName: string, bytes: Uint8Array): Promise<Result<{ readonly fileName: string }, AppError<WriteErrorCode>>>;
}

const SAFE_NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,75}\.pdf$/;
const TEMPORARY_SUFFIX = '.part';
const MAX_COPIES_OF_A_NAME = 10_000;

/** A folder of papers on this machine. Temp-then-link, so that a crash leaves a whole file or none. */
export function createPaperStore(options: { readonly folder: string; readonly ids: IdSource }): PaperStore {
  let prepared: Promise<void> | undefined;
  let lastKeep: Promise<unknown> = Promise.resolve();
  const keep = async (fileName: string, bytes: Uint8Array): Promise<string> => {
    prepared ??= prepareFolder(options.folder);
    await prepared.catch((error: unknown) => {
      prepared = undefined; // The folder may become writable again; the next paper tries afresh.
      throw error;
    });
    const temporary = path.join(options.folder, `${options.ids.next<string>()}${TEMPORARY_SUFFIX}`);
    await writeDurably(temporary, bytes);
    try {
      return await publish(options.folder, temporary, fileName, bytes);
    } finally {
      await rm(temporary, { force: true });
    }
  };
  return {
    keep(fileName, bytes) {
      if (!SAFE_NAME.test(fileName)) return Promise.resolve(err({ code: 'notWritable' }));
      const kept = lastKeep.then(() => keep(fileName, bytes));
      lastKeep = kept.catch(() => undefined);
      return kept.then(
        (name) => ok({ fileName: name }),
        (error: unknown) => err({ code: toWriteErrorCode(error) }),
      );
    },
  };
}

/** Makes the folder and removes what a crash left half-written. */
async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = await readdir(folder);
  for (const name of names.filter((found) => found.endsWith(TEMPORARY_SUFFIX))) {
    await rm(path.join(folder, name), { force: true });
  }
}

async function publish(folder: string, temporary: string, fileName: string, bytes: Uint8Array): Promise<string> {
  const stem = fileName.slice(0, -'.pdf'.length);
  for (let number = 1; number <= MAX_COPIES_OF_A_NAME; number += 1) {
    const name = number === 1 ? fileName : `${stem}-${String(number)}.pdf`;
    const target = path.join(folder, name);
    if (await isSameContent(target, bytes)) return name;
    if (await linkIfFree(temporary, target)) {
      await syncFolder(folder);
      return name;
    }
  }
  throw new Error('no free name for the paper');
}

/** A hard link never replaces a file. Where the file system has none (FAT), renaming to a free name must do. */
async function linkIfFree(temporary: string, target: string): Promise<boolean> {
  try {
    await link(temporary, target);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error;
    if ((await sizeOf(target)) !== undefined) return false;
    await rename(temporary, target);
    return true;
  }
}

async function isSameContent(file: string, bytes: Uint8Array): Promise<boolean> {
  if ((await sizeOf(file)) !== bytes.byteLength) return false;
  return Buffer.compare(await readFile(file), bytes) === 0;
}

async function sizeOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    (found) => found.size,
    () => undefined,
  );
}
