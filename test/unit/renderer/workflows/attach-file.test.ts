import { PDFDocument } from 'pdf-lib';
import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_FILE_BYTES } from '#renderer/workflows/attach-file.ts';
import { MAX_IMAGE_PIXELS } from '#shared/imaging/image-header.ts';
import { sha256Of } from '#test/fakes/operation-book.ts';
import { pageOf } from '#test/support/captured.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { NOW, valueOf } from '#test/unit/shared/domain/samples.ts';
import { fillDisk } from '#test/unit/renderer/data/full-disk.ts';

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 9]);
/** Heads of 30,000 × 20,000 pixels: 600 megapixels in a few bytes. */
const HUGE_JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 17, 8, 0x4e, 0x20, 0x75, 0x30]);
const HUGE_PNG = Uint8Array.from([
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  ...[0, 0, 0x75, 0x30, 0, 0, 0x4e, 0x20, 8, 2, 0, 0, 0],
]);
const HTML = new TextEncoder().encode('<!doctype html><title>Trang đăng nhập</title>');

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench().equip();
});

const fileOf = (bytes: Uint8Array<ArrayBuffer>, name: string): File => new File([bytes], name);
const attach = (file: File) => bench.workflows.attachFile(file, 'import');
const storedBlobs = () => bench.database.blobs.toArray();

async function makePdf(pages: number, password?: string): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage([200, 300]);
  if (password !== undefined) document.encrypt({ userPassword: password, ownerPassword: password });
  return new Uint8Array(await document.save({ addDefaultPage: false }));
}

/** A file that says how large it is, but whose content must not or cannot be read. */
class UnreadableFile extends File {
  override readonly size: number;
  reads = 0;

  constructor(size: number) {
    super([], 'quet.jpg');
    this.size = size;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    this.reads += 1;
    return Promise.reject(new DOMException('gone', 'NotReadableError'));
  }
}

describe('attaching a file', () => {
  it.each([
    ['a JPEG', JPEG, 'image/jpeg'],
    ['a PNG', PNG, 'image/png'],
  ])('stores %s under its hash, byte for byte, and describes it', async (_, bytes, mediaType) => {
    const page = pageOf(valueOf(await bench.workflows.attachFile(fileOf(bytes, 'trang 1.dat'), 'camera')));
    const hash = sha256Of(bytes);
    expect(page).toMatchObject({
      ...{ hash, originalHash: hash, fileName: 'trang 1.dat', mediaType, sizeBytes: bytes.byteLength },
      ...{ dpi: null, deviceName: null, turnedBy: 0, isBlank: false, note: 'none' },
      ...{ capturedBy: 'camera', capturedAt: NOW },
    });
    const [stored] = await storedBlobs();
    expect(stored).toMatchObject({ hash, mediaType, isConfirmed: 0, storedAt: NOW });
    expect(new Uint8Array(stored?.bytes ?? new ArrayBuffer())).toEqual(bytes);
  });

  it('counts the pages of a PDF', async () => {
    expect(valueOf(await attach(fileOf(await makePdf(3), 'don.pdf')))).toMatchObject({
      kind: 'file',
      file: { mediaType: 'application/pdf', pageCount: 3 },
    });
  });

  it('stores the same content once, and knows two pages that look alike apart', async () => {
    const pages = [];
    for (const name of ['mot.jpg', 'hai.jpg']) pages.push(pageOf(valueOf(await attach(fileOf(JPEG, name)))));
    expect(new Set(pages.map(({ hash }) => hash)).size).toBe(1);
    expect(new Set(pages.map(({ pageId }) => pageId)).size).toBe(2);
    expect(await storedBlobs()).toHaveLength(1);
  });
});

