import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import { SIMPLE_PROCEDURE, type CounterPage } from '#test/e2e/support/counter-page.ts';
import { expectVisibleFocus } from '#test/e2e/support/focus.ts';
import { PersonKeys } from '#test/e2e/support/person-keys.ts';
import { openStation, type Station } from '#test/e2e/support/station.ts';

/** Requirement of issue 2: a simple dossier by keyboard alone, after the card is read. */
const MOST_PRESSES = 12;
const MOST_PRESSES_PINNED = 4;
const SIMPLE_PROCEDURE_NAME = 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh';

let station: Station;
let counter: CounterPage;

test.beforeAll(async () => {
  station = await openStation();
  ({ counter } = station);
});
test.afterAll(() => station.stop());

test.describe.serial('the counter by keyboard alone', () => {
  let firstCode = '';

  test(`a simple dossier takes at most ${String(MOST_PRESSES)} key presses after the card is read`, async () => {
    const { page } = counter;
    await counter.readCard(1);
    const hands = new PersonKeys(page);
    await expectVisibleFocus(page);
    await hands.type('trich');
    await counter.waitForHighlight(SIMPLE_PROCEDURE_NAME);
    await hands.press('Enter');
    await counter.checklist.waitFor();
    await expectVisibleFocus(page);
    await hands.press('Control+d');
    await expect(page.getByText(/^Tiếp nhận được/)).toBeVisible();
    await hands.press('Control+Enter');
    firstCode = await counter.readOfficialCode();
    expect(firstCode).toMatch(/^H99\.01-\d{6}-\d{4}$/);
    expect(hands.presses).toBeLessThanOrEqual(MOST_PRESSES);
    // Even with the keys held for a chord counted one by one.
    expect(hands.keys).toBeLessThanOrEqual(MOST_PRESSES);
  });

  test('Enter brings the next citizen, with an empty form that hears the card', async () => {
    const { page } = counter;
    await counter.waitUntilPrinted();
    await counter.nextCitizen();
    await expect(page.getByLabel('Họ và tên')).toHaveValue('');
    await counter.readCard(2);
    await expect(page.getByLabel('Họ và tên')).toHaveValue('Lò Thị Mẫu');
    await expect(counter.procedurePicker).toBeFocused();
    await expectVisibleFocus(page);
  });

  test(`with a pinned procedure it takes at most ${String(MOST_PRESSES_PINNED)}`, async () => {
    const { page } = counter;
    await counter.pickProcedure(SIMPLE_PROCEDURE);
    await page.getByRole('button', { name: 'Ghim vào mục hay dùng' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Bỏ ghim' })).toBeVisible();
    await page.keyboard.press('Alt+n');
    await expect(page.getByLabel('Họ và tên')).toHaveValue('');

    await counter.readCard(3);
    const hands = new PersonKeys(page);
    await hands.press('Alt+1');
    await counter.checklist.waitFor();
    await hands.press('Control+d');
    await hands.press('Control+Enter');
    expect(await counter.readOfficialCode()).not.toBe(firstCode);
    await counter.waitUntilPrinted();
    await hands.press('Enter');
    await counter.screen('Tiếp nhận hồ sơ').waitFor();
    expect(hands.presses).toBeLessThanOrEqual(MOST_PRESSES_PINNED);
  });

  test('F2, F3, F7 lead to their screens from anywhere, and what was typed is still there', async () => {
    const { page } = counter;
    await counter.readCard(4);
    for (const [key, title] of [
      ['F3', 'Hồ sơ đã tiếp nhận'],
      ['F7', 'Hàng đợi gửi'],
      ['F2', 'Tiếp nhận hồ sơ'],
    ] as const) {
      await page.keyboard.press(key);
      await expect(counter.screen(title)).toBeVisible();
      await page.keyboard.press('Tab');
      await expectVisibleFocus(page);
    }
    await expect(page.getByLabel('Họ và tên')).toHaveValue('Lò Thị Mẫu');
  });

  test('arrow keys and Enter open a dossier of the list, Escape closes it', async () => {
    const { page } = counter;
    await page.keyboard.press('F3');
    await expect(page.getByRole('searchbox', { name: 'Tìm hồ sơ' })).toBeFocused();
    await expectVisibleFocus(page);
    await page.keyboard.type(firstCode.slice(-4));
    await expect(page.getByRole('row', { name: firstCode })).toBeVisible();
    await counter.tabTo('grid');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 2, name: firstCode })).toBeVisible();
    await expectVisibleFocus(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { level: 2, name: firstCode })).toBeHidden();
  });

  for (const query of ['trích lục', 'trich luc', SIMPLE_PROCEDURE]) {
    test(`the palette finds a procedure by “${query}” and starts an intake with it`, async () => {
      const { page } = counter;
      await counter.openPalette();
      await expectVisibleFocus(page);
      await page.keyboard.type(query);
      await counter.waitForHighlight(SIMPLE_PROCEDURE_NAME);
      await page.keyboard.press('Enter');
      await expect(counter.procedurePicker).toHaveValue(SIMPLE_PROCEDURE_NAME);
      await expect(counter.checklist).toBeVisible();
    });
  }

  test('the palette finds a dossier by name with and without marks, and by the end of its code', async () => {
    const { page } = counter;
    for (const query of ['Lò Thị Mẫu', 'lo thi mau', firstCode.slice(-4)]) {
      await counter.openPalette();
      await page.keyboard.type(query);
      await expect(counter.option(firstCode)).toBeVisible();
      await counter.moveToOption(firstCode);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 2, name: firstCode })).toBeVisible();
    }
    await counter.openPalette();
    await page.keyboard.type('hang doi');
    await page.keyboard.press('Enter');
    await expect(counter.screen('Hàng đợi gửi')).toBeVisible();
  });

  test('the follow-up book of the year is printed from the palette, with every dossier', async () => {
    const { page } = counter;
    await counter.openPalette();
    await page.keyboard.type('so theo doi');
    await counter.waitForHighlight('Sổ theo dõi hồ sơ');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Sổ theo dõi hồ sơ' });
    await expect(dialog.getByText('Số hồ sơ tiếp nhận trong năm: 2.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'In sổ' })).toBeFocused();
    await expectVisibleFocus(page);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('status').filter({ hasText: '2 hồ sơ, 1 trang.' })).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'In sổ' })).toBeFocused();
    const [book] = (await readdir(station.papers)).filter((name) => name.startsWith('so-theo-doi-'));
    const printed = await inspectPdf(await readFile(path.join(station.papers, book ?? '')));
    expect(printed).toEqual({ ok: true, value: { pageCount: 1 } });
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  test('a supervisor signs in by keyboard; F9 and the palette lead to the board', async () => {
    const { page } = counter;
    await counter.lock();
    await counter.signIn('Phụ trách');
    await page.keyboard.press('F9');
    await expect(counter.screen('Giám sát hàng đợi')).toBeVisible();
    await page.keyboard.press('F2');
    await counter.openPalette();
    await page.keyboard.type('giam sat');
    await page.keyboard.press('Enter');
    await expect(counter.screen('Giám sát hàng đợi')).toBeVisible();
  });
});
