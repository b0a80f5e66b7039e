import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isWholeJpeg, withComment, withoutDensity } from '#main/scanning/jpeg-page.ts';
import { FakeScanner } from '#test/fakes/fake-scanner.ts';

async function makePage(): Promise<Uint8Array> {
  const scanner = new FakeScanner();
  scanner.load(1);
  const settings = { scannerId: 'fake:0', source: 'feeder', colourMode: 'colour', dpi: 200, paperSize: 'A4' } as const;
  const step = await scanner.scan({ ...settings, firstPage: 1 }).next();
  return step.kind === 'page' ? step.bytes : new Uint8Array();
}

describe('a page as JPEG', () => {
  it('is whole to its end mark, and at no shorter length', async () => {
    const page = await makePage();
    const lengths = Array.from({ length: page.length + 1 }, (_, length) => length);
    expect(lengths.filter((length) => isWholeJpeg(page.subarray(0, length)))).toEqual([page.length]);
  });

  it('is not whole with a size of zero, nor when it is something else', async () => {
    const page = await makePage();
    const frame = page.findIndex((byte, at) => byte === 0xff && page[at + 1] === 0xc0);
    const flat = page.map((byte, at) => (at === frame + 5 || at === frame + 6 ? 0 : byte));
    expect(isWholeJpeg(flat)).toBe(false);
    expect(isWholeJpeg(new Uint8Array(readFileSync('test/fixtures/scans/page-1.png')))).toBe(false);
  });

  it('carries a comment and is the same picture otherwise', async () => {
    const page = await makePage();
    const marked = withComment(page, 'run-1 3');
    expect(isWholeJpeg(marked)).toBe(true);
    expect(Buffer.from(marked).includes('run-1 3')).toBe(true);
    expect([...marked.subarray(-page.length + 2)]).toEqual([...page.subarray(2)]);
  });

  it('keeps the JFIF head in front', () => {
    const jfif = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 7, 7, 0xff, 0xd9]);
    expect([...withComment(jfif, 'a')]).toEqual([...jfif.subarray(0, 8), 0xff, 0xfe, 0, 3, 97, 0xff, 0xd9]);
  });

  it('states no resolution when nobody knows it, and is the same picture otherwise', async () => {
    const page = await makePage();
    const head = [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1];
    const jfif = Uint8Array.from([...head, 1, 0, 75, 0, 75, 0, 0, ...page.subarray(2)]);
    expect([...withoutDensity(jfif)]).toEqual([...head, 0, 0, 1, 0, 1, 0, 0, ...page.subarray(2)]);
    expect([...withoutDensity(page)]).toEqual([...page]);
  });
});
