import path from 'node:path';
import type { FileHandle } from 'node:fs/promises';
import type { Journal } from '#shared/journal-format/journal.ts';
import { createSegmentedJournal } from '#shared/journal-format/segmented-journal.ts';
import type { IdSource } from '#shared/kernel/ports.ts';
import { createFileStorage } from './file-storage.ts';
import { createScanMirror } from './scan-mirror.ts';

export interface FileJournalOptions {
  readonly folder: string;
  readonly ids: IdSource;
  readonly segmentBytes?: number;
  readonly write?: (handle: FileHandle, bytes: Uint8Array) => Promise<void>;
}

export interface FileJournal extends Journal {
  /** Lets go of the files; what was appended is on the disk already. */
  close(): Promise<void>;
}

/** The journal of this machine: `segment-…` and `torn-…` files in the folder, scans in `scans/`. */
export function createFileJournal({ folder, ids, segmentBytes, write }: FileJournalOptions): FileJournal {
  const storage = createFileStorage({ folder, ...(write === undefined ? {} : { write }) });
  return {
    ...createSegmentedJournal({ storage, ...(segmentBytes === undefined ? {} : { segmentBytes }) }),
    ...createScanMirror({ folder: path.join(folder, 'scans'), ids }),
    close: () => storage.release(),
  };
}
