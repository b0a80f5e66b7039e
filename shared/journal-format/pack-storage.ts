import type { JournalErrorCode } from './journal.ts';

/** A file that is open for one piece of work. Methods throw when the disk does. */
export interface PackFile {
  size(): number;
  /** Fewer bytes where the file ends before. */
  read(at: number, bytes: number): Uint8Array;
  /** @throws when not all of it fits; a part may stand in the file then */
  write(at: number, bytes: Uint8Array): void;
  cutBack(bytes: number): void;
  /** Returns when everything written to this file, and its length, is on the disk. Its name may not be. */
  flush(): void;
}

/** The few things scan packs need of a disk. Methods reject when the disk does; `errorCode` says what that means. */
export interface PackStorage {
  list(): Promise<readonly string[]>;
  /** Opens the file, makes it if need be, and closes it when the work is done. */
  use<Value>(name: string, work: (file: PackFile) => Value): Promise<Value>;
  errorCode(cause: unknown): JournalErrorCode;
}
