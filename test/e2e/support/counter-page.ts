import type { Locator, Page } from '@playwright/test';

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

  async signIn(): Promise<void> {
    await this.page.getByLabel('Mã PIN').waitFor();
    await this.page.keyboard.type(SAMPLE_PIN);
    await this.page.keyboard.press('Enter');
    await this.screen('Tiếp nhận hồ sơ').waitFor();
  }

  screen(title: string): Locator {
    return this.page.getByRole('heading', { level: 1, name: title, exact: true });
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
    await this.page.getByRole('option', { name: code }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('button', { name: 'Đã nhận đủ giấy tờ bắt buộc' }).waitFor();
  }

  /** Puts a file on the paper that takes files now (the first of the list). */
  async attach(file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }): Promise<void> {
    await this.page.locator('input[type=file]').first().setInputFiles(file);
  }

  async accept(): Promise<string> {
    await this.page.keyboard.press('Control+Enter');
    const code = this.page.getByTestId('dossier-code');
    await code.waitFor();
    return (await code.innerText()).trim();
  }

  async waitUntilPrinted(): Promise<void> {
    await this.page.getByText(/^Đã gửi máy in bản số \d+$/).waitFor();
  }

  async nextCitizen(): Promise<void> {
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
