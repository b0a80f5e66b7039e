import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';

interface Making {
  readonly pages?: number;
  readonly passwords?: { readonly userPassword: string; readonly ownerPassword: string };
  readonly useObjectStreams?: boolean;
}

async function makePdf({ pages = 2, passwords, useObjectStreams = true }: Making): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([200, 300]);
  if (passwords !== undefined) document.encrypt(passwords);
  return await document.save({ useObjectStreams, addDefaultPage: false });
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

async function codeOf(bytes: Uint8Array): Promise<string> {
  const inspected = await inspectPdf(bytes);
  return inspected.ok ? `${String(inspected.value.pageCount)} pages` : inspected.error.code;
}

describe('inspecting an imported PDF', () => {
  it.each([true, false])('counts the pages (object streams: %s)', async (useObjectStreams) => {
    expect(await codeOf(await makePdf({ pages: 3, useObjectStreams }))).toBe('3 pages');
  });

  it('accepts padding by the scanner before and after the document', async () => {
    const sound = await makePdf({});
    expect(await codeOf(new Uint8Array([...sound, ...new Uint8Array(4096)]))).toBe('2 pages');
    expect(await codeOf(new Uint8Array([...text('\r\n\r\n'), ...sound]))).toBe('2 pages');
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a web page', text('<!doctype html><title>504</title>')],
    ['a JPEG', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46])],
  ])('sees that %s under the name of a PDF is none', async (_, bytes) => {
    expect(await codeOf(bytes)).toBe('notAPdf');
  });

  it('sees at every length that a file was cut off', async () => {
    const sound = await makePdf({ pages: 5 });
    for (let length = 20; length < sound.length - 8; length += 7) {
      expect(await codeOf(sound.subarray(0, length))).toBe('pdfDamaged');
    }
  });

  it('sees damage between a sound beginning and a sound end', async () => {
    const damaged = (await makePdf({ pages: 5 })).slice();
    for (let at = 40; at < damaged.length - 40; at += 3) damaged[at] = 0x41;
    expect(await codeOf(damaged)).toBe('pdfDamaged');
    expect(await codeOf(text('%PDF-1.7\nxin chao\n%%EOF'))).toBe('pdfDamaged');
  });

  it.each([true, false])('sees that a password is needed (object streams: %s)', async (useObjectStreams) => {
    const passwords = { userPassword: 'mo-ra', ownerPassword: 'chu' };
    expect(await codeOf(await makePdf({ passwords, useObjectStreams }))).toBe('pdfEncrypted');
  });

  it.each([true, false])(
    'accepts a file protected only against change (object streams: %s)',
    async (useObjectStreams) => {
      const passwords = { userPassword: '', ownerPassword: 'chu' };
      expect(await codeOf(await makePdf({ passwords, useObjectStreams }))).toBe('2 pages');
    },
  );

  it('sees a document without a page', async () => {
    expect(await codeOf(await makePdf({ pages: 0 }))).toBe('pdfEmpty');
  });

  it('only reads the bytes', async () => {
    const bytes = await makePdf({});
    const before = bytes.slice();
    await inspectPdf(bytes);
    expect(bytes).toEqual(before);
  });
});
