import os from 'node:os';
import path from 'node:path';

/** The root of the checkout. */
export const PROJECT_ROOT = path.resolve(import.meta.dirname, '..');
/** Everything that a local run stores: the gateway's database and the window's user data. */
export const DATA_FOLDER = path.join(PROJECT_ROOT, '.data');
export const DIST_FOLDER = path.join(PROJECT_ROOT, 'dist');

/** This user's cache folder for the project; safe to delete at any time. */
export function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'];
  const root = base !== undefined && path.isAbsolute(base) ? base : path.join(os.homedir(), '.cache');
  return path.join(root, 'quay-mot-cua');
}
