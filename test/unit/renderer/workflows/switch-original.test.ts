import { beforeEach, describe, expect, it } from 'vitest';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { sha256Of } from '#test/fakes/operation-book.ts';
import { pageOf } from '#test/support/captured.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { valueOf } from '#test/unit/shared/domain/samples.ts';

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench().equip();
});

async function capture(): Promise<ScannedPage> {
  return pageOf(valueOf(await bench.workflows.attachFile(new File([JPEG], 'trang.jpg'), 'scanner')));
}

describe('a page as it was captured, and put straight', () => {
  it('goes from the one to the other and back, and stays the same page', async () => {
    bench.imageWork.isChanged = true;
    const straight = await capture();
    const original = await bench.workflows.switchOriginal(straight);
    expect(original).toMatchObject({
      ...{ pageId: straight.pageId, hash: sha256Of(JPEG), originalHash: sha256Of(JPEG) },
      ...{ mediaType: 'image/jpeg', sizeBytes: JPEG.length },
    });
    if (original === undefined) throw new Error('no original');
    expect(await bench.workflows.switchOriginal(original)).toEqual(straight);
  });

  it('stays what it is when it is good as captured, or its picture is gone', async () => {
    const page = await capture();
    expect(await bench.workflows.switchOriginal(page)).toBeUndefined();
    await bench.database.blobs.clear();
    expect(await bench.workflows.switchOriginal(page)).toBeUndefined();
  });
});
