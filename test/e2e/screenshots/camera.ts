import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import type { CounterPage } from '#test/e2e/support/counter-page.ts';
import { pictureFile } from '#test/e2e/support/scan-files.ts';

const run = promisify(execFile);
const RECEIPT_DPI = 110;
export const NORMAL = { width: 1366, height: 768 };
/** Made-up citizens; the longest name that a card may carry is among them. */
export const CITIZENS = [
  '024185900001|070123456|Lò Thị Mẫu|15081985|Nữ|Thôn Mẫu, Xã Ví Dụ, Tuyên Quang|20092021',
  '008090900002||Vàng A Thử|02031990|Nam|Bản Thử Nghiệm, Xã Mẫu, Tỉnh Mẫu|11052022',
  '008195900003||Nguyễn Phúc Công Tằng Tôn Nữ Hoàng Ngọc Diễm Quỳnh Phương Mẫu|30121995|Nữ|Số 12, Tổ 5, Phường Ví Dụ, Tỉnh Mẫu|01022023',
  '008078900004||Trần Văn Giả Định|19071978|Nam|Thôn Ví Dụ, Xã Mẫu, Tỉnh Mẫu|15062021',
] as const;

/** Takes pictures of the page into the folder. */
export class Camera {
  private readonly room: { readonly counter: CounterPage };
  private readonly folder: string;
  private readonly say: (line: string) => void;

  constructor(room: { readonly counter: CounterPage }, folder: string, say: (line: string) => void) {
    this.room = room;
    this.folder = folder;
    this.say = say;
  }

  get counter(): CounterPage {
    return this.room.counter;
  }

  async resize(size: { readonly width: number; readonly height: number }): Promise<void> {
    // The size of the page, not of the window: a display without a window manager keeps windows a little smaller.
    const session = await this.counter.page.context().newCDPSession(this.counter.page);
    await session.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false });
    await expect.poll(() => this.counter.page.evaluate(() => window.innerWidth)).toBe(size.width);
  }

  async take(name: string): Promise<void> {
    const { page } = this.counter;
    await page.mouse.move(1, 1);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: path.join(this.folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
    this.say(`${name}.png`);
  }

  /** The oldest or newest paper of the folder, as it was printed. */
  async takePaper(papers: string, which: 'first' | 'last', name: string): Promise<void> {
    const paper = (await readdir(papers))
      .filter((file) => file.endsWith('.pdf'))
      .sort()
      .at(which === 'first' ? 0 : -1);
    const target = path.join(this.folder, name);
    await run('pdftoppm', ['-png', '-singlefile', '-r', String(RECEIPT_DPI), path.join(papers, paper ?? ''), target]);
    this.say(`${name}.png`);
  }
}

/** Card, procedure, papers and a scan of one of the made-up citizens. */
export async function fillIn(counter: CounterPage, turn: number, procedureCode: string): Promise<void> {
  await counter.screen('Tiếp nhận hồ sơ').waitFor();
  await counter.readCode(CITIZENS[turn % CITIZENS.length] ?? '');
  await counter.page.getByText('Đã đọc thẻ căn cước').waitFor();
  await counter.page.getByLabel('Điện thoại').fill(`000012340${String(turn)}`);
  await counter.pickProcedure(procedureCode);
  await counter.page.keyboard.press('Control+d');
  const scan = await pictureFile(turn);
  await counter.attach(scan);
  await counter.pages.locator('img').waitFor();
  await counter.typePageCount(1);
  await counter.page.getByText(/^Đã lưu nháp lúc/).waitFor();
}
