import { mkdtemp, open, readdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { createFileJournal, type FileJournal } from '#main/journal/file-journal.ts';
import { createPackedScans, type PackedScans } from '#shared/journal-format/packed-scans.ts';
import { MemoryPackDisk } from '#test/fakes/memory-pack-disk.ts';
import { MemoryJournal } from '#test/fakes/memory-journal.ts';
import { SeededIds } from '#test/fakes/seeded-random.ts';
import { describeJournal, describeScanMirror } from './journal.contract.ts';

describeScanMirror('packs in memory', () => {
  const disk = new MemoryPackDisk();
  const packs = (): PackedScans => createPackedScans({ storage: disk, packBytes: 1_000 });
  return Promise.resolve({ journal: packs(), reopen: packs });
});

describeJournal('in memory', (segmentBytes) => {
  const journal = new MemoryJournal(segmentBytes);
  const { disk } = journal;
  const named = (prefix: string): readonly (readonly [string, Uint8Array])[] =>
    [...disk.files].filter(([name]) => name.startsWith(prefix));
  return Promise.resolve({
    journal,
    reopen: () => journal.reopened(segmentBytes),
    segments: () => Promise.resolve(named('segment').map(([name, bytes]) => ({ name, bytes: bytes.byteLength }))),
    torn: () => Promise.resolve(named('torn').map(([, bytes]) => bytes)),
    cut: (name, bytes) => disk.cutBack(name, bytes),
    damage: async (name, at) => {
      const bytes = await disk.read(name);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      disk.files.set(name, bytes);
    },
    leaveRoom: (bytes) => {
      disk.room = bytes;
    },
  });
});

const folders: string[] = [];
const journals: FileJournal[] = [];
afterAll(async () => {
  await Promise.all(journals.map((journal) => journal.close()));
  for (const folder of folders) await rm(folder, { recursive: true });
});

describeJournal('files', async (segmentBytes) => {
  const root = await mkdtemp(path.join(os.tmpdir(), 'qmc-journal-'));
  folders.push(root);
  const folder = path.join(root, 'journal');
  const ids = new SeededIds(3);
  let room = Infinity;
  const make = (): FileJournal => {
    const journal = createFileJournal({
      ...{ folder, ids, segmentBytes },
      write: async (handle, bytes) => {
        await handle.appendFile(bytes.subarray(0, room));
        if (room < bytes.byteLength) throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
      },
    });
    journals.push(journal);
    return journal;
  };
  const named = async (prefix: string) => (await readdir(folder)).filter((name) => name.startsWith(prefix));
  return {
    journal: make(),
    reopen: make,
    segments: async () => {
      const names = await named('segment');
      return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(path.join(folder, name))).size })));
    },
    torn: async () => Promise.all((await named('torn')).map((name) => readFile(path.join(folder, name)))),
    cut: (name, bytes) => truncate(path.join(folder, name), bytes),
    damage: async (name, at) => {
      const handle = await open(path.join(folder, name), 'r+');
      const { buffer } = await handle.read(new Uint8Array(1), 0, 1, at);
      await handle.write(Uint8Array.of((buffer[0] ?? 0) ^ 1), 0, 1, at);
      await handle.close();
    },
    leaveRoom: (bytes) => {
      room = bytes;
    },
  };
});
