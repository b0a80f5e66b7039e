import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Journal, JournalOutcome } from '#shared/journal-format/journal.ts';
import type { IdSource } from '#shared/kernel/ports.ts';
import { err, ok } from '#shared/kernel/result.ts';
import { replaceDurably, syncFolder } from '#main/papers/durable-file.ts';
import { systemCode } from '#main/papers/write-error.ts';
import { toJournalErrorCode } from './file-storage.ts';

const HASH = /^[0-9a-f]{64}$/;
const TEMPORARY_SUFFIX = '.part';

export type ScanMirror = Pick<Journal, 'keepScan' | 'readScan' | 'listScans' | 'dropScan'>;

/** Scans as files under their hash: `<first two digits>/<hash>`. A file that is there is whole. */
export function createScanMirror({ folder, ids }: { readonly folder: string; readonly ids: IdSource }): ScanMirror {
  const fileOf = (hash: string): string => {
    if (!HASH.test(hash)) throw new Error('not a hash');
    return path.join(folder, hash.slice(0, 2), hash);
  };
  return {
    keepScan: (hash, bytes) =>
      attempt(async () => {
        const file = fileOf(hash);
        if ((await sizeOf(file)) === bytes.byteLength) return null;
        await makeFolder(path.dirname(file));
        await replaceDurably(file, bytes, `${ids.next<string>()}${TEMPORARY_SUFFIX}`);
        return null;
      }),
    readScan: (hash) =>
      attempt(async () => {
        const file = fileOf(hash);
        return (await sizeOf(file)) === undefined ? undefined : new Uint8Array(await readFile(file));
      }),
    listScans: () =>
      attempt(async () => {
        const names = await readdir(folder, { recursive: true }).catch((cause: unknown) => {
          if (systemCode(cause) === 'ENOENT') return [];
          throw cause;
        });
        return names.map((name) => path.basename(name)).filter((name) => HASH.test(name));
      }),
    dropScan: (hash) =>
      attempt(async () => {
        await rm(fileOf(hash), { force: true });
        return null;
      }),
  };
}

/** The names of new folders are made durable as well, up to the one that was there before. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; ; made = path.dirname(made)) {
    await syncFolder(path.dirname(made));
    if (path.resolve(made) === path.resolve(first)) return;
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return undefined;
    throw cause;
  }
}

async function attempt<Value>(work: () => Promise<Value>): Promise<JournalOutcome<Value>> {
  try {
    return ok(await work());
  } catch (cause) {
    return err({ code: toJournalErrorCode(cause) });
  }
}
