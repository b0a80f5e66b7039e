import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startChild } from '#scripts/processes/child.ts';
import { findFreePort } from '#scripts/processes/free-port.ts';
import { findRunningPid, isAlive, takeRunLock } from '#scripts/processes/run-lock.ts';
import { PROJECT_ROOT } from '#scripts/project-paths.ts';

/** Starts a grandchild that ignores polite signals, prints its id, and stays. */
const STUBBORN_FAMILY = `
const { spawn } = require('node:child_process');
const code = 'process.on("SIGTERM", () => {}); console.log(process.pid); setInterval(() => {}, 1000)';
spawn(process.execPath, ['-e', code], { stdio: 'inherit' });
setInterval(() => {}, 1000);
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'qmc-processes-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a child of a development command', () => {
  it('is stopped with everything it started', async () => {
    const lines: string[] = [];
    const child = startChild({
      command: process.execPath,
      args: ['-e', STUBBORN_FAMILY],
      cwd: folder,
      env: process.env,
      onLine: (line) => lines.push(line),
    });
    await expect.poll(() => lines.length, { timeout: 10_000 }).toBe(1);
    const grandchild = Number(lines[0]);
    expect(isAlive(grandchild)).toBe(true);
    await child.stop();
    await expect.poll(() => [isAlive(child.pid), isAlive(grandchild)]).toEqual([false, false]);
  });

  it('gives its exit code, or -1 when it could not be started', async () => {
    const common = { cwd: folder, env: process.env, onLine: () => undefined };
    expect(await startChild({ ...common, command: process.execPath, args: ['-e', 'process.exit(4)'] }).exited).toBe(4);
    const missing = startChild({ ...common, command: 'khong-co-chuong-trinh-nay', args: [] });
    expect(await missing.exited).toBe(-1);
    await missing.stop();
  });

  it('on Node ends itself when its parent is killed without a word', async () => {
    const file = path.join(folder, 'parent.ts');
    writeFileSync(
      file,
      `import { startChild } from '${path.join(PROJECT_ROOT, 'scripts/processes/child.ts')}';
       const code = 'setInterval(() => {}, 1000); console.log("ready")';
       const child = startChild({ command: process.execPath, args: ['-e', code], cwd: '.', env: process.env, isNode: true,
         onLine: () => console.log(child.pid) });`,
    );
    const parent = spawn(process.execPath, ['--import', 'tsx', file], {
      cwd: PROJECT_ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (data: Buffer) => {
        resolve(Number(data.toString()));
      });
    });
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});

describe('the lock of a data folder', () => {
  it('is this process’s until it is released', () => {
    const release = takeRunLock(folder);
    expect(release).toBeDefined();
    release?.();
    expect(takeRunLock(folder)).toBeDefined();
  });

  it('is not held by a process that is gone, by another program, or by a damaged file', () => {
    for (const content of ['999999999', String(process.ppid), 'x', '']) {
      writeFileSync(path.join(folder, 'running.pid'), content);
      expect(findRunningPid(folder)).toBeUndefined();
    }
  });
});

describe('a free port', () => {
  it('is the wanted one unless it is taken', async () => {
    const first = await findFreePort(0);
    expect(await findFreePort(first)).toBe(first);
    const net = await import('node:net');
    const server = net.createServer().listen(first, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const other = await findFreePort(first);
    server.close();
    expect(other).not.toBe(first);
    expect(other).toBeGreaterThan(0);
  });
});
