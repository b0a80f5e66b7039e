import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import readline from 'node:readline/promises';
import { findRunningPid, isAlive, readPid } from './processes/run-lock.ts';
import { DATA_FOLDER } from './project-paths.ts';
import { complain, say } from './terminal.ts';
import { texts } from './texts.ts';

const AGREEMENT = /^(xoa|xóa|yes)$/i;

/** `npm run demo:reset [-- --yes]`: throws away what local runs stored. Never while something is using it. */
async function resetDemo(): Promise<number> {
  if (!existsSync(DATA_FOLDER)) {
    say(texts.resetNothing);
    return 0;
  }
  const pid = findRunningPid(DATA_FOLDER) ?? findDatabasePid(path.join(DATA_FOLDER, 'gateway'));
  if (pid !== undefined) {
    complain(texts.resetRefused(pid));
    return 1;
  }
  if (!process.argv.includes('--yes') && !(await isAgreed())) {
    say(texts.resetCancelled);
    return 1;
  }
  await rm(DATA_FOLDER, { recursive: true, force: true, maxRetries: 3 });
  say(texts.resetDone);
  return 0;
}

/** The embedded PostgreSQL of a gateway that was started by itself (`npm run gateway`). */
function findDatabasePid(folder: string): number | undefined {
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const pids = files
    .filter((name) => path.basename(name) === 'postmaster.pid')
    .flatMap((name) => readPid(path.join(folder, name)) ?? []);
  return pids.find((pid) => isAlive(pid));
}

async function isAgreed(): Promise<boolean> {
  const dialog = readline.createInterface({ input: process.stdin, output: process.stdout });
  try {
    return AGREEMENT.test((await dialog.question(texts.resetQuestion(DATA_FOLDER))).trim());
  } finally {
    dialog.close();
  }
}

process.exitCode = await resetDemo();
