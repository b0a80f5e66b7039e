import { beforeEach, describe, expect, it } from 'vitest';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { pageOf } from '#test/support/captured.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { page } from '#test/unit/shared/domain/sample-pages.ts';
import { procedure, valueOf } from '#test/unit/shared/domain/samples.ts';

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench().equip();
});

const PNG_HEAD = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010000000000', 'hex');
/** A stored page with these codes on it. */
async function scanned(...codes: readonly string[]): Promise<ScannedPage> {
  const text = codes.map((code) => `<code>${code}</code>`).join(' ');
  const file = new File([PNG_HEAD, text], 'trang.png');
  return pageOf(valueOf(await bench.workflows.attachFile(file, 'scanner')));
}

describe('looking for separator sheets', () => {
  it('finds our own codes, and no others', async () => {
    const list = [
      await scanned('QMC-SEP:1:2'),
      await scanned('024185900001|070123456|Lò Thị Mẫu|15081985|Nữ|Thôn Mẫu|20092021'),
      await scanned('https://example.vn/thu', 'QMC-SEP:1:3'),
      await scanned(),
    ];
    const looked: number[] = [];
    const found = await bench.workflows.findSeparatorSheets(list, (count) => looked.push(count));
    expect([...found.sheetNumbers]).toEqual([
      [list[0]?.pageId, 2],
      [list[2]?.pageId, 3],
    ]);
    expect(found.notRead).toBe(0);
    expect(looked).toEqual([1, 2, 3, 4]);
  });

  it('says how many pages it could not look at', async () => {
    const hash = 'f'.repeat(64) as ScannedPage['hash'];
    const bytes = new ArrayBuffer(4);
    await bench.unitOfWork.commit({ blobs: [{ hash, mediaType: 'image/png', bytes, storedAt: bench.clock.now() }] });
    const list = [page(1), page(2, { hash, originalHash: hash }), await scanned('QMC-SEP:1:1')];
    const found = await bench.workflows.findSeparatorSheets(list, () => undefined);
    expect([...found.sheetNumbers.values()]).toEqual([1]);
    expect(found.notRead).toBe(2);
  });
});

describe('printing separator sheets', () => {
  it('prints one A4 sheet for each paper that is digitised, named by the procedure alone', async () => {
    expect(await bench.workflows.printSeparatorSheets(procedure)).toEqual({ ok: true, value: 2 });
    const [job] = bench.host.printed;
    expect(job).toMatchObject({ title: 'to-ngan-2.000815', copies: 1, content: { kind: 'pdf', paperSize: 'A4' } });
    expect(Buffer.from(job?.content.bytes ?? []).toString()).toBe('%PDF- 2 3');
  });

  it('says why it could not', async () => {
    bench.host.printers = [];
    expect(await bench.workflows.printSeparatorSheets(procedure)).toEqual({ ok: false, error: { code: 'noPrinter' } });
    bench.papers.isBroken = true;
    expect(await bench.workflows.printSeparatorSheets(procedure)).toEqual({
      ok: false,
      error: { code: 'paperNotDrawn' },
    });
  });
});
