import type { Locator, Page } from '@playwright/test';
import type { CounterPage } from '#test/e2e/support/counter-page.ts';
import type { BenchRow } from './bench-row.ts';
import { withCounter } from './support/counter-app.ts';
import { formatMs } from './support/figures.ts';
import { LongTasks, longTaskRatio } from './support/long-tasks.ts';

/** Slower than a code reader, faster than an officer: about eleven keys a second. */
const KEY_EVERY_MS = 90;
const LETTERS = 'nguyen thi an so 5 duong mau to dan pho 1';
const DIGITS = '0123456789'.repeat(4);
const KEYS = 40;
/** With fees by page and copy, and papers that stay. */
const PROCEDURE = '2.000635';
const TEXT_FIELDS =
  'input:not([type=checkbox],[type=radio],[type=file],[type=hidden],[type=button],[tabindex="-1"]), textarea';

/** A task that is the app's own comes back when the same keys are typed again; one that another program caused does not. */
const TRIES = 3;

interface Typed {
  readonly field: string;
  /** Long tasks of each try; the last try has none unless every try had some. */
  readonly tries: readonly (readonly number[])[];
}

/**
 * Forty real key presses in every text field of intake – for a citizen, with somebody who hands in, for an organisation,
 * in both dialogs – in the search of the list and in the palette, over 20,000 dossiers.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const typed = await withCounter(async (counter) => {
    const typist = new Typist(counter.page, await LongTasks.watch(counter.page));
    await typeInIntake(counter, typist);
    await typeInDialogs(counter.page, typist);
    await counter.page.keyboard.press('Control+k');
    await typist.typeInEveryField(counter.page.getByRole('dialog'), 'palette');
    await counter.page.keyboard.press('Escape');
    await counter.page.getByRole('dialog').waitFor({ state: 'detached' });
    await counter.page.keyboard.press('F3');
    await counter.screen('Hồ sơ đã tiếp nhận').waitFor();
    await counter.page.getByRole('row').nth(5).waitFor();
    await typist.settle();
    await typist.typeInEveryField(counter.page.getByRole('main'), 'list');
    return typist.typed;
  });
  const ratio = Math.max(...typed.map(({ tries }) => Math.min(...tries.map(longTaskRatio))));
  return [{ name: 'typing, longest task against 50 ms', ratio, limit: 1, detail: describe(typed) }];
}

function describe(typed: readonly Typed[]): string {
  const isSlow = ({ tries }: Typed): boolean => tries.every((longTasks) => longTasks.length > 0);
  const wasDisturbed = ({ tries }: Typed): boolean => tries.length > 1;
  const tellTries = ({ field, tries }: Typed): string =>
    `${field}: ${tries.map((longTasks) => longTasks.map(formatMs).join(' ') || 'none').join(' / ')}`;
  const disturbed = typed.filter(wasDisturbed);
  return [
    `${String(typed.filter(isSlow).length)} of ${String(typed.length)} fields with a task over 50 ms in every try`,
    `${String(KEYS)} keys each`,
    ...(disturbed.length === 0 ? [] : [`typed again: ${disturbed.map(tellTries).join(', ')}`]),
  ].join('; ');
}

async function typeInIntake({ page }: CounterPage, typist: Typist): Promise<void> {
  const main = page.getByRole('main');
  const picker = main.getByRole('combobox').first();
  await typist.typeIn(picker, 'intake, procedure');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(PROCEDURE, { delay: KEY_EVERY_MS });
  await page.getByRole('option', { name: PROCEDURE }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Đã nhận đủ giấy tờ bắt buộc' }).waitFor();
  await page.getByText('Chủ hồ sơ tự nộp').click();
  await page.getByLabel('Tư cách người nộp').selectOption('authorisedRepresentative');
  await typist.typeInEveryField(main, 'intake, citizen');
  await page.getByRole('button', { name: 'Tổ chức', exact: true }).click();
  await typist.typeInEveryField(main, 'intake, organisation');
}

async function typeInDialogs(page: Page, typist: Typist): Promise<void> {
  for (const name of ['Yêu cầu bổ sung', 'Từ chối']) {
    await page.getByRole('button', { name, exact: true }).click();
    await typist.typeInEveryField(page.getByRole('dialog'), name);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
}

class Typist {
  readonly typed: Typed[] = [];
  readonly #page: Page;
  readonly #longTasks: LongTasks;

  constructor(page: Page, longTasks: LongTasks) {
    this.#page = page;
    this.#longTasks = longTasks;
  }

  /** What opening a screen has cost is not the typing's. */
  async settle(): Promise<void> {
    await this.#page.waitForTimeout(500);
    await this.#longTasks.take();
  }

  async typeInEveryField(place: Locator, name: string): Promise<void> {
    await place.locator(TEXT_FIELDS).first().waitFor();
    const fields = await place.locator(TEXT_FIELDS).filter({ visible: true }).all();
    for (const [at, field] of fields.entries()) await this.typeIn(field, `${name} ${String(at + 1)}`);
  }

  async typeIn(field: Locator, name: string): Promise<void> {
    const tries: (readonly number[])[] = [];
    do tries.push(await this.#tryIn(field, name));
    while (tries.length < TRIES && (tries.at(-1) ?? []).length > 0);
    this.typed.push({ field: name, tries });
  }

  /** @throws Error when nothing arrives in the field */
  async #tryIn(field: Locator, name: string): Promise<readonly number[]> {
    await field.focus();
    await field.press('Control+a');
    await field.press('Delete');
    await this.settle();
    const isNumeric = (await field.getAttribute('inputmode')) === 'numeric';
    const keys = (isNumeric ? DIGITS : LETTERS).slice(0, KEYS);
    await this.#page.keyboard.type(keys, { delay: KEY_EVERY_MS });
    const value = await field.inputValue();
    if (value === '') throw new Error(`nothing was typed into ${name}`);
    await this.#page.waitForTimeout(300);
    return this.#longTasks.take();
  }
}
