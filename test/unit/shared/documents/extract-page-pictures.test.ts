import { degrees, PDFName, type PDFDocument, StandardFonts, TextRenderingMode, setTextRenderingMode } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { extractPagePictures } from '#shared/documents/extract-page-pictures.ts';
import { A5, headOfJpeg, PICTURES, scannedPdf } from '#test/support/scanned-pdf.ts';
import { samplePdf } from '#test/support/sample-pdf.ts';

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
        document
          .getPage(0)
          .drawImage(await document.embedJpg(headOfJpeg(10, 10, 3)), { x: 0, y: 0, width: 50, height: 50 });
      },
    ],
    [
      'with a page that is not filled by its picture',
      async (document) => {
        const page = document.addPage([...A5]);
        page.drawImage(await document.embedJpg(headOfJpeg(100, 100, 4)), { x: 20, y: 20, width: 100, height: 100 });
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
