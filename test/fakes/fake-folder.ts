import { err, ok } from '#shared/kernel/result.ts';
import type { FolderState, OutputOf } from '#shared/ipc/index.ts';
import type { HostFolder } from '#renderer/host/host-bridge.ts';

type ErrorOf<Name extends 'scanning.readFolderFile' | 'scanning.putFolderFileAway'> = Extract<
  OutputOf<Name>,
  { readonly ok: false }
>['error']['code'];

/** A scanner folder as the window sees it: files by their id, and what was done with them. */
export class FakeFolder implements HostFolder {
  readonly files = new Map<string, { readonly fileName: string; readonly bytes: Uint8Array<ArrayBuffer> }>();
  readonly putAwayIds: string[] = [];
  readFailure: ErrorOf<'scanning.readFolderFile'> | undefined;
  putAwayFailure: ErrorOf<'scanning.putFolderFileAway'> | undefined;

  get offered(): FolderState['offered'] {
    return [...this.files].map(([fileId, { fileName, bytes }]) => {
      return { fileId, fileName, sizeBytes: bytes.length, pages: 1 };
    });
  }

  state(): Promise<FolderState | undefined> {
    return Promise.resolve({ version: 1, folderName: 'Quét', trouble: null, offered: this.offered, left: [] });
  }

  choose(): Promise<OutputOf<'scanning.chooseFolder'>> {
    return Promise.resolve(err({ code: 'cancelled' }));
  }

  leave(): Promise<OutputOf<'scanning.leaveFolder'>> {
    return Promise.resolve(ok(null));
  }

  read(fileId: string): Promise<OutputOf<'scanning.readFolderFile'>> {
    const file = this.files.get(fileId);
    if (this.readFailure !== undefined || file === undefined) {
      return Promise.resolve(err({ code: this.readFailure ?? 'fileGone' }));
    }
    return Promise.resolve(ok({ ...file }));
  }

  putAway(fileId: string): Promise<OutputOf<'scanning.putFolderFileAway'>> {
    if (this.putAwayFailure !== undefined) return Promise.resolve(err({ code: this.putAwayFailure }));
    if (!this.files.delete(fileId)) return Promise.resolve(err({ code: 'fileGone' }));
    this.putAwayIds.push(fileId);
    return Promise.resolve(ok(null));
  }
}
