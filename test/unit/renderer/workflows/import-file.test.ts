import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_TIFF_BYTES } from '#renderer/workflows/import-file.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { pageOf } from '#test/support/captured.ts';
import { sha256Of } from '#test/fakes/operation-book.ts';
import { PICTURES, scannedPdf } from '#test/support/scanned-pdf.ts';
import { makeTiff } from '#test/support/make-tiff.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { fillDisk } from '#test/unit/renderer/data/full-disk.ts';

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

let bench: CounterBench;
let pages: ScannedPage[];
beforeEach(async () => {
  bench = await new CounterBench().equip();
  pages = [];
});

function bring(bytes: Uint8Array<ArrayBuffer>, name: string) {
  return bench.workflows.importFile(new File([bytes], name), 'import', (captured) => {
    pages.push(pageOf(captured));
  });
}
const storedCount = (): Promise<number> => bench.database.blobs.count();
const heic = (brand: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([0, 0, 0, 24, ...new TextEncoder().encode(`ftyp${brand}`), 0, 0, 0, 0]);

describe('bringing in a file', () => {
  it('a picture is attached as it is', async () => {
    expect(await bring(JPEG, 'anh.jpg')).toEqual({ ok: true, value: null });
    expect(pages).toMatchObject([{ fileName: 'anh.jpg', mediaType: 'image/jpeg', capturedBy: 'import' }]);
  });

  it('a TIFF file becomes one picture for each page, in their order, whatever it is called', async () => {
    expect(await bring(makeTiff(3), 'Giấy khai sinh.tif')).toEqual({ ok: true, value: null });
    expect(pages.map(({ fileName, mediaType }) => [fileName, mediaType])).toEqual([
      ['trang-001-Giấy khai sinh.jpg', 'image/jpeg'],
      ['trang-002-Giấy khai sinh.jpg', 'image/jpeg'],
      ['trang-003-Giấy khai sinh.jpg', 'image/jpeg'],
    ]);
    pages = [];
    expect(await bring(makeTiff(1, false), 'scan.dat')).toEqual({ ok: true, value: null });
    expect(pages).toHaveLength(1);
  });

  it('a PDF of scans becomes its pictures, byte for byte, with the resolution they have on their pages', async () => {
    expect(await bring(new Uint8Array(await scannedPdf()), 'Sổ hộ khẩu.pdf')).toEqual({ ok: true, value: null });
    expect(pages.map(({ fileName, dpi, hash }) => [fileName, dpi, hash])).toEqual(
      PICTURES.map((picture, at) => [`trang-00${String(at + 1)}-Sổ hộ khẩu.jpg`, 200, sha256Of(picture)]),
    );
  });

  it('of a TIFF file with a damaged page, the page is named and those before it stay', async () => {
    bench.imageWork.damagedPages.add(3);
    const damaged = { ok: false, error: { code: 'tiffPageDamaged', details: { pageNumber: 3 } } };
    expect(await bring(makeTiff(4), 'bo.tif')).toEqual(damaged);
    expect(pages).toHaveLength(2);
    expect(await storedCount()).toBe(2);
    bench.imageWork.damagedPages.clear();
    const whole = makeTiff(3);
    expect(await bring(whole.slice(0, whole.length - 5), 'cut.tif')).toEqual(damaged);
  });

  it.each(['heic', 'heix', 'mif1'])('a photograph of a phone as %s is refused by name, with advice', async (brand) => {
    expect(await bring(heic(brand), 'IMG_0001.jpg')).toEqual({ ok: false, error: { code: 'heicNotRead' } });
    expect(await storedCount()).toBe(0);
  });

  it.each([
    ['a TIFF file that is none behind its head', makeTiff(0), 'imageDamaged'],
    ['a film of the same family as HEIC', heic('isom'), 'unknownFileType'],
    ['an empty file', new Uint8Array(), 'fileEmpty'],
  ])('%s is refused, and nothing is stored', async (_, bytes, code) => {
    expect(await bring(bytes, 'tep.tif')).toMatchObject({ ok: false, error: { code } });
    expect(await storedCount()).toBe(0);
  });

  it('a TIFF file above the limit is refused before it is read', async () => {
    class HugeFile extends File {
      override readonly size = MAX_TIFF_BYTES + 1;
    }
    const file = new HugeFile([makeTiff(1)], 'lon.tif');
    expect(await bench.workflows.importFile(file, 'import', () => undefined)).toEqual({
      ok: false,
      error: { code: 'fileTooLarge', details: { sizeBytes: file.size, maxBytes: MAX_TIFF_BYTES } },
    });
  });

  it('a full disk stops it at the page that has no room', async () => {
    bench.database.close();
    fillDisk(bench.database, 'abort');
    await bench.database.open();
    expect(await bring(makeTiff(2), 'bo.tif')).toEqual({ ok: false, error: { code: 'storageFull' } });
    expect(pages).toEqual([]);
  });
});
