import { createHash } from 'node:crypto';
import { rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readCounterBooks } from '#test/chaos/counter-books.ts';
import { waitForStoredShell } from '#test/e2e/support/stored-shell.ts';
import { startClient, type RunningClient } from '#test/chaos/counter-host.ts';
import { GatewayKeeper } from '#test/chaos/gateway-keeper.ts';
import { judgeCounter, judgeWhole, type ShownDossier } from '#test/chaos/invariants.ts';
import { readProvinceBooks } from '#test/chaos/province-books.ts';
import type { HostKind } from '#test/chaos/schedule.ts';
import { startShakyLink } from '#test/chaos/shaky-link.ts';
import { PATIENCE_MS, takeAtCounter } from '#test/chaos/take-at-counter.ts';
import { SIMPLE_PROCEDURE } from '#test/e2e/support/counter-page.ts';
import { scanFile } from '#test/e2e/support/scan-files.ts';
import { makeLoopDisk, type LoopDisk } from './loop-disk.ts';
import type { CutOptions, CutResult } from './cut-result.ts';

const DISK_MB = 1_024;
const BALLAST = 'ballast.bin';
/** What an officer reads when the disk cannot take a file or a dossier. */
const REFUSALS = /Ổ đĩa[^.]*(đầy|còn)|Kho dữ liệu của máy (chưa ghi được|không mở được)/;
const SCAN_BYTES = 4 * 1024 * 1024;

/** The disk fills up while a scan is taken in: refused in words, nothing half-stored, and work goes on with room again. */
export async function fillDisk(host: HostKind, folder: string, options: CutOptions): Promise<CutResult> {
  const link = await startShakyLink(options.seed);
  const gateway = new GatewayKeeper(path.join(folder, 'gateway'), link);
  const disk = await makeLoopDisk(folder, DISK_MB);
  const place = { host, folder: path.join(disk.mountPoint, 'station'), url: link.url };
  const shown: ShownDossier[] = [];
  const violations: string[] = [];
  let client: RunningClient | undefined;
  try {
    client = await startClient(place, await gateway.ensureRunning());
    client.page.setDefaultTimeout(PATIENCE_MS);
    await client.counter.signIn();
    await client.counter.waitForNumbers();
    if (host === 'browser') await waitForStoredShell(client.page);
    shown.push(await takeAtCounter(client.counter, { turn: 1, scanKb: [40] }));
    options.say(`${host}: a dossier taken with room on the disk`);

    const taken = await attachOnFullDisk(client, disk, options);
    await client.kill();
    client = await startClient(place);
    client.page.setDefaultTimeout(PATIENCE_MS);
    await client.counter.signIn();
    const books = await readCounterBooks(client.page);
    violations.push(...judgeCounter(shown, books));
    if (taken !== undefined && !books.scans.some(({ actualHash }) => actualHash === taken))
      violations.push('a scan was taken on a full disk, and is gone after a restart');
    shown.push(await takeAtCounter(client.counter, { turn: 3, scanKb: [40] }));
    await client.counter.waitUntilNothingWaits(120_000);
    const province = await readProvinceBooks(gateway.dataDir);
    violations.push(...judgeWhole(shown, await readCounterBooks(client.page), province));
    options.say(`${host}: with room again the next dossier is taken, and both are at the province`);
    return { runs: 1, acknowledged: shown.length, controlsLost: 1, violations };
  } finally {
    await client?.kill();
    await gateway.stop();
    await link.stop();
    await disk.remove();
  }
}

/** A form is filled, then the disk is, then the officer attaches a scan. @returns its hash, when it was taken */
async function attachOnFullDisk(
  { counter, page }: RunningClient,
  disk: LoopDisk,
  options: CutOptions,
): Promise<string | undefined> {
  await counter.startEmpty();
  await counter.readCard(2);
  await counter.pickProcedure(SIMPLE_PROCEDURE);
  await page.keyboard.press('Control+d');
  const ballast = path.join(disk.mountPoint, BALLAST);
  await fillUp(ballast, disk.mountPoint);
  try {
    const scan = scanFile(2);
    const buffer = Buffer.concat([scan.buffer, Buffer.alloc(SCAN_BYTES, 7)]);
    await counter.attach({ ...scan, buffer });
    const refusal = page.getByText(REFUSALS).first();
    const isRefused = await refusal.waitFor({ timeout: 30_000 }).then(
      () => true,
      () => false,
    );
    if (!isRefused) {
      // Then it is taken, and must be on the disk.
      await page.getByText(scan.name).waitFor();
      options.say('taken; the restart shows whether it is there');
      return createHash('sha256').update(buffer).digest('hex');
    }
    options.say(`refused with: ${(await refusal.innerText()).slice(0, 160)}`);
    return undefined;
  } finally {
    await rm(ballast);
  }
}

/** Takes everything that is free. */
async function fillUp(ballast: string, mountPoint: string): Promise<void> {
  const { bavail, bsize } = await statfs(mountPoint);
  const megabyte = Buffer.alloc(1024 * 1024, 1);
  await writeFile(ballast, '');
  try {
    for (let free = bavail * bsize; free > -megabyte.length; free -= megabyte.length)
      await writeFile(ballast, megabyte, { flag: 'a' });
    for (;;) await writeFile(ballast, megabyte.subarray(0, 4_096), { flag: 'a' });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOSPC') throw error;
  }
}
