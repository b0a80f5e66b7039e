import { mkdir, open, readdir, readFile, stat, type FileHandle } from 'node:fs/promises';
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
  const opened = new OpenFile(folder);
  const fileOf = (name: string): string => path.join(folder, name);
  return {
    async list() {
      await opened.prepareFolder();
      const entries = await readdir(folder, { withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
    },
    async read(name) {
      const { buffer, byteOffset, byteLength } = await readFile(fileOf(name));
      // Not Node's own kind of bytes, whose `slice` shares memory with the whole file.
      return new Uint8Array(buffer, byteOffset, byteLength);
    },
    size: (name) => sizeOf(fileOf(name)),
    async append(name, bytes) {
      const handle = await opened.open(name);
      await write(handle, bytes);
      // Length and content, not the time of change: that is all a reader needs after a power cut.
      await handle.datasync();
    },
    async cutBack(name, bytes) {
      await opened.release();
      if ((await sizeOf(fileOf(name))) !== bytes) await truncateDurably(fileOf(name), bytes);
    },
    errorCode: toJournalErrorCode,
    release: () => opened.release(),
  };
}

/** The one file of the folder that is open. */
class OpenFile {
  readonly #folder: string;
  #isPrepared = false;
  #opened: { readonly name: string; readonly handle: FileHandle } | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async prepareFolder(): Promise<void> {
    if (this.#isPrepared) return;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await syncFolder(path.dirname(this.#folder));
    this.#isPrepared = true;
  }

  async open(name: string): Promise<FileHandle> {
    if (this.#opened?.name === name) return this.#opened.handle;
    await this.release();
    await this.prepareFolder();
    const handle = await open(path.join(this.#folder, name), 'a', 0o600);
    this.#opened = { name, handle };
    await syncFolder(this.#folder);
    return handle;
  }

  async release(): Promise<void> {
    const handle = this.#opened?.handle;
    this.#opened = undefined;
    await handle?.close();
  }
}

async function truncateDurably(file: string, bytes: number): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.truncate(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
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
