import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const MANIFEST = {
  name: 'planted',
  type: 'module',
  imports: Object.fromEntries(
    ['shared', 'sync', 'renderer', 'main', 'test', 'scripts'].map((root) => [`#${root}/*`, `./${root}/*`]),
  ),
};

/** Runs `use` on a temporary tree of planted files and removes the tree afterwards. */
export async function withTree<Value>(
  files: Readonly<Record<string, string>>,
  use: (root: string) => Value | Promise<Value>,
): Promise<Value> {
  const root = mkdtempSync(join(tmpdir(), 'boundaries-'));
  try {
    for (const [path, text] of Object.entries({ 'package.json': JSON.stringify(MANIFEST), ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
