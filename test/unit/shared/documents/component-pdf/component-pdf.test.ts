import { inflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { streamZlib } from '#renderer/workflows/papers/stream-zlib.ts';
import {
  buildComponentPdf,
  type ComponentPdf,
  type ComponentPdfInput,
} from '#shared/documents/component-pdf/component-pdf.ts';
import { inspectPdf } from '#shared/documents/inspect-pdf.ts';
import { readPaperFonts } from '#test/fixtures/golden/paper-fonts.ts';
import { componentInput, pageInput, readPage } from '#test/support/component-input.ts';
import { sampleJpeg } from '#test/support/sample-jpeg.ts';

const tools = { font: readPaperFonts().regular, zlib: streamZlib };

async function build(pages: ComponentPdfInput['pages']): Promise<ComponentPdf> {
  const built = await buildComponentPdf(componentInput(pages), tools);
  if (!built.ok) throw new Error(built.error.code);
  return built.value;
}
const contains = (pdf: ComponentPdf, bytes: Buffer): boolean => Buffer.from(pdf.bytes).includes(bytes);
const textOf = (pdf: ComponentPdf): string => Buffer.from(pdf.bytes).toString('latin1');

describe('the PDF of a component', () => {
  it('[DG7] holds every JPEG byte for byte, in the order of the paper', async () => {
    const pictures = ['một', 'hai', 'ba'].map((note) => sampleJpeg(note));
    const pdf = await build(pictures.map((picture, index) => pageInput(index + 1, picture)));
    const places = pictures.map((picture) => Buffer.from(pdf.bytes).indexOf(picture));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(pdf).toMatchObject({ pageCount: 3, hasTextLayer: false, conformance: 'PDF 1.7' });
    expect(await inspectPdf(pdf.bytes)).toEqual({ ok: true, value: { pageCount: 3 } });
  });

  it('[DG7] is the same file for the same input, and nothing of the input is changed', async () => {
    const pages = [pageInput(1, sampleJpeg('một'), {}, readPage(1654, 2339, ['Cộng hòa']))];
    const before = structuredClone(pages);
    const first = await build(pages);
    expect(Buffer.compare(first.bytes, (await build(pages)).bytes)).toBe(0);
    expect(pages).toEqual(before);
  });

  it('says where every object is', async () => {
    const { bytes } = await build([pageInput(1, sampleJpeg('một'), {}, readPage(1654, 2339, ['Cộng hòa']))]);
    const text = Buffer.from(bytes).toString('latin1');
    const table = text.slice(Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]));
    const offsets = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    expect(table.startsWith(`xref\n0 ${String(offsets.length + 1)}\n0000000000 65535 f \n`)).toBe(true);
    expect(offsets.length).toBeGreaterThan(15);
    offsets.forEach((offset, index) => {
      expect(text.slice(offset, offset + 12)).toMatch(new RegExp(`^${String(index + 1)} 0 obj\n`));
    });
  });

  it('[DG7] says how it was captured and nothing else, in XMP and in its information alike', async () => {
    const picture = sampleJpeg('một');
    const pdf = await build([pageInput(1, picture), pageInput(2, sampleJpeg('hai'), { dpi: 300, deviceName: null })]);
    const document = await PDFDocument.load(pdf.bytes, { updateMetadata: false });
    expect(document.getTitle()).toBe('Tờ khai đăng ký khai sinh (mẫu)');
    expect(document.getCreationDate()?.toISOString()).toBe('2026-11-20T02:03:04.000Z');
    const xmp = Buffer.from(pdf.bytes).toString('utf8');
    expect(xmp).toContain('<rdf:li xml:lang="x-default">Tờ khai đăng ký khai sinh (mẫu)</rdf:li>');
    expect(xmp).toContain('<xmp:CreateDate>2026-11-20T02:03:04Z</xmp:CreateDate>');
    expect(xmp).toContain('<qmc:devices>Máy quét &lt;mẫu&gt; &amp; Co; scanner</qmc:devices>');
    expect(xmp).toContain('<qmc:dpi>200 300</qmc:dpi>');
    expect(xmp).toContain('<qmc:pageCount>2</qmc:pageCount>');
    expect(xmp).toContain(pageInput(1, picture).page.hash);
    expect(xmp).not.toContain('pdfaid');
  });

  it('keeps to what PDF/A-2b asks of a file like this', async () => {
    const text = textOf(await build([pageInput(1, sampleJpeg('một'), {}, readPage(1654, 2339, ['Hòa']))]));
    expect(text).toMatch(/\/OutputIntents \[<< \/Type \/OutputIntent \/S \/GTS_PDFA1 .*\/DestOutputProfile/);
    expect(text).toMatch(/\/ID \[<c000000000004000800000000000000c> <c000000000004000800000000000000c>\]/);
    expect(text).toContain('/FontFile2');
    expect(text).not.toMatch(/\/Encrypt|\/SMask|\/Group|\/JavaScript|\/ObjStm/);
  });
});

