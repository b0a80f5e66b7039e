import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A short text that changes when any of the inputs changes: names, sizes and modification times, not contents, so that
 * it costs milliseconds. Inputs that do not exist count as absent.
 */
export function stampOf(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const input of inputs) addToHash(hash, root, path.join(root, input));
  return hash.digest('hex');
}

/** True when `output` was built from inputs with this stamp. */
export function isFresh(outputFolder: string, stamp: string): boolean {
  const file = path.join(outputFolder, STAMP_FILE);
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

/** To be called after a build that succeeded, so that a broken one is repeated. */
export function markFresh(outputFolder: string, stamp: string): void {
  writeFileSync(path.join(outputFolder, STAMP_FILE), stamp);
}

const STAMP_FILE = '.stamp';

function addToHash(hash: ReturnType<typeof createHash>, root: string, place: string): void {
  if (!existsSync(place)) return;
  const found = statSync(place);
  if (!found.isDirectory()) {
    hash.update(`${path.relative(root, place)}\0${String(found.size)}\0${String(found.mtimeMs)}\n`);
    return;
  }
  for (const name of readdirSync(place).sort()) addToHash(hash, root, path.join(place, name));
}
