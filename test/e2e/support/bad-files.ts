import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { pictureFile } from './scan-files.ts';

export interface BadFile {
  readonly name: string;
  /** Where it lies. */
  readonly path: string;
  /** What the officer must read about it. */
  readonly message: RegExp;
}

const BIG_IMAGE_BYTES = 200 * 1024 * 1024;
const JPEG_HEAD = [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00];

/** Every kind of file a citizen's memory stick may bring that cannot be taken, written into `folder`. */
export async function writeBadFiles(folder: string): Promise<readonly BadFile[]> {
  const { buffer: png } = await pictureFile(1);
  const pdf = await onePagePdf();
  const contents: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['rong.png', Buffer.alloc(0), /không có nội dung \(0 byte\)/],
    ['hong.png', Buffer.concat([png.subarray(0, 64), Buffer.alloc(400, 0x5a)]), /Ảnh bị hỏng/],
    ['hong.jpg', Buffer.concat([Buffer.from(JPEG_HEAD), Buffer.alloc(400, 0x5a)]), /Ảnh bị hỏng/],
    ['trang-mang.pdf', Buffer.from('<!doctype html><p>Không phải PDF</p>'), /nội dung không phải PDF/],
    ['cut-ngan.pdf', pdf.subarray(0, Math.floor(pdf.length / 3)), /PDF bị hỏng/],
    ['mat-khau.pdf', await encryptedPdf(), /PDF có mật khẩu/],
    ['bang-tinh.xlsx', Buffer.from('PK\u0003\u0004 not a scan'), /Chỉ nhận ảnh JPEG, PNG, TIFF hoặc tệp PDF/],
  ];
  const written = contents.map(async ([name, bytes, message]): Promise<BadFile> => {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    return { name, path: file, message };
  });
  return Promise.all([...written, writeBigImage(folder, png)]);
}

/** A sparse file: 200 MB to the reader, a few kilobytes on the disk. */
async function writeBigImage(folder: string, head: Uint8Array): Promise<BadFile> {
  const file = path.join(folder, 'anh-200-mb.png');
  const handle = await open(file, 'w');
  await handle.write(head);
  await handle.truncate(BIG_IMAGE_BYTES);
  await handle.close();
  return { name: path.basename(file), path: file, message: /Tệp lớn 209,7 MB, vượt mức 31,5 MB/ };
}

async function onePagePdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([420, 595]).drawText('Trang mau', { x: 40, y: 500 });
  return document.save({ useObjectStreams: false });
}

async function encryptedPdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([420, 595]).drawText('Trang mau', { x: 40, y: 500 });
  document.encrypt({ userPassword: 'mat-khau-mau', ownerPassword: 'chu-so-huu-mau' });
  return document.save({ useObjectStreams: false });
}
