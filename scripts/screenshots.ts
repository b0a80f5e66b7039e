import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildAll } from './building/build-all.ts';
import { PROJECT_ROOT } from './project-paths.ts';
import { say } from './terminal.ts';
import { displayCommand } from './testing/display.ts';

/**
 * `npm run screenshots`: builds, starts a gateway with the sample province and the app, and makes the pictures of
 * docs/screenshots. Uses a virtual display where there is none; needs pdftoppm (poppler-utils) for the receipt.
 */
async function makeScreenshots(): Promise<number> {
  const [wrapper, ...wrapperArgs] = displayCommand();
  if (wrapper !== undefined) {
    // Once more, with a display.
    const args = [...wrapperArgs, process.execPath, '--import', 'tsx', import.meta.filename];
    return spawnSync(wrapper, args, { cwd: PROJECT_ROOT, stdio: 'inherit' }).status ?? 1;
  }
  await buildAll({ isQuiet: true });
  const folder = path.join(PROJECT_ROOT, 'docs', 'screenshots');
  mkdirSync(folder, { recursive: true });
  const maker = path.join(PROJECT_ROOT, 'test', 'e2e', 'screenshots', 'take-screenshots.ts');
  const { takeScreenshots } = (await import(pathToFileURL(maker).href)) as {
    readonly takeScreenshots: (folder: string, say: (line: string) => void) => Promise<void>;
  };
  await takeScreenshots(folder, say);
  return 0;
}

process.exitCode = await makeScreenshots();
