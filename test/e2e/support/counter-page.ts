import { expect, type Locator, type Page } from '@playwright/test';

/** PIN of every account of the sample province (docs/catalogue.md). */
export const SAMPLE_PIN = '246810';
export const SIMPLE_PROCEDURE = '2.000635';

/** A made-up citizen's card; `turn` makes another person. */
export function idCardQr(turn: number): string {
  const serial = String(100_000 + turn).slice(-6);
  return `008185${serial}|070123456|Lò Thị Mẫu|15081985|Nữ|Thôn Mẫu, Xã Ví Dụ, Tuyên Quang|20092021`;
}

const ENTER = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };

/** The counter as an officer uses it: with the keyboard, by what is on the screen. Works in both hosts. */
export class CounterPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** @param role words of the account's line (“Phụ trách”); the first account without it */
  async signIn(role?: string): Promise<void> {
    await this.page.getByLabel('Mã PIN').waitFor();
    if (role !== undefined) {
      await this.page.getByRole('radio', { name: role }).check();
      await this.page.getByLabel('Mã PIN').focus();
    }
    await this.page.keyboard.type(SAMPLE_PIN);
    await this.page.keyboard.press('Enter');
    // The screen is the one that was left.
    await this.page.getByRole('navigation', { name: 'Các màn hình' }).waitFor();
    await this.page.getByRole('heading', { level: 1 }).waitFor();
  }

  screen(title: string): Locator {
    return this.page.getByRole('heading', { level: 1, name: title, exact: true });
  }

  /** A setting, which is the chosen one when it is stored. */
  async choose(option: string): Promise<void> {
    await this.page.getByRole('radio', { name: option }).click();
    await expect(this.page.getByRole('radio', { name: option })).toBeChecked();
  }

  /** Back to the sign-in screen. */
  async lock(): Promise<void> {
    await this.page.getByTitle('Khóa màn hình').press('Enter');
    await this.page.getByLabel('Mã PIN').waitFor();
  }

  get procedurePicker(): Locator {
    return this.page.getByRole('combobox', { name: 'Thủ tục' });
  }

  /** The button that marks all required papers: there once a procedure is picked. */
  get checklist(): Locator {
    return this.page.getByRole('button', { name: 'Đã nhận đủ giấy tờ bắt buộc' });
  }

  /** An entry of the open list, in the picker or the palette. */
  option(name: string): Locator {
    return this.page.getByRole('option', { name });
  }

  async openPalette(): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await expect(this.page.getByRole('combobox', { name: 'Lệnh nhanh' })).toBeFocused();
  }

  /** The entry that Enter would take, as a screen reader is told. */
  async readHighlighted(): Promise<string> {
    return this.page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant') ?? '';
      return document.getElementById(id)?.textContent ?? '';
    });
  }

  async waitForHighlight(name: string): Promise<void> {
    await expect.poll(() => this.readHighlighted()).toContain(name);
  }

  /** Presses the arrow key until the entry is the highlighted one. */
  async moveToOption(name: string): Promise<void> {
    const count = await this.page.getByRole('option').count();
    for (let step = 0; step <= count; step += 1) {
      const highlighted = await this.readHighlighted();
      if (highlighted.includes(name)) return;
      await this.page.keyboard.press('ArrowDown');
      await expect.poll(() => this.readHighlighted()).not.toBe(highlighted);
    }
    throw new Error(`no key leads to ${name}`);
  }

  /** Presses Tab until an element of that role has the focus. */
  async tabTo(role: 'grid' | 'button' | 'searchbox', name?: string): Promise<void> {
    const wanted = this.page.getByRole(role, name === undefined ? {} : { name });
    for (let step = 0; step < 40; step += 1) {
      await this.page.keyboard.press('Tab');
      if (await wanted.evaluate((element) => element.contains(document.activeElement))) return;
    }
    throw new Error(`Tab does not lead to ${role} ${name ?? ''}`);
  }

  /** Numbers are leased: the counter can work alone from now on. */
  async waitForNumbers(): Promise<void> {
    await this.page.getByText(/^Còn [1-9]\d* số hôm nay$/).waitFor();
  }

  /** A code reader as a keyboard: trusted key events with a code's characters, 3 ms apart, then Enter. */
  async readCode(text: string): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const startS = Date.now() / 1_000;
    const keys = [...Array.from(text, (key) => ({ key, text: key })), ENTER];
    // Sent without waiting in between, each with its own time: the machine's load does not make the reader slower.
    await Promise.all(
      keys.flatMap((key, index) =>
        (['keyDown', 'keyUp'] as const).map((type) =>
          session.send('Input.dispatchKeyEvent', { ...key, type, timestamp: startS + index * 0.003 }),
        ),
      ),
    );
    await session.detach();
  }

  async readCard(turn: number): Promise<void> {
    await this.readCode(idCardQr(turn));
    await this.page.getByText('Đã đọc thẻ căn cước').waitFor();
  }

  /** By code, in the picker that has the focus after the card was read. */
  async pickProcedure(code: string): Promise<void> {
    await this.page.keyboard.press('Control+p');
    await this.page.keyboard.type(code);
    await this.option(code).waitFor();
    await this.page.keyboard.press('Enter');
    await this.checklist.waitFor();
  }

  /** No money changes hands now, so that no paper about money comes out. */
  async payLater(): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Thu phí' }).selectOption({ label: 'Chưa thu' });
  }

  /** Puts a file on the paper that takes files now (the first of the list). */
  async attach(file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }): Promise<void> {
    await this.page.locator('input[type=file]').first().setInputFiles(file);
  }

  /** The same with files of this machine's disk, as the file dialog gives them. */
  async attachFrom(paths: readonly string[]): Promise<void> {
    await this.page
      .locator('input[type=file]')
      .first()
      .setInputFiles([...paths]);
  }

  /** The scanned pages of the paper that takes pages now, in their order. */
  get pages(): Locator {
    return this.pageStrip.getByRole('option');
  }

  /** Their strip, which has the focus as a whole. */
  get pageStrip(): Locator {
    return this.page.getByRole('listbox', { name: 'Các trang quét' });
  }

  /** How many pages the paper has, as the officer counts them. @param paper its name; the one that has pages when left out */
  async typePageCount(count: number, paper?: string | RegExp): Promise<void> {
    const rows = this.page.getByRole('listitem');
    const row =
      paper === undefined ? this.page : rows.filter({ has: this.page.getByRole('checkbox', { name: paper }) });
    await row.getByLabel('Số trang trên giấy').fill(String(count));
    await expect(row.getByText(`Khớp ${String(count)} trang ảnh`)).toBeVisible();
  }

  /** The intake form from wherever the officer is, ready to hear a code reader. */
  async openIntake(): Promise<void> {
    await this.page.keyboard.press('F2');
    await this.screen('Tiếp nhận hồ sơ').waitFor();
    await this.page.getByLabel('Họ và tên').waitFor();
  }

  /** An empty form, wherever the officer is; what was typed stays in the list of drafts. */
  async startEmpty(): Promise<void> {
    await this.page.keyboard.press('F2');
    // The screen of intake, with its form or with the dossier that was accepted last.
    await this.screen('Tiếp nhận hồ sơ').or(this.page.getByTestId('dossier-code')).waitFor();
    await this.page.keyboard.press('Alt+n');
    await this.screen('Tiếp nhận hồ sơ').waitFor();
    await expect(this.page.getByLabel('Họ và tên')).toHaveValue('');
  }

  async accept(): Promise<string> {
    await this.page.keyboard.press('Control+Enter');
    return this.readOfficialCode();
  }

  /** The code on the screen after acceptance. */
  async readOfficialCode(): Promise<string> {
    const code = this.page.getByTestId('dossier-code');
    await code.waitFor();
    return (await code.innerText()).trim();
  }

  async waitUntilPrinted(): Promise<void> {
    await this.page.getByText(/^(Đã gửi máy in bản số \d+|Bản số \d+ đã in xong)$/).waitFor();
  }

  async nextCitizen(): Promise<void> {
    await expect(this.page.getByRole('button', { name: 'Công dân tiếp theo' })).toBeFocused();
    await this.page.keyboard.press('Enter');
    await this.screen('Tiếp nhận hồ sơ').waitFor();
  }

  /** On the queue screen: ends every wait of our own. */
  async sendNow(): Promise<void> {
    await this.page.getByRole('button', { name: 'Gửi ngay' }).click();
  }

  async waitUntilNothingWaits(timeoutMs: number): Promise<void> {
    await this.page.getByText('Không có mục chờ gửi').waitFor({ timeout: timeoutMs });
  }
}
