import { err, ok } from '#shared/kernel/result.ts';
import type { WatchedFolder } from '#main/scanning/watched-folder.ts';
import type { Handlers } from './gate.ts';

type FolderName = `scanning.${'folder' | 'chooseFolder' | 'leaveFolder' | 'readFolderFile' | 'putFolderFileAway'}`;

/** The folder that a device scans into, behind the contract. */
export function folderHandlers(folder: WatchedFolder): Pick<Handlers, FolderName> {
  return {
    'scanning.folder': async ({ known }) => {
      const { offered, left, ...state } = await folder.state(known);
      return { ...state, offered: [...offered], left: [...left] };
    },
    'scanning.chooseFolder': async () => done(await folder.choose()),
    'scanning.leaveFolder': async () => done(await folder.leave()),
    'scanning.readFolderFile': async ({ fileId }) => {
      const read = await folder.read(fileId);
      return read.ok ? ok({ ...read.value }) : err({ code: read.error.code });
    },
    'scanning.putFolderFileAway': async ({ fileId }) => done(await folder.putAway(fileId)),
  };
}

function done<Code extends string>(
  result: { readonly ok: true } | { readonly ok: false; readonly error: { readonly code: Code } },
): { ok: true; value: null } | { ok: false; error: { code: Code } } {
  return result.ok ? ok(null) : err({ code: result.error.code });
}
