import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import type { PaperFonts } from '#shared/documents/layout/paper-type.ts';
import { renderQrSvgPath } from '#shared/documents/qr-symbol.ts';
import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import { launchApp } from '#test/e2e/support/launch-electron.ts';
import { deadGatewayUrl, makeMachineFolder } from '#test/e2e/support/machine.ts';
import { receiptTexts, type ReceiptLine } from './receipt-texts.ts';

/** Prints the page that is loaded; gives the milliseconds it took inside the browser's process and the bytes. */
export interface ChromiumPrinter {
  print(): Promise<{ readonly tookMs: number; readonly byteCount: number }>;
}

const MAIN = `import { app, BrowserWindow } from 'electron';
app.setPath('userData', process.env.QMC_USER_DATA);
app.whenReady().then(() => new BrowserWindow({ show: false }).loadFile('receipt.html'));
`;

/** The receipt as a web page with our fonts, in a browser that is running and has the page loaded. */
export async function withChromiumPrinter<T>(
  content: IntakeReceipt,
  fonts: PaperFonts,
  work: (printer: ChromiumPrinter) => Promise<T>,
): Promise<T> {
  const machine = await makeMachineFolder();
  const { folder } = machine;
  try {
    await writeFile(path.join(folder, 'package.json'), JSON.stringify({ type: 'module', main: 'main.js' }));
    await writeFile(path.join(folder, 'main.js'), MAIN);
    await writeFile(path.join(folder, 'receipt.html'), toPage(content));
    for (const face of ['regular', 'bold', 'italic'] as const) {
      await writeFile(path.join(folder, `${face}.ttf`), fonts[face]);
    }
    const gatewayUrl = await deadGatewayUrl();
    const { app, page } = await launchApp({ userDataDir: path.join(folder, 'data'), gatewayUrl, entry: folder });
    try {
      await page.evaluate(() => document.fonts.ready.then(() => true));
      return await work({ print: () => printOnce(app) });
    } finally {
      await app.close();
    }
  } finally {
    await machine.remove();
  }
}

function printOnce(app: ElectronApplication): ReturnType<ChromiumPrinter['print']> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('the window is gone');
    const startedAt = performance.now();
    const pdf = await window.webContents.printToPDF({ preferCSSPageSize: true });
    return { tookMs: performance.now() - startedAt, byteCount: pdf.length };
  });
}

function toPage(content: IntakeReceipt): string {
  const texts = receiptTexts(content);
  const qr = renderQrSvgPath(content.qrPayload);
  const side = String(qr.size);
  const line = ({ label, value, isBold = false }: ReceiptLine): string =>
    `<p>${label}: ${isBold ? `<b>${value}</b>` : value}</p>`;
  const cells = (row: readonly string[], tag: string): string =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  const signature = (role: string, name: string): string => `<div><b>${role}</b><br><i>(ký và ghi rõ họ tên)</i>
    <p style="height: 12mm"></p><b>${name}</b></div>`;
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${content.dossierCode}</title><style>
@font-face { font-family: Tinos; src: url(regular.ttf); }
@font-face { font-family: Tinos; font-weight: bold; src: url(bold.ttf); }
@font-face { font-family: Tinos; font-style: italic; src: url(italic.ttf); }
@page { size: 148mm 210mm; margin: 6mm 10.5mm; }
body { font: 9pt/1.25 Tinos; margin: 0; } p { margin: 0; } h1 { font-size: 13pt; text-align: center; margin: 1mm; }
.two { display: grid; grid-template-columns: 1fr 1fr; text-align: center; } svg { width: 22mm; }
table { width: 100%; border-collapse: collapse; } td, th { border: 0.5pt solid; padding: 1pt 3pt; }
.notes { font-size: 7.5pt; }</style><body>
<div class="two"><div>${content.superiorBody.toUpperCase()}<br><b>${content.officeName.toUpperCase()}</b><br>
<svg viewBox="0 0 ${side} ${side}"><path d="${qr.path}"/></svg><br><b>${content.dossierCode}</b></div>
<div><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br><u><b>Độc lập - Tự do - Hạnh phúc</b></u><br>
<i>${texts.dateLine}</i><br>${texts.registration.join('<br>')}</div></div>
<h1>GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ</h1>${texts.above.map(line).join('\n')}
<table>${cells(texts.tableHead, 'th')}${texts.tableRows.map((row) => cells(row, 'td')).join('\n')}</table>
${texts.below.map(line).join('\n')}
<div class="two">${signature('NGƯỜI NỘP HỒ SƠ', '')}${signature('NGƯỜI TIẾP NHẬN', content.officerName)}</div>
<div class="notes">${texts.notes.map((text) => `<p>${text}</p>`).join('\n')}</div></body></html>`;
}
