import { rmSync } from 'node:fs';
import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { DIST_FOLDER } from '#scripts/project-paths.ts';
import { launchApp, type LaunchedApp } from '#test/e2e/support/launch-electron.ts';
import { deadGatewayUrl } from '#test/e2e/support/machine.ts';
import { once } from './once.ts';

const PAGE_FOLDER = path.join(import.meta.dirname, '..', 'page');
/** What main serves for every screen address. */
const PAGE = 'index.electron.html';

/**
 * The built product with one difference: the page that its main process serves is the bench's, made of the same modules.
 * Origin, content security policy, sandbox and storage are those of the product.
 * @returns the folder to start Electron with
 */
const benchAppFolder = once(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-bench-app-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ type: 'module', main: 'dist/main/main.js' }));
  await cp(path.join(DIST_FOLDER, 'main'), path.join(folder, 'dist', 'main'), { recursive: true });
  await build({
    configFile: false,
    root: PAGE_FOLDER,
    publicDir: false,
    logLevel: 'warn',
    define: { __APP_VERSION__: JSON.stringify('bench') },
    worker: { format: 'es' },
    build: {
      outDir: path.join(folder, 'dist', 'renderer'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4_000,
      rolldownOptions: { input: path.join(PAGE_FOLDER, PAGE) },
    },
  });
  return folder;
});

/** Opens the bench page on a machine's data and closes it again when the work is done. */
export async function withBenchPage<Answer>(
  userDataDir: string,
  work: (page: LaunchedApp['page'], app: LaunchedApp['app']) => Promise<Answer>,
): Promise<Answer> {
  const launched = await launchApp({
    userDataDir,
    gatewayUrl: await deadGatewayUrl(),
    entry: await benchAppFolder(),
  });
  try {
    await launched.page.waitForSelector('body[data-ready]', { state: 'attached' });
    return await work(launched.page, launched.app);
  } catch (cause) {
    throw new Error(`the bench page failed; its console: ${launched.consoleLines.join(' | ')}`, { cause });
  } finally {
    await launched.app.close();
  }
}
