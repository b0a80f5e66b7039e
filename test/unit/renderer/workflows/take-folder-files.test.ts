import { beforeEach, describe, expect, it } from 'vitest';
import type { TakeProblem } from '#renderer/workflows/take-folder-files.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';
import { pageOf } from '#test/support/captured.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { NOW } from '#test/unit/shared/domain/samples.ts';

const JPEG = [0xff, 0xd8, 0xff, 0xe0, 1, 2];

let bench: CounterBench;
let taken: ScannedPage[];
beforeEach(async () => {
  bench = await new CounterBench().equip();
  taken = [];
});

function scanToFolder(...names: readonly string[]): void {
  for (const [index, fileName] of names.entries()) {
    bench.host.folder.files.set(fileName, { fileName, bytes: Uint8Array.from([...JPEG, index]) });
  }
}

function take(onFile: (page: ScannedPage) => void = () => undefined, signal = new AbortController().signal) {
  return bench.workflows.takeFolderFiles(bench.host.folder.offered, {
    signal,
    onFile: (captured) => {
      const page = pageOf(captured);
      taken.push(page);
      onFile(page);
    },
  });
}
const names = (): readonly string[] => taken.map(({ fileName }) => fileName);
const storedCount = (): Promise<number> => bench.database.blobs.count();

describe('taking files of the scanner folder', () => {
  it('stores each like a scanned page before it is moved away', async () => {
    scanToFolder('SCAN_1.jpg', 'SCAN_2.jpg');
    const stored: Promise<number>[] = [];
    const moved: number[] = [];
    const problems = await take(() => {
      stored.push(storedCount());
      moved.push(bench.host.folder.putAwayIds.length);
    });
    expect(problems).toEqual([]);
    expect(taken).toMatchObject([
      { fileName: 'SCAN_1.jpg', mediaType: 'image/jpeg', capturedBy: 'scanner', capturedAt: NOW },
      { fileName: 'SCAN_2.jpg', mediaType: 'image/jpeg', capturedBy: 'scanner' },
    ]);
    expect(await Promise.all(stored)).toEqual([1, 2]);
    expect(moved).toEqual([0, 1]);
    expect(bench.host.folder.putAwayIds).toEqual(['SCAN_1.jpg', 'SCAN_2.jpg']);
  });

  it('names a file that is no page, leaves it where it is, and goes on', async () => {
    scanToFolder('SCAN_1.jpg', 'SCAN_2.jpg');
    bench.host.folder.files.set('SCAN_1.jpg', { fileName: 'SCAN_1.jpg', bytes: new TextEncoder().encode('<html>') });
    expect(await take()).toEqual<readonly TakeProblem[]>([
      { fileName: 'SCAN_1.jpg', kind: 'notKept', error: { code: 'unknownFileType' } },
    ]);
    expect(names()).toEqual(['SCAN_2.jpg']);
    expect([...bench.host.folder.files.keys()]).toEqual(['SCAN_1.jpg']);
  });

  it.each(['fileGone', 'fileChanged'] as const)('names a file that cannot be read any more (%s)', async (code) => {
    scanToFolder('SCAN_1.jpg');
    bench.host.folder.readFailure = code;
    expect(await take()).toEqual([{ fileName: 'SCAN_1.jpg', kind: 'notRead', code }]);
    expect(taken).toEqual([]);
  });

  it('keeps the page when its file cannot be moved, and says so', async () => {
    scanToFolder('SCAN_1.jpg');
    bench.host.folder.putAwayFailure = 'diskFull';
    expect(await take()).toEqual([{ fileName: 'SCAN_1.jpg', kind: 'notMoved', code: 'diskFull' }]);
    expect(names()).toEqual(['SCAN_1.jpg']);
    expect(await storedCount()).toBe(1);
  });

  it('has nothing to say of a file that somebody else has moved meanwhile', async () => {
    scanToFolder('SCAN_1.jpg');
    bench.host.folder.putAwayFailure = 'fileGone';
    expect(await take()).toEqual([]);
    expect(names()).toEqual(['SCAN_1.jpg']);
  });

  it('begins no further file when the officer has left', async () => {
    scanToFolder('SCAN_1.jpg', 'SCAN_2.jpg');
    const controller = new AbortController();
    await take(() => {
      controller.abort();
    }, controller.signal);
    expect(names()).toEqual(['SCAN_1.jpg']);
    expect([...bench.host.folder.files.keys()]).toEqual(['SCAN_2.jpg']);
  });

  it('takes a file once when it is asked for twice at a time', async () => {
    scanToFolder('SCAN_1.jpg', 'SCAN_2.jpg');
    await Promise.all([take(), take()]);
    expect([...names()].sort()).toEqual(['SCAN_1.jpg', 'SCAN_2.jpg']);
  });
});
