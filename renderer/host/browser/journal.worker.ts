/// <reference lib="webworker" />
import type { JournalCall, JournalReply } from '#shared/journal-format/journal-calls.ts';
import type { Journal, JournalErrorCode, JournalOutcome } from '#shared/journal-format/journal.ts';
import type { PackFile, PackStorage } from '#shared/journal-format/pack-storage.ts';
import { createPackedScans } from '#shared/journal-format/packed-scans.ts';
import type { SegmentStorage } from '#shared/journal-format/segment-storage.ts';
import { createSegmentedJournal } from '#shared/journal-format/segmented-journal.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Tabs of one browser write to the same files, one after the other. */
const LOCK = 'quay-mot-cua-journal';
const PACKS_FOLDER = 'scans';

const exclusively = async <Value>(work: () => Promise<Value>): Promise<Value> =>
  await navigator.locks.request(LOCK, work);

async function openFolder(name: string): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const journal = await root.getDirectoryHandle('journal', { create: true });
  return name === '' ? journal : journal.getDirectoryHandle(name, { create: true });
}

async function namesIn(folder: FileSystemDirectoryHandle): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const [name, handle] of folder.entries()) if (handle.kind === 'file') names.push(name);
  return names;
}

async function findFile(folder: FileSystemDirectoryHandle, name: string): Promise<File | undefined> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'NotFoundError') return undefined;
    throw cause;
  }
}

/** Works on the file, made if need be, while nobody else has it. */
async function withFile<Value>(
  folder: FileSystemDirectoryHandle,
  name: string,
  work: (file: FileSystemSyncAccessHandle) => Value,
): Promise<Value> {
  const handle = await folder.getFileHandle(name, { create: true });
  const file = await handle.createSyncAccessHandle();
  try {
    return work(file);
  } finally {
    file.close();
  }
}

function writeWhole(file: FileSystemSyncAccessHandle, bytes: Uint8Array, at: number): void {
  const written = file.write(new Uint8Array(bytes), { at });
  if (written !== bytes.byteLength) throw new DOMException('not all bytes were written', 'QuotaExceededError');
}

function errorCode(cause: unknown): JournalErrorCode {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'QuotaExceededError') return 'diskFull';
  return name === 'NotReadableError' ? 'damaged' : 'notWritable';
}

const storage: SegmentStorage = {
  list: async () => namesIn(await openFolder('')),
  async read(name) {
    const file = await findFile(await openFolder(''), name);
    return new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0));
  },
  size: async (name) => (await findFile(await openFolder(''), name))?.size ?? 0,
  append: async (name, bytes) =>
    withFile(await openFolder(''), name, (file) => {
      writeWhole(file, bytes, file.getSize());
      file.flush();
    }),
  cutBack: async (name, bytes) =>
    withFile(await openFolder(''), name, (file) => {
      file.truncate(bytes);
      file.flush();
    }),
  errorCode,
};

function toPackFile(file: FileSystemSyncAccessHandle): PackFile {
  return {
    size: () => file.getSize(),
    read(at, bytes) {
      const buffer = new Uint8Array(Math.max(0, Math.min(bytes, file.getSize() - at)));
      return buffer.subarray(0, file.read(buffer, { at }));
    },
    write: (at, bytes) => {
      writeWhole(file, bytes, at);
    },
    cutBack: (bytes) => {
      file.truncate(bytes);
    },
    flush: () => {
      file.flush();
    },
  };
}

const packs: PackStorage = {
  list: async () => namesIn(await openFolder(PACKS_FOLDER)),
  use: async (name, work) => withFile(await openFolder(PACKS_FOLDER), name, (file) => work(toPackFile(file))),
  errorCode,
};

const records = createSegmentedJournal({ storage, exclusively });
const scans = createPackedScans({ storage: packs, exclusively });

const journal: Journal = {
  ...records,
  ...scans,
  async open() {
    const shelf = await scans.open();
    return shelf.ok ? records.open() : shelf;
  },
};

const methods = journal as unknown as Readonly<
  Record<JournalCall['method'], (...args: readonly unknown[]) => Promise<JournalOutcome<unknown>>>
>;

self.onmessage = (event: MessageEvent<JournalCall>): void => {
  const { callId, method, args } = event.data;
  void methods[method](...args).then((outcome) => {
    self.postMessage({ callId, outcome } satisfies JournalReply);
  });
};
