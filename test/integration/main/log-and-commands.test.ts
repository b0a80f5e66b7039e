import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogFile } from '#main/logging/log-file.ts';
import { createRunCommand } from '#main/printing/run-command.ts';
import { answerFromFolder } from '#main/security/static-files.ts';
import { instantFromEpochMs } from '#shared/kernel/instant.ts';

let folder: string;
const clock = { now: () => instantFromEpochMs(0) };

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-log-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('log file', () => {
  const open = (maxBytes: number): ReturnType<typeof createLogFile> =>
    createLogFile({ folder, maxBytes, keepFiles: 2, clock });

  it('holds one JSON line for each event, in order', async () => {
    const log = open(10_000);
    log.info('started', { count: 2, isFresh: true });
    log.error('ipcRefused', { reason: 'badInput' });
    await log.flush();
    const lines = (await readFile(path.join(folder, 'app.log'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { at: '1970-01-01T00:00:00.000Z', level: 'info', event: 'started', count: 2, isFresh: true },
      { at: '1970-01-01T00:00:00.000Z', level: 'error', event: 'ipcRefused', reason: 'badInput' },
    ]);
  });

  it('masks numbers that look like a person’s, keeps ids and codes, and cannot be made to forge a line', async () => {
    const log = open(10_000);
    log.warn('x', {
      text: 'số 079200012345 và 0901234567',
      dossierCode: 'H26.3-261120-0001',
      id: 'b5c0a2f4-1111-4222-8333-123456789012',
      line: 'a\n{"event":"forged"}',
      level: 'info',
    });
    await log.flush();
    const text = await readFile(path.join(folder, 'app.log'), 'utf8');
    expect(text).not.toMatch(/079200012345|0901234567/);
    expect(text).toContain('H26.3-261120-0001');
    expect(text).toContain('b5c0a2f4-1111-4222-8333-123456789012');
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(text)).toMatchObject({ level: 'warn' });
  });

  it('never grows past its share: old files go', async () => {
    const log = open(1_000);
    for (let index = 0; index < 200; index += 1) log.info('event', { index, filler: 'x'.repeat(100) });
    await log.flush();
    const names = (await readdir(folder)).sort();
    expect(names).toEqual(['app.log', 'app.log.1', 'app.log.2']);
    for (const name of names) expect((await stat(path.join(folder, name))).size).toBeLessThanOrEqual(1_000);
    expect(await readFile(path.join(folder, 'app.log'), 'utf8')).toContain('"index":199');
  });

  it('drops what it cannot write and goes on', async () => {
    const blocked = path.join(folder, 'file');
    await writeFile(blocked, '');
    const log = createLogFile({ folder: blocked, maxBytes: 100, keepFiles: 1, clock });
    log.info('lost');
    await expect(log.flush()).resolves.toBeUndefined();
  });
});

describe('running a program', () => {
  const run = createRunCommand({ ...process.env, LC_ALL: 'vi_VN.UTF-8' });
  const node = (code: string, input?: Uint8Array): ReturnType<typeof run> =>
    run(process.execPath, ['-e', code], { timeoutMs: 5_000, ...(input === undefined ? {} : { input }) });

  it('gives exit code and output, in the C locale', async () => {
    const outcome = await node('process.stdout.write(process.env.LC_ALL); process.stderr.write("e"); process.exit(3)');
    expect(outcome).toEqual({ kind: 'exited', exitCode: 3, stdout: 'C', stderr: 'e' });
  });

  it('passes bytes by standard input, also more than a pipe holds', async () => {
    const code = 'let n = 0; process.stdin.on("data", (d) => (n += d.length)).on("end", () => console.log(n))';
    expect(await node(code, new Uint8Array(3_000_000))).toMatchObject({ kind: 'exited', stdout: '3000000\n' });
  });

  it('does not break when the program never reads its input', async () => {
    expect(await node('process.exit(0)', new Uint8Array(3_000_000))).toMatchObject({ kind: 'exited', exitCode: 0 });
  });

  it('kills a program that hangs, even one that ignores polite signals', async () => {
    const code = 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)';
    expect(await run(process.execPath, ['-e', code], { timeoutMs: 600 })).toEqual({ kind: 'timedOut' });
  });

  it('says when there is no such program', async () => {
    expect(await run('khong-co-chuong-trinh-nay', [], { timeoutMs: 1_000 })).toEqual({ kind: 'notInstalled' });
  });
});

describe('files of the page', () => {
  it('are answered with type, length and the security headers; everything else is a bare 404 or 405', async () => {
    await writeFile(path.join(folder, 'index.electron.html'), '<p>xin chào</p>');
    const files = { root: folder, shell: 'index.electron.html' };
    const ask = (url: string, method = 'GET'): Promise<Response> =>
      answerFromFolder(files, { url, method }, { 'Content-Security-Policy': "default-src 'none'" });
    const page = await ask('app://qmc/ho-so/1');
    expect(page.status).toBe(200);
    expect(page.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('Content-Security-Policy')).toBe("default-src 'none'");
    expect(await page.text()).toBe('<p>xin chào</p>');
    const missing = await ask('app://qmc/assets/none.js');
    expect([missing.status, await missing.text()]).toEqual([404, '']);
    expect((await ask('app://qmc/', 'POST')).status).toBe(405);
  });
});
