import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Folders that hold code. */
export const CODE_FOLDERS = ['shared', 'sync', 'renderer', 'main', 'test', 'scripts'] as const;

/** Paths from `root`, with forward slashes and in order, of all files below `folders` whose name matches. */
export function listFiles(root: string, folders: readonly string[], name: RegExp): readonly string[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
