import { execFile } from 'node:child_process';
import { rename, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import type { CounterPage } from '#test/e2e/support/counter-page.ts';
import { createFakeSpooler, FAKE_PRINTER_NAME, type FakeSpooler } from '#test/e2e/support/fake-spooler.ts';
import { makeMachineFolder } from '#test/e2e/support/machine.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';
import { prepareDossier } from '#test/e2e/support/take-dossier.ts';

const run = promisify(execFile);
const REPRINT_MARK = 'BẢN IN LẠI';

let spoolerFolder: Awaited<ReturnType<typeof makeMachineFolder>>;
let spooler: FakeSpooler;
let station: Station;
let counter: CounterPage;
let lastCode: string;

test.beforeAll(async () => {
  spoolerFolder = await makeMachineFolder();
  spooler = await createFakeSpooler(spoolerFolder.folder);
  station = await openStation({ env: spooler.env });
  ({ counter } = station);
});
test.afterAll(async () => {
  await station.stop();
  await spoolerFolder.remove();
});

async function textOf(pdf: string | undefined): Promise<string> {
  return (await run('pdftotext', [pdf ?? '', '-'])).stdout;
}

async function acceptWithoutPaper(turn: number): Promise<string> {
  await prepareDossier(counter, turn);
  if (turn !== 1) await counter.payLater();
  lastCode = await counter.accept();
  await expect(counter.page.getByText('Giấy chưa in được')).toBeVisible();
  return lastCode;
}

test('a printer that is off: the dossier stands, a message says what to do, and In lại prints the original', async () => {
  const { page } = counter;
  await spooler.set('off');
  const code = await acceptWithoutPaper(1);
  await expect(page.getByText('Máy in không trả lời. Hồ sơ đã được lưu.').first()).toBeVisible();
  await expect(page.getByText('2 giấy chưa in')).toBeVisible();
  await expect(page.getByText('Phiếu thu chưa in được')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('not-printed.png') });
  expect(await spooler.printed()).toEqual([]);

  await spooler.set('ready');
  await page.getByRole('button', { name: 'In lại' }).click();
  await expect(page.getByText('Đã gửi máy in bản số 1')).toBeVisible();
  await expect(page.getByText('1 giấy chưa in')).toBeVisible();
  const original = await textOf((await spooler.printed())[0]);
  expect(original).toContain(code);
  expect(original).not.toContain(REPRINT_MARK);

  await page.keyboard.press('Control+p');
  await expect(page.getByText('Đã gửi máy in bản số 2')).toBeVisible();
  const reprint = await textOf((await spooler.printed())[1]);
  expect(reprint).toContain(code);
  expect(reprint).toContain(REPRINT_MARK);

  await page.keyboard.press('Alt+u');
  await expect(page.getByText('1 giấy chưa in')).toBeHidden();
  const slip = await textOf((await spooler.printed())[2]);
  expect(slip).toContain('PHIẾU THU TẠM');
  expect(slip).toContain(code);
  expect(slip).not.toContain(REPRINT_MARK);
  await counter.nextCitizen();
});

test('a spooler that refuses: the mark stays with the dossier until it is printed from the list', async () => {
  const { page } = counter;
  await spooler.set('refusing');
  const code = await acceptWithoutPaper(2);
  await expect(page.getByText('Hệ thống in từ chối lệnh in.')).toBeVisible();
  await counter.nextCitizen();
  await page.keyboard.press('F3');
  await page.getByRole('row', { name: code }).click();
  await expect(page.getByText(/^Chưa in được/)).toBeVisible();

  await spooler.set('ready');
  await page.getByRole('button', { name: 'In', exact: true }).click();
  await expect(page.getByText('Đã in 1 lần')).toBeVisible();
  await page.getByRole('button', { name: 'In lại' }).click();
  await expect(page.getByText('Đã in 2 lần')).toBeVisible();
  expect(await textOf((await spooler.printed()).at(-1))).toContain(REPRINT_MARK);
  await counter.openIntake();
});

