import { degrees, PDFDocument, PDFName, StandardFonts, TextRenderingMode, setTextRenderingMode } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { extractPagePictures } from '#shared/documents/extract-page-pictures.ts';
import { samplePdf } from '#test/support/sample-pdf.ts';

/** A grey JPEG of one kind of content; large enough for its head, which is all that is looked at. */
function jpeg(widthPx: number, heightPx: number, note: number): Uint8Array<ArrayBuffer> {
  const size = [heightPx >> 8, heightPx & 0xff, widthPx >> 8, widthPx & 0xff];
  return Uint8Array.from([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0],
    ...[0xff, 0xfe, 0, 3, note],
    ...[0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0],
    ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 7, 0xff, 0xd9],
  ]);
}

const A5 = [420, 595] as const;
const PICTURES = [jpeg(1167, 1653, 1), jpeg(1167, 1653, 2)];

async function scannedPdf(change: (document: PDFDocument) => Promise<void> | void = () => undefined) {
  const document = await PDFDocument.create();
  for (const picture of PICTURES) {
    const page = document.addPage([...A5]);
    page.drawImage(await document.embedJpg(picture), { x: 0, y: 0, width: A5[0], height: A5[1] });
  }
  await change(document);
  return document.save();
}

describe('pages of a scanned PDF', () => {
  it('are its pictures, byte for byte and in order, with their resolution', async () => {
    const found = await extractPagePictures(await scannedPdf());
    expect(found?.map((page) => [...page.jpeg])).toEqual(PICTURES.map((picture) => [...picture]));
    expect(found?.map(({ dpi, turnedBy }) => [dpi, turnedBy])).toEqual([
      [200, 0],
      [200, 0],
    ]);
  });

  it('are turned as the file shows them', async () => {
    const turned = await scannedPdf((document) => {
      document.getPage(1).setRotation(degrees(-90));
    });
    expect((await extractPagePictures(turned))?.map(({ turnedBy }) => turnedBy)).toEqual([0, 270]);
  });

  it('may have text under them that nobody sees', async () => {
    const searchable = await scannedPdf(async (document) => {
      const page = document.getPage(0);
      page.setFont(await document.embedFont(StandardFonts.Helvetica));
      page.pushOperators(setTextRenderingMode(TextRenderingMode.Invisible));
      page.drawText('So 12/GKS', { x: 10, y: 10 });
    });
    expect(await extractPagePictures(searchable)).toHaveLength(2);
  });
});

describe('a PDF stays the file that it is', () => {
  it.each<readonly [string, (document: PDFDocument) => Promise<void> | void]>([
    [
      'with text that is to be seen',
      async (document) => {
        document.getPage(0).setFont(await document.embedFont(StandardFonts.Helvetica));
        document.getPage(0).drawText('So 12/GKS', { x: 10, y: 10 });
      },
    ],
    [
      'with a second picture on a page',
      async (document) => {
        document.getPage(0).drawImage(await document.embedJpg(jpeg(10, 10, 3)), { x: 0, y: 0, width: 50, height: 50 });
      },
    ],
    [
      'with a page that is not filled by its picture',
      async (document) => {
        const page = document.addPage([...A5]);
        page.drawImage(await document.embedJpg(jpeg(100, 100, 4)), { x: 20, y: 20, width: 100, height: 100 });
      },
    ],
    [
      'with a line drawn over a scan',
      (document) => {
        document.getPage(0).drawLine({ start: { x: 0, y: 0 }, end: { x: 100, y: 100 } });
      },
    ],
    [
      'with an empty page',
      (document) => {
        document.addPage([...A5]);
      },
    ],
    [
      'with a signature',
      (document) => {
        document.context.register(document.context.obj({ Type: PDFName.of('Sig'), ByteRange: [0, 10, 20, 30] }));
      },
    ],
    [
      'with a password',
      (document) => {
        document.encrypt({ userPassword: '', ownerPassword: 'chu' });
      },
    ],
  ])('%s', async (_, change) => {
    expect(await extractPagePictures(await scannedPdf(change))).toBeUndefined();
  });

  it('without a picture, or damaged', async () => {
    expect(await extractPagePictures(samplePdf('mẫu'))).toBeUndefined();
    expect(await extractPagePictures((await scannedPdf()).slice(0, 400))).toBeUndefined();
  });
});
