import type { HostBridge } from '#renderer/host/host-bridge.ts';
import type { Captured } from './attach-file.ts';
import { importFile, type ImportFailure } from './import-file.ts';
import type { WorkflowDeps } from './workflow-deps.ts';

type FolderState = NonNullable<Awaited<ReturnType<HostBridge['folder']['state']>>>;
export type OfferedFile = FolderState['offered'][number];

/**
 * What is to be said about one file.
 * - `notRead`, `notKept`: it is not attached, and is left where it is
 * - `notMoved`: it is attached; it stays in the folder and is not offered again
 */
export type TakeProblem =
  | { readonly fileName: string; readonly kind: 'notRead'; readonly code: 'fileGone' | 'fileChanged' }
  | { readonly fileName: string; readonly kind: 'notKept'; readonly error: ImportFailure }
  | { readonly fileName: string; readonly kind: 'notMoved'; readonly code: 'diskFull' | 'notWritable' };

export interface TakeWatch {
  /** The file is stored when this is called. */
  readonly onFile: (captured: Captured) => void;
  /** No further file is begun. */
  readonly signal: AbortSignal;
}

export type TakeFolderFiles = (files: readonly OfferedFile[], watch: TakeWatch) => Promise<readonly TakeProblem[]>;

/**
 * Takes files out of the watched folder, each stored like an imported one before it is moved away. A bad one is named
 * and left, the others go on. A file that is being taken is not taken a second time for another component.
 */
export function createTakeFolderFiles(deps: WorkflowDeps): TakeFolderFiles {
  const inHand = new Set<string>();
  return async (files, watch) => {
    const problems: TakeProblem[] = [];
    for (const file of files) {
      if (watch.signal.aborted) break;
      if (inHand.has(file.fileId)) continue;
      inHand.add(file.fileId);
      try {
        const problem = await takeOne(deps, file, watch.onFile);
        if (problem !== undefined) problems.push(problem);
      } finally {
        inHand.delete(file.fileId);
      }
    }
    return problems;
  };
}

async function takeOne(
  deps: WorkflowDeps,
  { fileId, fileName }: OfferedFile,
  onFile: TakeWatch['onFile'],
): Promise<TakeProblem | undefined> {
  const read = await deps.host.folder.read(fileId);
  if (!read.ok) return { fileName, kind: 'notRead', code: read.error.code };
  const file = new File([new Uint8Array(read.value.bytes)], read.value.fileName);
  const imported = await importFile(deps, file, 'scanner', onFile);
  if (!imported.ok) return { fileName, kind: 'notKept', error: imported.error };
  const moved = await deps.host.folder.putAway(fileId);
  // Another program has moved it, or written another one under its name, which is offered by itself.
  if (moved.ok || moved.error.code === 'fileGone' || moved.error.code === 'fileChanged') return undefined;
  return { fileName, kind: 'notMoved', code: moved.error.code };
}