describe('pages of the PDF', () => {
  const sizes = async (pages: ComponentPdfInput['pages']) => {
    const document = await PDFDocument.load((await build(pages)).bytes);
    return document.getPages().map((page) => {
      const { width, height } = page.getSize();
      return [Math.round(width), Math.round(height), page.getRotation().angle];
    });
  };

  it('are as large as the paper; on A4 where nobody knows', async () => {
    const a4 = sampleJpeg('a4');
    const photo = sampleJpeg('photo', { widthPx: 4000, heightPx: 3000 });
    const cases = [pageInput(1, a4), pageInput(2, a4, { dpi: null }), pageInput(3, photo, { dpi: null })];
    expect(await sizes(cases)).toEqual([
      [595, 842, 0],
      [595, 842, 0],
      [794, 595, 0],
    ]);
  });

  it('are on A4 where the dots per inch would make no page', async () => {
    const tiny = sampleJpeg('tiny', { widthPx: 4, heightPx: 4 });
    expect(await sizes([pageInput(1, tiny), pageInput(2, sampleJpeg('huge'), { dpi: 1 })])).toEqual([
      [595, 595, 0],
      [595, 842, 0],
    ]);
  });

  it('are turned as the officer turned them, and stand upright as the camera held them', async () => {
    const held = sampleJpeg('held', { widthPx: 2339, heightPx: 1654, orientation: 6 });
    expect(await sizes([pageInput(1, sampleJpeg('a'), { turnedBy: 90 }), pageInput(2, held)])).toEqual([
      [595, 842, 90],
      [595, 842, 0],
    ]);
    expect(textOf(await build([pageInput(1, held)]))).toContain('q 0 -842.04 595.44 0 0 842.04 cm /P Do Q');
  });

  it('say what the numbers of a JPEG mean: light or ink, ink or the paper that shows through', async () => {
    const meaningOf = async (inks?: 'adobe' | 'plain'): Promise<string | undefined> =>
      /\/ColorSpace (.*) \/BitsPerComponent 8 \/Filter \/DCTDecode/.exec(
        textOf(await build([pageInput(1, sampleJpeg('x', inks && { inks }))])),
      )?.[1];
    expect(await meaningOf()).toBe('/DeviceRGB');
    expect(await meaningOf('plain')).toBe('/DeviceCMYK');
    expect(await meaningOf('adobe')).toBe('/DeviceCMYK /Decode [1 0 1 0 1 0 1 0]');
  });

  it.each([
    ['no picture', new TextEncoder().encode('<html>')],
    ['an empty file', new Uint8Array()],
    ['a JPEG without a frame', sampleJpeg('x').slice(0, 3)],
    ['a PNG that is cut off', new Uint8Array(PNG.sync.write(new PNG({ width: 3, height: 3 })).subarray(0, -6))],
  ])('[DG6] are told by name when they are %s', async (_, picture) => {
    const sound = pageInput(1, sampleJpeg('sound'));
    const damaged = pageInput(2, new Uint8Array(picture));
    const built = await buildComponentPdf(componentInput([sound, damaged]), tools);
    expect(built).toEqual({
      ok: false,
      error: { code: 'pageUnreadable', details: { pageId: damaged.page.pageId } },
    });
  });

  it('have a place for the signature of the agency, top right on the first page as it is shown', async () => {
    const turned = [0, 90, 180, 270] as const;
    const fields = await Promise.all(
      turned.map(async (turnedBy) => {
        const pdf = await build([pageInput(1, sampleJpeg('a'), { turnedBy }), pageInput(2, sampleJpeg('b'))]);
        expect(textOf(pdf).match(/\/FT \/Sig/g)).toHaveLength(1);
        return /\/Rect \[([^\]]*)\]/
          .exec(textOf(pdf))?.[1]
          ?.split(' ')
          .map((edge) => Math.round(Number(edge)));
      }),
    );
    expect(fields).toEqual([
      [369, 743, 567, 814],
      [28, 615, 99, 814],
      [28, 28, 227, 99],
      [496, 28, 567, 227],
    ]);
  });
});

describe('PNG pages', () => {
  const gradient = (alpha: (x: number) => number): PNG => {
    const png = new PNG({ width: 37, height: 21 });
    for (let at = 0; at < 37 * 21; at += 1) {
      png.data.set([(at * 7) & 255, (at * 13) & 255, (at * 29) & 255, alpha(at % 37)], at * 4);
    }
    return png;
  };
  const pixelsOf = async (picture: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => {
    const text = Buffer.from((await build([pageInput(1, picture)])).bytes);
    const start = text.indexOf('stream\n', text.indexOf('/Subtype /Image')) + 7;
    return inflateSync(text.subarray(start));
  };

  it('[DG7] keep their pixels as they are packed, where nothing shines through', async () => {
    const png = PNG.sync.write(
      gradient(() => 255),
      { colorType: 2, inputHasAlpha: true },
    );
    const start = png.indexOf('IDAT') + 4;
    const packed = png.subarray(start, start + png.readUInt32BE(start - 8));
    const pdf = await build([pageInput(1, new Uint8Array(png))]);
    expect(contains(pdf, packed)).toBe(true);
    expect(textOf(pdf)).toContain('/Predictor 15 /Colors 3 /BitsPerComponent 8 /Columns 37');
  });

  it.each([0, 1, 2, 3, 4])('are painted on white where something shines through (filter %i)', async (filterType) => {
    const source = gradient((x) => x * 6);
    const rgb = await pixelsOf(new Uint8Array(PNG.sync.write(source, { colorType: 6, filterType })));
    const wanted = Array.from({ length: 37 * 21 }, (_, at) => {
      const [red = 0, green = 0, blue = 0, alpha = 0] = source.data.subarray(at * 4, at * 4 + 4);
      return [red, green, blue].map((value) => Math.round(value * (alpha / 255) + 255 * (1 - alpha / 255)));
    }).flat();
    expect([...rgb]).toEqual(wanted);
  });
});