test('a folder of papers that cannot be written does not keep the citizen from the paper', async () => {
  const { page } = counter;
  const aside = `${station.papers}-aside`;
  await rename(station.papers, aside);
  await writeFile(station.papers, 'a file where the folder was');
  const before = (await spooler.printed()).length;
  await prepareDossier(counter, 3);
  await counter.payLater();
  const code = await counter.accept();
  await counter.waitUntilPrinted();
  expect(await textOf((await spooler.printed())[before])).toContain(code);
  await rename(station.papers, `${station.papers}-broken`);
  await rename(aside, station.papers);
  await counter.nextCitizen();
  await expect(page.getByText(/giấy chưa in/)).toHaveCount(0);
});

test('the settings name the printer and its state, and the choice is kept', async () => {
  const { page } = counter;
  await spooler.set('off');
  await page.getByRole('button', { name: 'Cài đặt' }).click();
  const select = page.getByRole('combobox', { name: /Máy in giấy tiếp nhận/ });
  await select.selectOption({ label: `${FAKE_PRINTER_NAME} · Đang dừng` });
  await counter.openIntake();
  await page.getByRole('button', { name: 'Cài đặt' }).click();
  await expect(select.locator('option:checked')).toHaveText(`${FAKE_PRINTER_NAME} · Đang dừng`);
});

test('a chosen printer that has vanished is said, and the paper is not lost', async () => {
  const { page } = counter;
  await counter.openIntake();
  await spooler.set('gone');
  await acceptWithoutPaper(4);
  await expect(page.getByText(/Hồ sơ đã được lưu/)).toBeVisible();
  await spooler.set('ready');
  await page.getByRole('button', { name: 'In lại' }).click();
  await counter.waitUntilPrinted();
  await counter.nextCitizen();
});

test('a refused intake: its paper is printed from the list of unprinted ones, though no list has the dossier', async () => {
  const { page } = counter;
  await page.setViewportSize({ width: 1366, height: 768 });
  await spooler.set('off');
  await prepareDossier(counter, 5);
  await page.getByRole('button', { name: 'Từ chối' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Lý do' }).fill('Hồ sơ không thuộc thẩm quyền giải quyết của xã');
  await dialog.getByRole('button', { name: 'Từ chối' }).click();
  await counter.screen('Đã ghi nhận').waitFor();
  await expect(page.getByText('Giấy chưa in được')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('declined.png') });
  await counter.nextCitizen();

  const before = (await spooler.printed()).length;
  await page.getByRole('button', { name: /giấy chưa in/ }).click();
  const again = page.getByRole('button', { name: 'In lại' });
  const refusal = dialog.locator('div').filter({ hasText: 'Phiếu từ chối tiếp nhận hồ sơ · Chưa tiếp nhận' });
  const entry = refusal.filter({ has: again }).last();
  await expect(entry).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('unprinted.png') });
  await spooler.set('ready');
  await entry.getByRole('button', { name: 'In lại' }).click();
  await expect(refusal).toHaveCount(0);
  await page.keyboard.press('Escape');
  const text = await textOf((await spooler.printed())[before]);
  expect(text).toContain('PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ');
  expect(text).toContain('không thuộc thẩm quyền');
  expect(text).not.toContain(REPRINT_MARK);
});

test('other papers of an accepted dossier come out of the detail pane by keyboard', async () => {
  const { page } = counter;
  const before = (await spooler.printed()).length;
  await page.keyboard.press('F3');
  await page.getByRole('row', { name: lastCode }).click();
  await page.getByRole('button', { name: 'In giấy tờ khác' }).waitFor();
  await page.keyboard.press('Alt+g');
  const dialog = page.getByRole('dialog', { name: 'In giấy tờ khác' });
  await expect(dialog.getByRole('button')).toHaveCount(5);
  await page.keyboard.press('Alt+2');
  await expect(dialog.getByText(/^Phiếu kiểm soát quá trình giải quyết: Đã gửi máy in bản số 1/)).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(dialog.getByText(/^Giấy tiếp nhận song ngữ Việt – Anh: Đã gửi máy in bản số/)).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('other-papers.png') });
  const [sheet, bilingual] = (await spooler.printed()).slice(before);
  expect(await textOf(sheet)).toContain('PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ');
  expect(await textOf(bilingual)).toContain('Receipt of dossier');
});
