import { PDFDocument } from 'pdf-lib';

/** A grey JPEG of one kind of content; large enough for its head, which is all that is looked at. */
export function headOfJpeg(widthPx: number, heightPx: number, note: number): Uint8Array<ArrayBuffer> {
  const size = [heightPx >> 8, heightPx & 0xff, widthPx >> 8, widthPx & 0xff];
  return Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0],
    ...[0xff, 0xfe, 0, 3, note],
    ...[0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0],
    ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 7, 0xff, 0xd9],
  ]);
}

/** In points. */
export const A5 = [420, 595] as const;
export const PICTURES = [headOfJpeg(1167, 1653, 1), headOfJpeg(1167, 1653, 2)];

/** A PDF of two scans, before `change`. */
export async function scannedPdf(change: (document: PDFDocument) => Promise<void> | void = () => undefined) {
  const document = await PDFDocument.create();
  for (const picture of PICTURES) {
    const page = document.addPage([...A5]);
    page.drawImage(await document.embedJpg(picture), { x: 0, y: 0, width: A5[0], height: A5[1] });
  }
  await change(document);
  return document.save();
}
