import path from 'node:path';
import { build } from 'vite';
import { PROJECT_ROOT } from '#scripts/project-paths.ts';

/** The renderer for one host, with the settings of vite.config.ts. */
export async function buildRenderer(host: 'electron' | 'web'): Promise<void> {
  await build({ configFile: path.join(PROJECT_ROOT, 'vite.config.ts'), mode: host, logLevel: 'warn' });
}
