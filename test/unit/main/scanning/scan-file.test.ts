import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { judgeScanFile } from '#main/scanning/scan-file.ts';
import { FakeScanner } from '#test/fakes/fake-scanner.ts';
import { makeTiff } from '#test/support/make-tiff.ts';

const PNG = new Uint8Array(readFileSync('test/fixtures/scans/page-1.png'));
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

async function makeJpeg(): Promise<Uint8Array> {
  const scanner = new FakeScanner();
  scanner.load(1);
  const settings = { scannerId: 'fake:0', source: 'feeder', colourMode: 'colour', dpi: 200, paperSize: 'A4' } as const;
  const step = await scanner.scan({ ...settings, firstPage: 1 }).next();
  return step.kind === 'page' ? step.bytes : new Uint8Array();
}

async function makePdf(): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.addPage([200, 300]);
  return document.save({ useObjectStreams: false });
}

const samples: readonly (readonly [string, () => Promise<Uint8Array> | Uint8Array, number | null])[] = [
  ['a JPEG', makeJpeg, 1],
  ['a PNG', () => PNG, 1],
  ['a PDF', makePdf, null],
  ['a TIFF of three pages', () => makeTiff(3), 3],
  ['a TIFF in the other byte order', () => makeTiff(2, false), 2],
];

describe('a file in the scanner folder', () => {
  it.each(samples)('%s is whole at its length, and at no shorter one', async (_what, make, pages) => {
    const bytes = await make();
    expect(judgeScanFile(bytes)).toEqual({ kind: 'whole', pages });
    // Of a long file every cut in its last part, and some before.
    const near = Array.from({ length: Math.min(bytes.length - 8, 600) }, (_, cut) => bytes.length - 1 - cut);
    const far = Array.from({ length: 40 }, (_, part) => 8 + Math.floor(((bytes.length - 8) * part) / 40));
    for (const length of [...near, ...far]) {
      const isMarginOfPdf = pages === null && bytes.subarray(length).every((byte) => byte === 0x0a || byte === 0x0d);
      const expected = isMarginOfPdf ? 'whole' : 'unfinished';
      expect(`${String(length)} ${judgeScanFile(bytes.subarray(0, length)).kind}`).toBe(
        `${String(length)} ${expected}`,
      );
    }
  });

  it.each(samples)('%s whose space was set aside before it was written is not whole', async (_what, make) => {
    const bytes = await make();
    for (const written of [0.1, 0.5]) {
      const reserved = new Uint8Array(bytes.length);
      reserved.set(bytes.subarray(0, Math.floor(bytes.length * written)));
      expect(judgeScanFile(reserved).kind).toBe('unfinished');
    }
  });

  it('may be followed by zeros where it is a JPEG', async () => {
    const jpeg = await makeJpeg();
    expect(judgeScanFile(Uint8Array.from([...jpeg, 0, 0, 0])).kind).toBe('whole');
    expect(judgeScanFile(Uint8Array.from([...jpeg, 0, 7])).kind).toBe('unfinished');
  });

  it('is unfinished as a linearised PDF that has its early end mark only', () => {
    const early = '%PDF-1.5\n1 0 obj\n<</Linearized 1/L 5000/H[1 2]/N 1>>\nendobj\nstartxref\n0\n%%EOF\n';
    expect(judgeScanFile(text(early)).kind).toBe('unfinished');
    expect(judgeScanFile(text(early.replace('5000', '50'))).kind).toBe('whole');
  });

  it('is foreign by what is in it, whatever it is called', () => {
    expect(judgeScanFile(text('<!doctype html><title>Trang đăng nhập</title>'))).toEqual({ kind: 'foreign' });
    expect(judgeScanFile(text('PK\u0003\u0004 and more of an archive'))).toEqual({ kind: 'foreign' });
    expect(judgeScanFile(new Uint8Array(100))).toEqual({ kind: 'foreign' });
  });

  it('is unfinished as a TIFF whose pages lead in a circle, or that has none', () => {
    const circle = makeTiff(2);
    const view = new DataView(circle.buffer);
    const firstNext = 8 + 2 + 8 * 12;
    expect(view.getUint32(firstNext, true)).toBeGreaterThan(8);
    view.setUint32(firstNext, 8, true);
    expect(judgeScanFile(circle)).toEqual({ kind: 'unfinished' });
    expect(judgeScanFile(makeTiff(0))).toEqual({ kind: 'unfinished' });
  });

  it('is judged without an exception, whatever the bytes after its head', () => {
    const heads = [
      [0xff, 0xd8, 0xff],
      [...PNG.subarray(0, 8)],
      [0x49, 0x49, 42, 0],
      [0x4d, 0x4d, 0, 42],
      [...text('%PDF-')],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }), (head, rest) => {
        expect(['whole', 'unfinished']).toContain(judgeScanFile(Uint8Array.from([...head, ...rest])).kind);
      }),
    );
  });
});
