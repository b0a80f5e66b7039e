import { existsSync } from 'node:fs';
import path from 'node:path';

/** Where its installer puts it: for the machine, of either kind, or for one user. */
const PLACES = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'] as const;

/** The console program of NAPS2; where it is not installed, its bare name, which then cannot be started. */
export function findNaps2(environment: Readonly<Record<string, string | undefined>>): string {
  const candidates = PLACES.flatMap((name) => {
    const folder = environment[name];
    if (folder === undefined) return [];
    const parent = name === 'LOCALAPPDATA' ? path.join(folder, 'Programs') : folder;
    return [path.join(parent, 'NAPS2', 'NAPS2.Console.exe')];
  });
  return candidates.find((file) => existsSync(file)) ?? 'NAPS2.Console.exe';
}
