import { cp, readdir, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readCounterBooks } from '#test/chaos/counter-books.ts';
import { judgeCounter, type ShownDossier } from '#test/chaos/invariants.ts';
import { takeAtCounter } from '#test/chaos/take-at-counter.ts';
import type { CounterPage } from '#test/e2e/support/counter-page.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';
import { startGateway } from '#sync/gateway/start-gateway.ts';

/**
 * A store that was damaged behind the program's back comes back from the journal. Where the journal is an older copy as
 * well, one thing must never happen: that a dossier of the province is replaced.
 */
test.describe('a store that is not what it was', () => {
  test.setTimeout(240_000);
  let station: Station;
  const shown: ShownDossier[] = [];

  test.beforeAll(async () => {
    station = await openStation();
    await cp(profile(), older(), { recursive: true });
    shown.push(await takeAtCounter(station.counter, { turn: 1, scanKb: [40] }));
    await station.counter.waitUntilNothingWaits(60_000);
    await station.launched.kill();
    await cp(profile(), whole(), { recursive: true });
  });
  test.afterAll(() => station.stop());

  const profile = (): string => path.join(station.folder, 'station');
  const database = (): string => path.join(profile(), 'IndexedDB');
  const older = (): string => path.join(station.folder, 'older-copy');
  const whole = (): string => path.join(station.folder, 'whole-copy');
  const putBack = async (copy: string): Promise<void> => {
    await station.launched.kill();
    await rm(profile(), { recursive: true, force: true });
    await cp(copy, profile(), { recursive: true });
  };

  test('[PW4] deleted: everything is back from the journal', async () => {
    await putBack(whole());
    await rm(database(), { recursive: true });
    await expectEverythingBack(await station.restart(), shown);
  });

  test('[PW4] cut short in every file: everything is back from the journal', async () => {
    await putBack(whole());
    expect(await cutFiles(database())).toBeGreaterThan(2);
    await expectEverythingBack(await station.restart(), shown);
  });

  test('[PW4] from an older copy: everything is back from the journal, and no code is given again', async () => {
    await putBack(whole());
    await rm(database(), { recursive: true });
    await cp(path.join(older(), 'IndexedDB'), database(), { recursive: true });
    const counter = await station.restart();
    await expectEverythingBack(counter, shown);
    const next = await takeAtCounter(counter, { turn: 2, scanKb: [40] });
    expect(shown.map(({ dossierCode }) => dossierCode)).not.toContain(next.dossierCode);
  });

  test('[PW5] an older copy of the whole machine: the province keeps what it has, and what it refuses is seen', async () => {
    await putBack(older());
    const counter = await station.restart();
    await counter.signIn();
    const [first] = shown;
    const second = await takeAtCounter(counter, { turn: 3, scanKb: [40] });
    const books = async () => (await readCounterBooks(counter.page)).operations.map(({ state }) => state);
    await expect.poll(async () => (await books()).includes('queued'), { timeout: 60_000 }).toBe(false);
    const isHeld = (await books()).includes('parked');
    if (isHeld) await expect(counter.page.getByText(/mục bị từ chối|cần xử lý|bị từ chối/).first()).toBeVisible();

    await station.launched.kill();
    await station.gateway.stop();
    const province = await startGateway({ port: 0, dataDir: path.join(station.folder, 'gateway'), logLevel: 'silent' });
    const dossiers = await province.admin.listDossiers().finally(() => province.stop());
    const atProvince = (dossier: ShownDossier | undefined) =>
      dossiers.filter(({ blobHashes }) => dossier?.hashes.some((hash) => blobHashes.includes(hash as never)));
    expect(atProvince(first)).toMatchObject([{ dossierCode: first?.dossierCode }]);
    // Either it got a number of its own, or it waits at the counter for a person; the first one is not touched.
    expect(atProvince(second).map(({ dossierCode }) => dossierCode)).toEqual(isHeld ? [] : [second.dossierCode]);
    expect(second.dossierCode === first?.dossierCode).toBe(isHeld);
  });
});

async function expectEverythingBack(counter: CounterPage, shown: readonly ShownDossier[]): Promise<void> {
  await counter.signIn();
  expect(judgeCounter(shown, await readCounterBooks(counter.page))).toEqual([]);
}

/** Takes the second half of every file of a folder. @returns how many */
async function cutFiles(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of files) await truncate(file, Math.floor((await stat(file)).size / 2));
  return files.length;
}
