/// <reference lib="webworker" />
import type { JournalCall, JournalReply } from '#shared/journal-format/journal-calls.ts';
import type { Journal, JournalErrorCode, JournalOutcome } from '#shared/journal-format/journal.ts';
import type { SegmentStorage } from '#shared/journal-format/segment-storage.ts';
import { createSegmentedJournal } from '#shared/journal-format/segmented-journal.ts';
import { err, ok } from '#shared/kernel/result.ts';

declare const self: DedicatedWorkerGlobalScope;

/** Tabs of one browser write to the same files, one after the other. */
const LOCK = 'quay-mot-cua-journal';

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

async function change(
  folder: FileSystemDirectoryHandle,
  name: string,
  work: (file: FileSystemSyncAccessHandle) => void,
): Promise<void> {
  const handle = await folder.getFileHandle(name, { create: true });
  const file = await handle.createSyncAccessHandle();
  try {
    work(file);
    file.flush();
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
    change(await openFolder(''), name, (file) => {
      writeWhole(file, bytes, file.getSize());
    }),
  cutBack: async (name, bytes) =>
    change(await openFolder(''), name, (file) => {
      file.truncate(bytes);
    }),
  errorCode,
};

async function attempt<Value>(work: () => Promise<Value>): Promise<JournalOutcome<Value>> {
  try {
    return ok(await exclusively(work));
  } catch (cause) {
    return err({ code: errorCode(cause) });
  }
}

const TEMPORARY_SUFFIX = '.part';

const journal: Journal = {
  ...createSegmentedJournal({ storage, exclusively }),
  keepScan: (hash, bytes) =>
    attempt(async () => {
      const folder = await openFolder('scans');
      if ((await findFile(folder, hash))?.size === bytes.byteLength) return null;
      // Under another name until it is whole and flushed: a file under its hash is always the scan.
      const temporary = `${hash}${TEMPORARY_SUFFIX}`;
      await change(folder, temporary, (file) => {
        file.truncate(0);
        writeWhole(file, bytes, 0);
      });
      await moveTo(await folder.getFileHandle(temporary), hash);
      return null;
    }),
  readScan: (hash) =>
    attempt(async () => {
      const file = await findFile(await openFolder('scans'), hash);
      return file === undefined ? undefined : new Uint8Array(await file.arrayBuffer());
    }),
  listScans: () =>
    attempt(async () => (await namesIn(await openFolder('scans'))).filter((name) => /^[0-9a-f]{64}$/.test(name))),
  dropScan: (hash) =>
    attempt(async () => {
      const folder = await openFolder('scans');
      if ((await findFile(folder, hash)) !== undefined) await folder.removeEntry(hash);
      return null;
    }),
};

/** Renaming inside a folder: in every engine that has synchronous handles, but not yet in TypeScript's own types. */
async function moveTo(handle: FileSystemFileHandle, name: string): Promise<void> {
  await (handle as FileSystemFileHandle & { move(name: string): Promise<void> }).move(name);
}

const methods = journal as unknown as Readonly<
  Record<JournalCall['method'], (...args: readonly unknown[]) => Promise<JournalOutcome<unknown>>>
>;

self.onmessage = (event: MessageEvent<JournalCall>): void => {
  const { callId, method, args } = event.data;
  void methods[method](...args).then((outcome) => {
    self.postMessage({ callId, outcome } satisfies JournalReply);
  });
};
