import type { JournalErrorCode } from './journal.ts';

/** The few things a journal needs of a disk. Methods reject when the disk does; `errorCode` says what that means. */
export interface SegmentStorage {
  /** Names of the journal's files, scans left out. */
  list(): Promise<readonly string[]>;
  read(name: string): Promise<Uint8Array>;
  /** 0 for a file that does not exist. */
  size(name: string): Promise<number>;
  /** Adds to the end of the file and makes it if need be. Resolves when bytes and name are on the disk. */
  append(name: string, bytes: Uint8Array): Promise<void>;
  /** Cuts the file back to its first `bytes` bytes. Resolves when that is on the disk. */
  cutBack(name: string, bytes: number): Promise<void>;
  errorCode(cause: unknown): JournalErrorCode;
}
