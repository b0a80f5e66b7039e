import pdfmake from 'pdfmake';
import { A5_PORTRAIT } from '#shared/documents/forms/form-page.ts';
import type { PaperFonts } from '#shared/documents/layout/paper-type.ts';
import type { IntakeReceipt } from '#shared/domain/issued-document.ts';
import { receiptTexts, type ReceiptLine } from './receipt-texts.ts';

/** Puts our fonts where pdfmake finds them; it may read nothing else. */
export function preparePdfmake(fonts: PaperFonts): void {
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  for (const face of ['regular', 'bold', 'italic'] as const) {
    pdfmake.virtualfs.writeFileSync(`${face}.ttf`, Buffer.from(fonts[face]));
  }
  const files = { normal: 'regular.ttf', bold: 'bold.ttf', italics: 'italic.ttf', bolditalics: 'bold.ttf' };
  pdfmake.setFonts({ Tinos: files });
}

/** The receipt as pdfmake sets it: two columns, QR symbol, table, signatures, notes. */
export function renderWithPdfmake(content: IntakeReceipt): Promise<Uint8Array> {
  const texts = receiptTexts(content);
  const centre = { alignment: 'center' };
  const { width, height } = A5_PORTRAIT.size;
  const columns = [
    [
      { text: content.superiorBody.toUpperCase(), ...centre },
      { text: content.officeName.toUpperCase(), bold: true, ...centre },
      { qr: content.qrPayload, fit: 66, eccLevel: 'M', ...centre },
      { text: content.dossierCode, bold: true, ...centre },
    ],
    [
      { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true, ...centre },
      { text: 'Độc lập - Tự do - Hạnh phúc', bold: true, decoration: 'underline', ...centre },
      { text: texts.dateLine, italics: true, ...centre },
      ...texts.registration.map((text) => ({ text, ...centre })),
    ],
  ];
  const signature = (role: string, name: string) => [
    { text: role, bold: true, ...centre },
    { text: '(ký và ghi rõ họ tên)', italics: true, margin: [0, 0, 0, 30], ...centre },
    { text: name, bold: true, ...centre },
  ];
  return pdfmake
    .createPdf({
      pageSize: { width, height },
      pageMargins: [30, 17, 30, 16],
      defaultStyle: { font: 'Tinos', fontSize: 9 },
      content: [
        { columns },
        { text: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ', bold: true, fontSize: 13, ...centre },
        ...texts.above.map(toLine),
        { table: { headerRows: 1, widths: [20, '*', 34, 50, 34], body: [texts.tableHead, ...texts.tableRows] } },
        ...texts.below.map(toLine),
        { columns: [signature('NGƯỜI NỘP HỒ SƠ', ' '), signature('NGƯỜI TIẾP NHẬN', content.officerName)] },
        ...texts.notes.map((text) => ({ text, fontSize: 7.5 })),
      ],
    })
    .getBuffer();
}

function toLine({ label, value, isBold = false }: ReceiptLine) {
  const shown: Readonly<Record<string, unknown>> = { text: value, bold: isBold };
  return { text: [`${label}: `, shown] };
}
