import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { DIST_FOLDER, PROJECT_ROOT } from '#scripts/project-paths.ts';

const COMMON: BuildOptions = {
  absWorkingDir: PROJECT_ROOT,
  bundle: true,
  platform: 'node',
  // The Node inside the oldest Electron that runs this: 24.
  target: 'node24',
  external: ['electron'],
  sourcemap: 'linked',
  legalComments: 'none',
  logLevel: 'warning',
};

/** Electron's main process as one module, and the preload as one file: a sandboxed preload cannot load another. */
export async function buildMain(): Promise<void> {
  const outdir = path.join(DIST_FOLDER, 'main');
  await rm(outdir, { recursive: true, force: true });
  await Promise.all([
    build({
      ...COMMON,
      entryPoints: { main: 'main/app/entry.ts', 'main-development': 'main/app/entry-development.ts' },
      format: 'esm',
      outdir,
    }),
    build({
      ...COMMON,
      entryPoints: { preload: 'main/preload/preload.ts' },
      format: 'cjs',
      outdir,
      outExtension: { '.js': '.cjs' },
      minifySyntax: true,
    }),
  ]);
}
