import { beforeEach, describe, expect, it } from 'vitest';
import type { ScanEnd, ScanSettings } from '#renderer/workflows/scan-pages.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { pageOf } from '#test/support/captured.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { NOW } from '#test/unit/shared/domain/samples.ts';

const settings: ScanSettings = {
  ...{ scannerId: 'fake:0', source: 'feeder', colourMode: 'colour', dpi: 200, paperSize: 'A4', firstPage: 1 },
};

let bench: CounterBench;
let pages: ScannedPage[];
let controller: AbortController;
beforeEach(async () => {
  bench = await new CounterBench().equip();
  pages = [];
  controller = new AbortController();
});

function scan(
  change: Partial<ScanSettings> = {},
  onPage: (pageNumber: number, dpi: number | null) => void = () => undefined,
) {
  return bench.workflows.scanPages(
    { ...settings, ...change },
    {
      signal: controller.signal,
      deviceName: 'Máy quét mẫu',
      onPage: (captured, pageNumber, dpi) => {
        pages.push(pageOf(captured));
        onPage(pageNumber, dpi);
      },
    },
  );
}
const storedHashes = async (): Promise<readonly string[]> =>
  (await bench.database.blobs.toArray()).map(({ hash }) => hash);

describe('scanning pages', () => {
  it('stores each page and says which device it came from, at which resolution', async () => {
    bench.host.scanner.load(2);
    expect(await scan()).toEqual({ outcome: 'done', nextPage: 3 });
    expect(pages).toMatchObject([
      { mediaType: 'image/jpeg', dpi: 200, deviceName: 'Máy quét mẫu', capturedBy: 'scanner', capturedAt: NOW },
      { mediaType: 'image/jpeg', dpi: 200, deviceName: 'Máy quét mẫu', capturedBy: 'scanner' },
    ]);
    expect(pages.map(({ fileName }) => fileName.slice(0, 15))).toEqual(['quet-trang-001-', 'quet-trang-002-']);
    expect(new Set(await storedHashes())).toEqual(new Set(pages.map(({ hash }) => hash)));
    expect(pages).toHaveLength(2);
  });

  it('says in the name of a page that its resolution is not known', async () => {
    bench.host.scanner.isDpiUnknown = true;
    bench.host.scanner.load(1);
    const dpis: (number | null)[] = [];
    await scan({}, (_pageNumber, dpi) => dpis.push(dpi));
    expect(pages[0]?.fileName).toMatch(/^quet-trang-001-khong-ro-dpi-\d{4}/);
    expect(dpis).toEqual([null]);
  });

  it('has stored a page before it is shown', async () => {
    bench.host.scanner.load(1);
    let stored: Promise<readonly string[]> = Promise.resolve([]);
    await scan({}, () => {
      stored = storedHashes();
    });
    expect(await stored).toEqual(pages.map(({ hash }) => hash));
  });

  it('keeps the pages before a jam and goes on with the page that was not reached', async () => {
    bench.host.scanner.load(2, 'jam');
    const first = await scan();
    expect(first).toEqual({ outcome: 'jam', nextPage: 3 });
    bench.host.scanner.load(1);
    expect(await scan({ firstPage: first.nextPage })).toEqual({ outcome: 'done', nextPage: 4 });
    expect(pages.map(({ fileName }) => fileName.slice(11, 14))).toEqual(['001', '002', '003']);
    expect(await storedHashes()).toHaveLength(3);
  });

  it('stops at the page that cannot be stored, and names the reason', async () => {
    bench.host.scanner.load(3);
    const end: ScanEnd = await scan({}, () => {
      bench.isImageSound = false;
    });
    expect(end).toEqual({ outcome: 'notKept', nextPage: 2, error: { code: 'imageDamaged' } });
    expect(await storedHashes()).toEqual(pages.map(({ hash }) => hash));
  });

  it('stops the device when the officer stops it, and the pages that are there stay', async () => {
    bench.host.scanner.load(2, 'silent');
    const end = await scan({}, (pageNumber) => {
      if (pageNumber === 2) controller.abort();
    });
    expect(end).toEqual({ outcome: 'cancelled', nextPage: 3 });
    expect(await storedHashes()).toHaveLength(2);
  });

  it('names what was asked for at the device, no more and no less', async () => {
    await scan({ source: 'flatbed', dpi: 300, firstPage: 5 });
    expect(bench.host.scanner.asked).toEqual([{ ...settings, source: 'flatbed', dpi: 300, firstPage: 5 }]);
  });

  it('takes two pages that look alike for two pages', async () => {
    bench.host.scanner.load(2);
    await scan();
    expect(new Set(pages.map(({ hash }) => hash)).size).toBe(2);
  });
});
