import { mkdir, open, readdir, readFile, stat, truncate, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { JournalErrorCode } from '#shared/journal-format/journal.ts';
import type { SegmentStorage } from '#shared/journal-format/segment-storage.ts';
import { syncFolder } from '#main/papers/durable-file.ts';
import { systemCode, toWriteErrorCode } from '#main/papers/write-error.ts';

const UNREADABLE = new Set(['EIO', 'EISDIR', 'EUCLEAN', 'EBADMSG']);

export interface FileStorageOptions {
  readonly folder: string;
  /** How bytes get into an open file; replaced where a test wants the disk to be full. */
  readonly write?: (handle: FileHandle, bytes: Uint8Array) => Promise<void>;
}

export interface FileStorage extends SegmentStorage {
  /** Closes the file that is added to. */
  release(): Promise<void>;
}

/** Files of one folder. The one that is added to stays open: opening costs as much as flushing. */
export function createFileStorage({ folder, write = writeAll }: FileStorageOptions): FileStorage {
  let isPrepared = false;
  let opened: { readonly name: string; readonly handle: FileHandle } | undefined;

  const release = async (): Promise<void> => {
    const { handle } = opened ?? {};
    opened = undefined;
    await handle?.close();
  };
  const openToAppend = async (name: string): Promise<FileHandle> => {
    if (opened?.name === name) return opened.handle;
    await release();
    await prepare();
    const handle = await open(path.join(folder, name), 'a', 0o600);
    opened = { name, handle };
    await syncFolder(folder);
    return handle;
  };
  const prepare = async (): Promise<void> => {
    if (isPrepared) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await syncFolder(path.dirname(folder));
    isPrepared = true;
  };

  return {
    async list() {
      await prepare();
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
    },
    async read(name) {
      const { buffer, byteOffset, byteLength } = await readFile(path.join(folder, name));
      // Not Node's own kind of bytes, whose `slice` shares memory with the whole file.
      return new Uint8Array(buffer, byteOffset, byteLength);
    },
    size: (name) => sizeOf(path.join(folder, name)),
    async append(name, bytes) {
      const handle = await openToAppend(name);
      await write(handle, bytes);
      // Length and content, not the time of change: that is all a reader needs after a power cut.
      await handle.datasync();
    },
    async cutBack(name, bytes) {
      await release();
      const file = path.join(folder, name);
      if ((await sizeOf(file)) === bytes) return;
      await truncate(file, bytes);
      const handle = await open(file, 'r+');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
    errorCode: toJournalErrorCode,
    release,
  };
}

export function toJournalErrorCode(cause: unknown): JournalErrorCode {
  return UNREADABLE.has(systemCode(cause)) ? 'damaged' : toWriteErrorCode(cause);
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  await handle.appendFile(bytes);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return 0;
    throw cause;
  }
}
