import { beforeEach, describe, expect, it } from 'vitest';
import type { ScanEnd, ScanSettings } from '#renderer/workflows/scan-pages.ts';
import type { ComponentFile } from '#shared/domain/dossier.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { NOW } from '#test/unit/shared/domain/samples.ts';

const settings: ScanSettings = {
  ...{ scannerId: 'fake:0', source: 'feeder', colourMode: 'colour', dpi: 200, paperSize: 'A4', firstPage: 1 },
};

let bench: CounterBench;
let files: ComponentFile[];
let controller: AbortController;
beforeEach(async () => {
  bench = await new CounterBench().equip();
  files = [];
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
      onPage: (file, pageNumber, dpi) => {
        files.push(file);
        onPage(pageNumber, dpi);
      },
    },
  );
}
const storedHashes = async (): Promise<readonly string[]> =>
  (await bench.database.blobs.toArray()).map(({ hash }) => hash);

describe('scanning pages', () => {
  it('stores each page like an imported file and says that it came from a scanner', async () => {
    bench.host.scanner.load(2);
    expect(await scan()).toEqual({ outcome: 'done', nextPage: 3 });
    expect(files).toMatchObject([
      { mediaType: 'image/jpeg', pageCount: 1, capturedBy: 'scanner', capturedAt: NOW },
      { mediaType: 'image/jpeg', pageCount: 1, capturedBy: 'scanner' },
    ]);
    expect(files.map(({ fileName }) => fileName.slice(0, 15))).toEqual(['quet-trang-001-', 'quet-trang-002-']);
    expect(new Set(await storedHashes())).toEqual(new Set(files.map(({ hash }) => hash)));
    expect(files).toHaveLength(2);
  });

  it('says in the name of a page that its resolution is not known', async () => {
    bench.host.scanner.isDpiUnknown = true;
    bench.host.scanner.load(1);
    const dpis: (number | null)[] = [];
    await scan({}, (_pageNumber, dpi) => dpis.push(dpi));
    expect(files[0]?.fileName).toMatch(/^quet-trang-001-khong-ro-dpi-\d{4}/);
    expect(dpis).toEqual([null]);
  });

  it('has stored a page before it is shown', async () => {
    bench.host.scanner.load(1);
    let stored: Promise<readonly string[]> = Promise.resolve([]);
    await scan({}, () => {
      stored = storedHashes();
    });
    expect(await stored).toEqual(files.map(({ hash }) => hash));
  });

  it('keeps the pages before a jam and goes on with the page that was not reached', async () => {
    bench.host.scanner.load(2, 'jam');
    const first = await scan();
    expect(first).toEqual({ outcome: 'jam', nextPage: 3 });
    bench.host.scanner.load(1);
    expect(await scan({ firstPage: first.nextPage })).toEqual({ outcome: 'done', nextPage: 4 });
    expect(files.map(({ fileName }) => fileName.slice(11, 14))).toEqual(['001', '002', '003']);
    expect(await storedHashes()).toHaveLength(3);
  });

  it('stops at the page that cannot be stored, and names the reason', async () => {
    bench.host.scanner.load(3);
    const end: ScanEnd = await scan({}, () => {
      bench.isImageSound = false;
    });
    expect(end).toEqual({ outcome: 'notKept', nextPage: 2, error: { code: 'imageDamaged' } });
    expect(await storedHashes()).toEqual(files.map(({ hash }) => hash));
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
    expect(new Set(files.map(({ hash }) => hash)).size).toBe(2);
  });
});