describe('a picture is put straight as it comes in', () => {
  const attached = async () => pageOf(valueOf(await attach(fileOf(JPEG, 'trang.jpg'))));

  it('and its own bytes are kept beside what goes into the PDF', async () => {
    bench.imageWork.isChanged = true;
    bench.imageWork.isBlank = true;
    const page = await attached();
    expect(page).toMatchObject({ originalHash: sha256Of(JPEG), isBlank: true, mediaType: 'image/jpeg' });
    expect(page.hash).not.toBe(page.originalHash);
    const kept = new Map((await storedBlobs()).map(({ hash, bytes }) => [hash, bytes]));
    expect([...kept.keys()].sort()).toEqual([page.hash, page.originalHash].sort());
    expect(new Uint8Array(kept.get(page.originalHash) ?? new ArrayBuffer())).toEqual(JPEG);
    expect(kept.get(page.hash)?.byteLength).toBe(page.sizeBytes);
  });

  it('is turned as its print is to be read', async () => {
    bench.imageWork.turn = 180;
    expect(await attached()).toMatchObject({ turnedBy: 180, originalHash: sha256Of(JPEG), hash: sha256Of(JPEG) });
  });

  it('is left as it is where the officer wants that', async () => {
    bench.imageWork.isChanged = true;
    await bench.workflows.updateSettings({ adjustsPages: false });
    expect(await attached()).toMatchObject({ hash: sha256Of(JPEG), originalHash: sha256Of(JPEG), turnedBy: 0 });
    expect(bench.imageWork.adjusted).toEqual([]);
  });

  it('is left as it is when the work on it fails though the picture is sound', async () => {
    bench.imageWork.damagedSizes.add(JPEG.length);
    expect(await attached()).toMatchObject({ hash: sha256Of(JPEG), originalHash: sha256Of(JPEG) });
  });
});

describe('a file that cannot be used is named with its reason, and nothing is stored', () => {
  const refusals: readonly (readonly [string, () => Promise<File> | File, string])[] = [
    ['an empty file', () => fileOf(new Uint8Array(), 'rong.jpg'), 'fileEmpty'],
    ['a web page named as PDF', () => fileOf(HTML, 'don.PDF'), 'notAPdf'],
    ['a web page named as picture', () => fileOf(HTML, 'anh.jpg'), 'unknownFileType'],
    ['a PDF with a password', async () => fileOf(await makePdf(1, 'bi-mat'), 'don.pdf'), 'pdfEncrypted'],
    ['a PDF without pages', async () => fileOf(await makePdf(0), 'don.pdf'), 'pdfEmpty'],
    ['a PDF that was cut off', async () => fileOf((await makePdf(2)).slice(0, 300), 'don.pdf'), 'pdfDamaged'],
    ['a file that has gone', () => new UnreadableFile(100), 'fileUnreadable'],
  ];

  it.each(refusals)('%s', async (_, make, code) => {
    expect(await attach(await make())).toMatchObject({ ok: false, error: { code } });
    expect(await storedBlobs()).toEqual([]);
  });

  it('a damaged picture', async () => {
    bench.isImageSound = false;
    expect(await attach(fileOf(JPEG, 'anh.jpg'))).toEqual({ ok: false, error: { code: 'imageDamaged' } });
    expect(await storedBlobs()).toEqual([]);
  });

  it.each([
    ['JPEG', HUGE_JPEG],
    ['PNG', HUGE_PNG],
  ])('a %s of 600 megapixels, by its head and before it is decoded', async (_, bytes) => {
    // The decoder would call it damaged.
    bench.isImageSound = false;
    expect(await attach(fileOf(bytes, 'anh'))).toEqual({
      ok: false,
      error: { code: 'imageTooLarge', details: { pixels: 600_000_000, maxPixels: MAX_IMAGE_PIXELS } },
    });
    expect(await storedBlobs()).toEqual([]);
  });

  it('a file above the limit, without reading it; one at the limit is read', async () => {
    const huge = new UnreadableFile(200 * 1024 * 1024);
    expect(await attach(huge)).toEqual({
      ok: false,
      error: { code: 'fileTooLarge', details: { sizeBytes: huge.size, maxBytes: MAX_FILE_BYTES } },
    });
    expect(huge.reads).toBe(0);
    const largest = new UnreadableFile(MAX_FILE_BYTES);
    await attach(largest);
    expect(largest.reads).toBe(1);
  });
});

describe('room on the disk', () => {
  it('is kept for dossiers: a scan is refused while the disk is almost full', async () => {
    bench.host.free = 100 * 1024 * 1024;
    expect(await attach(fileOf(JPEG, 'anh.jpg'))).toEqual({
      ok: false,
      error: { code: 'diskAlmostFull', details: { freeBytes: bench.host.free } },
    });
    expect(await storedBlobs()).toEqual([]);
  });

  it('is not asked for where the host cannot know', async () => {
    bench.host.free = undefined;
    expect(await attach(fileOf(JPEG, 'anh.jpg'))).toMatchObject({ ok: true });
  });

  it('that is gone while the scan is written is reported, and nothing is stored', async () => {
    bench.database.close();
    fillDisk(bench.database, 'abort');
    await bench.database.open();
    expect(await attach(fileOf(JPEG, 'anh.jpg'))).toEqual({ ok: false, error: { code: 'storageFull' } });
    expect(await storedBlobs()).toEqual([]);
  });
});
