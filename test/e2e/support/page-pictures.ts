import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import fontkit from '@cantoo/fontkit';
import { PDFDocument, type PDFFont } from 'pdf-lib';
import { PROJECT_ROOT } from '#scripts/project-paths.ts';

const run = promisify(execFile);
const SCAN_DPI = '200';
const FONT = path.join(PROJECT_ROOT, 'shared/documents/fonts/tinos-regular.ttf');
const A4: [number, number] = [595, 842];
const LINES = 12;
const LINE =
  'Điều khoản mẫu: ông (bà) khai thông tin đúng sự thật, ký và ghi rõ họ tên; giấy này chỉ dùng để thử máy quét.';

/** What lies in the feeder: a printed page, one with these lines, an empty one, or the nth of the separator sheets. */
export type Sheet = 'text' | 'blank' | { readonly lines: readonly string[] } | { readonly separator: number };

/**
 * Pictures of the sheets as a scanner at 200 dpi makes them: JPEG files in `folder`, in their order.
 * @param separators the printed separator sheets, a PDF; none where none is among the sheets
 */
export async function writePagePictures(
  folder: string,
  sheets: readonly Sheet[],
  separators?: Uint8Array,
): Promise<readonly string[]> {
  const pile = await PDFDocument.create();
  pile.registerFontkit(fontkit);
  const font = await pile.embedFont(await readFile(FONT), { subset: true });
  const printed = separators === undefined ? pile : await PDFDocument.load(separators);
  for (const [place, sheet] of sheets.entries()) {
    if (sheet === 'blank') pile.addPage(A4);
    else if (sheet === 'text') drawText(pile, font, `Trang ${String(place + 1)}`);
    else if ('lines' in sheet) drawLines(pile, font, sheet.lines);
    else for (const page of await pile.copyPages(printed, [sheet.separator - 1])) pile.addPage(page);
  }
  await mkdir(folder, { recursive: true });
  const pdf = path.join(folder, 'pile.pdf');
  await writeFile(pdf, await pile.save());
  await run('pdftoppm', ['-jpeg', '-r', SCAN_DPI, pdf, path.join(folder, 'sheet')]);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jpg')).sort();
  return names.map((name) => path.join(folder, name));
}

function drawText(pile: PDFDocument, font: PDFFont, title: string): void {
  const page = pile.addPage(A4);
  page.drawText(title, { x: 60, y: 780, size: 20, font });
  for (let line = 0; line < LINES; line += 1) {
    page.drawText(LINE.slice(line % 7), { x: 60, y: 745 - line * 18, size: 9.5, font });
  }
}

function drawLines(pile: PDFDocument, font: PDFFont, lines: readonly string[]): void {
  const page = pile.addPage(A4);
  for (const [line, text] of lines.entries()) page.drawText(text, { x: 60, y: 770 - line * 24, size: 13, font });
}
