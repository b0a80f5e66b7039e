import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { PDFDocument } from 'pdf-lib';
import { openCupsRoom, type CupsRoom } from '#test/contract/cups-room.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';
import { prepareDossier } from '#test/e2e/support/take-dossier.ts';

const run = promisify(execFile);
const PRINTER = 'Quay1';

let room: CupsRoom;
let station: Station;
const env: Record<string, string> = {};

test.beforeAll(async () => {
  room = await openCupsRoom([PRINTER]);
  env['CUPS_SERVER'] = room.environment['CUPS_SERVER'] ?? '';
  station = await openStation({ env });
});
test.afterAll(async () => {
  await station.stop();
  await room.close();
});

/** The jobs that wait in the spooler. */
async function jobsWaiting(): Promise<readonly string[]> {
  const { stdout } = await run('lpstat', ['-o'], { env: room.environment });
  return [...stdout.matchAll(/^\S+/gm)].map(([jobId]) => jobId);
}

/** The texts of everything that has come out of the printer. */
async function textsOut(): Promise<readonly string[]> {
  const file = path.join(station.folder, 'out.pdf');
  const texts: string[] = [];
  for (const paper of await room.papers(PRINTER)) {
    await writeFile(file, paper);
    texts.push((await run('pdftotext', [file, '-'])).stdout);
  }
  return texts;
}

test('[PN8] power off at acceptance, print again, program killed, print again, power on: one original comes out', async () => {
  const { counter } = station;
  await room.switchOff(PRINTER);
  await prepareDossier(counter, 1);
  await counter.payLater();
  const code = await counter.accept();
  const waiting = 'Bản số 1 đang chờ máy in: máy in đang tắt hoặc mất kết nối';
  await expect(counter.page.getByText(waiting)).toBeVisible();
  await expect(counter.page.getByText('Giấy sẽ tự in ra, không cần bấm In lại.')).toBeVisible();
  await expect(counter.page.getByRole('button', { name: 'Máy in tắt' })).toBeVisible();
  expect(await jobsWaiting()).toEqual([`${PRINTER}-1`]);
  await counter.page.keyboard.press('Control+p');
  await expect.poll(jobsWaiting).toEqual([`${PRINTER}-2`]);
  await expect(counter.page.getByText(waiting)).toBeVisible();

  const { page } = await station.restart();
  await station.counter.signIn();
  await page.keyboard.press('F3');
  await page.getByRole('row', { name: code }).click();
  const history = page.getByRole('region', { name: 'Lịch sử in' });
  await expect(history.getByText('Lệnh in bản số 1 đã được hủy')).toHaveCount(1);
  await expect(page.getByText('Đang chờ máy in', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'In lại' }).click();
  await expect(history.getByText('Lệnh in bản số 1 đã được hủy')).toHaveCount(2);
  await room.switchOn(PRINTER);
  await expect(history.getByText('Bản số 1 đã in xong')).toBeVisible({ timeout: 20_000 });
  const texts = await textsOut();
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain(code);
  expect(texts[0]).not.toContain('BẢN IN LẠI');
});

test('[PN11] the question whether the paper came out is asked once, and answered by key', async () => {
  const { counter } = station;
  const { page } = counter;
  const before = (await room.papers(PRINTER)).length;
  await counter.openIntake();
  await prepareDossier(counter, 2);
  await counter.payLater();
  await counter.accept();
  await counter.waitUntilPrinted();
  await page.keyboard.press('Alt+r');
  await expect(page.getByText('Đã ghi nhận: bản số 1 đã ra giấy')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Đã ra giấy' })).toBeHidden();
  await counter.nextCitizen();
  await expect.poll(async () => (await room.papers(PRINTER)).length).toBe(before + 1);
});

test('[PN13] where there are no programs of CUPS: whole at its size from a hidden window; again, it is a reprint', async () => {
  env['QMC_PRINT_THROUGH'] = 'window';
  const before = (await room.papers(PRINTER)).length;
  const count = async () => (await room.papers(PRINTER)).length - before;
  const counter = await station.restart();
  await counter.signIn();
  await prepareDossier(counter, 3);
  await counter.payLater();
  const code = await counter.accept();
  await counter.waitUntilPrinted();
  await expect.poll(count).toBe(1);
  await counter.page.keyboard.press('Control+p');
  await expect(counter.page.getByText('Đã gửi máy in bản số 2')).toBeVisible();
  await expect.poll(count).toBe(2);
  const [original, reprint] = (await textsOut()).slice(before);
  expect(original).toContain(code);
  expect(original).not.toContain('BẢN IN LẠI');
  expect(reprint).toContain(code);
  expect(reprint).toContain('BẢN IN LẠI');
  const paper = await PDFDocument.load((await room.papers(PRINTER))[before] ?? new Uint8Array());
  expect(paper.getPageCount()).toBe(1);
  const { width, height } = paper.getPage(0).getSize();
  expect([Math.round(width), Math.round(height)]).toEqual([420, 595]);
});
