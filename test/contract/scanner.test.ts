import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeScanner } from '#test/fakes/fake-scanner.ts';
import { filesUnder, openSaneRoom, saneScanner, type SaneRoom } from './sane-room.ts';
import { openPnmRoom, PNM_PAGE } from './pnm-room.ts';
import { describeGlass, describeScanner, type GlassRoom, type ScanRoom } from './scanner.contract.ts';

describeScanner('fake', () => {
  const { scanner, ...room } = fakeRoom();
  const load: ScanRoom['load'] = (sheets, then) => {
    scanner.load(sheets, then === 'hang' ? 'timedOut' : then);
    return Promise.resolve();
  };
  return Promise.resolve({ ...room, scanner, load });
});
describeGlass('fake', () => {
  const { scanner, ...room } = fakeRoom();
  const lay: GlassRoom['lay'] = (what) => {
    scanner.load(0, what);
    return Promise.resolve();
  };
  return Promise.resolve({ ...room, scanner, lay });
});

function fakeRoom(): Omit<ScanRoom, 'load' | 'scanner'> & { readonly scanner: FakeScanner } {
  const scanner = new FakeScanner();
  const { scanners } = scanner;
  const plug = (isIn: boolean): Promise<void> => {
    scanner.scanners = isIn ? scanners : [];
    return Promise.resolve();
  };
  return {
    ...{ scanner, scannerId: 'fake:0', unplug: () => plug(false), plugIn: () => plug(true) },
    leftovers: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

describeScanner('SANE with its test back end', async () => {
  const room = await openSaneRoom();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-scans-'));
  return {
    ...room,
    scanner: saneScanner(room, folder),
    scannerId: 'test:0',
    leftovers: () => filesUnder(folder),
    close: async () => {
      await room.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});

const pnmGlass = (hasResolution: boolean) => async (): Promise<GlassRoom> => {
  const room = await openPnmRoom({ hasResolution });
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-scans-'));
  return {
    ...room,
    scanner: saneScanner(room, folder),
    scannerId: 'pnm:0',
    leftovers: () => filesUnder(folder),
    close: async () => {
      await room.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
describeGlass('SANE with its pnm back end', pnmGlass(true));
describeGlass('SANE with its pnm back end, which does not let the resolution be set', pnmGlass(false));

describe('scanner: the pnm back end', { timeout: 30_000 }, () => {
  const settings = { scannerId: 'pnm:0', source: 'flatbed', colourMode: 'colour', dpi: 200, paperSize: 'A4' } as const;

  it.each([
    [true, 200, { units: 1, x: 200, y: 200 }],
    [false, null, { units: 0, x: 1, y: 1 }],
  ])('states the resolution that is known, and none otherwise (settable: %s)', async (hasResolution, dpi, density) => {
    const room = await pnmGlass(hasResolution)();
    await room.lay('done');
    const step = await room.scanner.scan({ ...settings, firstPage: 1 }).next();
    expect(step).toMatchObject({ kind: 'page', dpi });
    expect(densityOf(step.kind === 'page' ? step.bytes : new Uint8Array())).toEqual(density);
    expect(sizeOf(step.kind === 'page' ? step.bytes : new Uint8Array())).toEqual(PNM_PAGE);
    await room.close();
  });

  it('does not use a feeder that it may not have: its one page would come again and again', async () => {
    const room = await pnmGlass(true)();
    await room.lay('done');
    const step = await room.scanner.scan({ ...settings, source: 'feeder', firstPage: 1 }).next();
    expect(step).toEqual({ kind: 'ended', outcome: 'notSupported', nextPage: 1 });
    await room.close();
  });
});

describe('scanner: SANE alone', { timeout: 30_000 }, () => {
  const settings = { scannerId: 'test:0', source: 'feeder', colourMode: 'colour', dpi: 200, paperSize: 'A4' } as const;
  let room: SaneRoom;
  let folder: string;
  beforeAll(async () => {
    room = await openSaneRoom();
    folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-scans-'));
  });
  afterAll(async () => {
    await room.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('scans a page of A4 at 200 dpi', async () => {
    const step = await saneScanner(room, folder)
      .scan({ ...settings, source: 'flatbed', firstPage: 1 })
      .next();
    const bytes = step.kind === 'page' ? step.bytes : new Uint8Array();
    expect(sizeOf(bytes)).toEqual({ width: 1653, height: 2338 });
  });

  it('scans until the feeder itself says that it is empty', async () => {
    const untouched = { ...room, environment: { ...room.environment, PATH: process.env['PATH'] } };
    const run = saneScanner(untouched, folder).scan({ ...settings, firstPage: 1 });
    const numbers: number[] = [];
    for (let step = await run.next(); step.kind === 'page'; step = await run.next()) numbers.push(step.pageNumber);
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await run.next()).toEqual({ kind: 'ended', outcome: 'done', nextPage: 11 });
  });

  it('removes pages that an earlier run of the app has left behind', async () => {
    await writeFile(path.join(folder, 'p1.jpg'), 'left behind');
    await room.load(1, 'done');
    const run = saneScanner(room, folder).scan({ ...settings, firstPage: 1 });
    while ((await run.next()).kind !== 'ended');
    expect(await filesUnder(folder)).toEqual([]);
  });

  it('starts no scan on a disk that is almost full', async () => {
    await room.load(1, 'done');
    const run = saneScanner(room, folder, { freeBytes: 1_000_000 }).scan({ ...settings, firstPage: 3 });
    expect(await run.next()).toEqual({ kind: 'ended', outcome: 'diskFull', nextPage: 3 });
  });

  it('never gives out a page that was cut off, whatever the program says of it', async () => {
    await room.load(1, 'cutOff');
    const run = saneScanner(room, folder).scan({ ...settings, firstPage: 1 });
    expect(await run.next()).toEqual({ kind: 'ended', outcome: 'ioError', nextPage: 1 });
  });

  it('tells the reason of a program that hangs after it has said it', async () => {
    await room.load(0, 'jamAndHang');
    const run = saneScanner(room, folder).scan({ ...settings, firstPage: 2 });
    expect(await run.next()).toEqual({ kind: 'ended', outcome: 'jam', nextPage: 2 });
  });

  it('has no scanner where the program is not installed', async () => {
    const bare = { ...room, environment: { PATH: folder } };
    expect(await saneScanner(bare, folder).listScanners()).toEqual([]);
    const run = saneScanner(bare, folder).scan({ ...settings, firstPage: 1 });
    expect(await run.next()).toEqual({ kind: 'ended', outcome: 'deviceGone', nextPage: 1 });
  });
});

/** The size in the frame header of a JPEG. */
function sizeOf(jpeg: Uint8Array): { readonly width: number; readonly height: number } {
  const view = Buffer.from(jpeg);
  const at = view.indexOf(Buffer.from([0xff, 0xc0]));
  return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) };
}

/** What the JFIF head of a JPEG states (units 1: dots per inch, 0: none). */
function densityOf(jpeg: Uint8Array): { readonly units: number; readonly x: number; readonly y: number } {
  const view = Buffer.from(jpeg);
  const at = view.indexOf('JFIF');
  return { units: view.readUInt8(at + 7), x: view.readUInt16BE(at + 8), y: view.readUInt16BE(at + 10) };
}
