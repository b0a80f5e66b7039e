import type { AppError } from '#shared/kernel/app-error.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { WriteErrorCode } from '#main/papers/write-error.ts';

/** Where a file goes when its page is stored: beside it, under the name it had. */
export const TAKEN_FOLDER = 'da-lay';

/** A file that is written whole and has not been taken. */
export interface OfferedFile {
  /** SHA-256 of its bytes: the same bytes are one file, whatever they are called. */
  readonly fileId: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** `null` where they are not counted (PDF). */
  readonly pages: number | null;
}

/**
 * Why a file is not offered. It stays as it is.
 * - `empty`, `unfinished`: nothing in it, or no end; its writer has been given time
 * - `foreign`: neither JPEG, PNG, TIFF nor PDF, whatever its name says
 * - `tooLarge`: for one file of a component
 * - `unreadable`: this user may not read it, or another program holds it
 * - `duplicate`: byte for byte one that was taken before or is offered
 */
export type LeftReason = 'empty' | 'unfinished' | 'foreign' | 'tooLarge' | 'unreadable' | 'duplicate';

export interface LeftFile {
  readonly fileName: string;
  readonly reason: LeftReason;
}

/**
 * - `gone`: there is no such folder now (a share that is off, a stick that was pulled out)
 * - `notReadable`: it is there and does not let this user look
 * - `crowded`: so many files that it cannot be a folder for scans alone; none of them is looked at
 */
export type FolderTrouble = 'gone' | 'notReadable' | 'crowded';

export interface FolderView {
  readonly trouble: FolderTrouble | null;
  /** Oldest first. */
  readonly offered: readonly OfferedFile[];
  readonly left: readonly LeftFile[];
}

export interface FolderState extends FolderView {
  /** Grows with every change. */
  readonly version: number;
  /** Without the way to it; `null`: no folder is watched. */
  readonly folderName: string | null;
}

export type ReadFailure = AppError<'fileGone' | 'fileChanged'>;
export type PutAwayFailure = AppError<WriteErrorCode | 'fileGone' | 'fileChanged'>;

/** A folder into which a device scans that can do nothing else. Nothing in it is ever deleted or overwritten. */
export interface WatchedFolder {
  /** Answers when the state is another than the one `known`; at once for 0. The folder is looked at while one waits. */
  state(known: number): Promise<FolderState>;
  /** Asks for a folder and watches it from now on, also after a restart. */
  choose(): Promise<Result<undefined, AppError<WriteErrorCode | 'cancelled' | 'unusable'>>>;
  leave(): Promise<Result<undefined, AppError<WriteErrorCode>>>;
  /** The very bytes that were offered. */
  read(fileId: string): Promise<Result<{ readonly fileName: string; readonly bytes: Uint8Array }, ReadFailure>>;
  /** Its page is stored: from now on it is not offered again, and it is moved to `TAKEN_FOLDER`. */
  putAway(fileId: string): Promise<Result<undefined, PutAwayFailure>>;
}
