import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROJECT_ROOT } from '#scripts/project-paths.ts';
import { displayCommand } from './display.ts';

/** Runs a command that opens windows: here, or once more on a display of its own. @returns its exit code */
export async function onDisplay(file: string, command: () => Promise<number>): Promise<number> {
  const [wrapper, ...wrapperArgs] = displayCommand();
  if (wrapper === undefined) return command();
  const args = [...wrapperArgs, process.execPath, '--import', 'tsx', file, ...process.argv.slice(2)];
  return spawnSync(wrapper, args, { cwd: PROJECT_ROOT, stdio: 'inherit' }).status ?? 1;
}

/** A module of test/, which nothing outside it may import by name. @param modulePath from the project's root */
export async function loadHarness<Module>(modulePath: string): Promise<Module> {
  return (await import(pathToFileURL(path.join(PROJECT_ROOT, modulePath)).href)) as Module;
}
