import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { DIST_FOLDER, PROJECT_ROOT } from '#scripts/project-paths.ts';
import { say } from '#scripts/terminal.ts';
import { buildMain } from './build-main.ts';
import { buildRenderer } from './build-renderer.ts';
import { isFresh, markFresh, stampOf } from './input-stamp.ts';

/** One thing that is built: from which inputs, into which folder. */
interface BuildTarget {
  readonly name: string;
  readonly folder: string;
  readonly inputs: readonly string[];
  readonly build: () => Promise<void>;
}

const COMMON_INPUTS = ['shared', 'scripts/building', 'package.json', 'package-lock.json', 'tsconfig.base.json'];
const RENDERER_INPUTS = [
  'renderer',
  'sync/protocol',
  'sync/engine',
  'sync/ports',
  'sync/runner',
  'sync/transport',
].concat(['vite.config.ts', ...COMMON_INPUTS]);

const TARGETS: readonly BuildTarget[] = [
  { name: 'main', folder: path.join(DIST_FOLDER, 'main'), inputs: ['main', ...COMMON_INPUTS], build: buildMain },
  {
    name: 'renderer',
    folder: path.join(DIST_FOLDER, 'renderer'),
    inputs: RENDERER_INPUTS,
    build: () => buildRenderer('electron'),
  },
  { name: 'web', folder: path.join(DIST_FOLDER, 'web'), inputs: RENDERER_INPUTS, build: () => buildRenderer('web') },
];

/** Builds what has changed since the last build. @throws when a build fails; its folder then counts as stale. */
export async function buildAll(options: { readonly isForced?: boolean; readonly isQuiet?: boolean }): Promise<void> {
  for (const target of TARGETS) {
    const stamp = stampOf(PROJECT_ROOT, target.inputs);
    const isSkipped = options.isForced !== true && isFresh(target.folder, stamp);
    if (!isSkipped) {
      await target.build();
      markFresh(target.folder, stamp);
    }
    if (options.isQuiet !== true || !isSkipped) {
      say(`${target.name.padEnd(9)} ${sizeText(target.folder)}${isSkipped ? '  (unchanged)' : ''}`);
    }
  }
}

/** Size of what is shipped: source maps are not. */
function sizeText(folder: string): string {
  let bytes = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const found = statSync(path.join(folder, name));
    if (found.isFile() && !name.endsWith('.map')) bytes += found.size;
  }
  return `${(bytes / 1024).toFixed(0).padStart(6)} kB`;
}
