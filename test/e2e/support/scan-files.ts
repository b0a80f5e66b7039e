import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { PROJECT_ROOT } from '#scripts/project-paths.ts';
import { samplePdf } from '#test/support/sample-pdf.ts';

export interface ScanFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
  readonly sha256: string;
}

const PAGE = path.join(PROJECT_ROOT, 'test/fixtures/scans/page-1.png');
const END_OF_PNG = 12;

/** A PDF of one page, which goes to the province as it is; its bytes differ with `turn`. */
export function scanFile(turn: number, paddingBytes = 0): ScanFile {
  const buffer = Buffer.from(samplePdf(`turn ${String(turn)}`, paddingBytes));
  return { name: `giay-to-${String(turn)}.pdf`, mimeType: 'application/pdf', buffer, sha256: sha256(buffer) };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A page image whose bytes differ with `turn`: the same picture with a note of its own in a text chunk. */
export async function pictureFile(turn: number): Promise<ScanFile> {
  const page = await readFile(PAGE);
  const note = chunk('zTXt', Buffer.concat([Buffer.from('turn\0\0'), deflateSync(Buffer.from(String(turn)))]));
  const buffer = Buffer.concat([page.subarray(0, -END_OF_PNG), note, page.subarray(-END_OF_PNG)]);
  return { name: `trang-${String(turn)}.png`, mimeType: 'image/png', buffer, sha256: sha256(buffer) };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

/** CRC-32 of the PNG specification; Node 20.19 has no zlib.crc32. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
