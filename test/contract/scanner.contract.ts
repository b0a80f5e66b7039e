import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScanFailureCode, Scanner, ScanRun, ScanSettings, ScanStep } from '#main/scanning/scanner.ts';

/** What happens when the paper that was laid in has come out. */
export type TroubleName = 'done' | 'jam' | 'coverOpen' | 'busy' | 'ioError' | 'diskFull' | 'hang' | 'silent';

/** A scanner with a glass and a feeder without duplex, and hands on its paper. */
export interface ScanRoom {
  readonly scanner: Scanner;
  readonly scannerId: string;
  /** For the runs that follow: so many sheets, then trouble (`silent`: nothing more comes until it is cancelled). */
  load(sheets: number, then: TroubleName): Promise<void>;
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  /** What is on the disk of pages and runs. */
  leftovers(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const TEST_TIMEOUT_MS = 30_000;
const JPEG_START = [0xff, 0xd8, 0xff];
const JPEG_END = [0xff, 0xd9];

type Page = Extract<ScanStep, { readonly kind: 'page' }>;
type End = Extract<ScanStep, { readonly kind: 'ended' }>;

async function readAll(run: ScanRun): Promise<{ readonly pages: readonly Page[]; readonly end: End }> {
  const pages: Page[] = [];
  for (;;) {
    const step = await run.next();
    if (step.kind === 'ended') return { pages, end: step };
    pages.push(step);
  }
}

export type GlassTrouble = 'done' | 'jam' | 'coverOpen' | 'ioError';

/** A scanner with a glass, whatever else it has or lets be set. */
export interface GlassRoom extends Pick<
  ScanRoom,
  'scanner' | 'scannerId' | 'unplug' | 'plugIn' | 'leftovers' | 'close'
> {
  /** For the runs that follow: a page, or trouble instead of it. */
  lay(what: GlassTrouble): Promise<void>;
}

/** What every scanner with a glass guarantees, also one that lets next to nothing be set. */
export function describeGlass(name: string, open: () => Promise<GlassRoom>): void {
  describe(`scanner with a glass: ${name}`, { timeout: TEST_TIMEOUT_MS }, () => {
    let room: GlassRoom;
    beforeAll(async () => {
      room = await open();
    }, TEST_TIMEOUT_MS);
    afterAll(() => room.close());

    const scan = (change: Partial<ScanSettings> = {}) =>
      readAll(
        room.scanner.scan({
          ...{ scannerId: room.scannerId, source: 'flatbed', colourMode: 'colour', dpi: 200, paperSize: 'A4' },
          firstPage: 1,
          ...change,
        }),
      );

    it('is listed', async () => {
      const scanners = await room.scanner.listScanners();
      expect(scanners.find(({ scannerId }) => scannerId === room.scannerId)?.name).toMatch(/\S/);
    });

    it('gives one page, a whole JPEG, and is done', async () => {
      await room.lay('done');
      const { pages, end } = await scan({ firstPage: 4 });
      expect(pages.map(({ pageNumber }) => pageNumber)).toEqual([4]);
      for (const { bytes } of pages) {
        expect([...bytes.subarray(0, 3)]).toEqual(JPEG_START);
        expect([...bytes.subarray(-2)]).toEqual(JPEG_END);
      }
      expect(end).toEqual({ kind: 'ended', outcome: 'done', nextPage: 5 });
      expect(await room.leftovers()).toEqual([]);
    });

    it('gives the same paper twice as two files', async () => {
      await room.lay('done');
      const pages = [...(await scan()).pages, ...(await scan({ firstPage: 2 })).pages];
      const contents = pages.map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
      expect(contents).toHaveLength(2);
      expect(new Set(contents).size).toBe(2);
    });

    it.each(['jam', 'coverOpen', 'ioError'] as const)(
      'names the trouble (%s) and goes on after it',
      async (trouble) => {
        await room.lay(trouble);
        expect(await scan({ firstPage: 2 })).toEqual({
          pages: [],
          end: { kind: 'ended', outcome: trouble, nextPage: 2 },
        });
        expect(await room.leftovers()).toEqual([]);
        await room.lay('done');
        expect((await scan({ firstPage: 2 })).end).toEqual({ kind: 'ended', outcome: 'done', nextPage: 3 });
      },
    );

    it('refuses both sides of a sheet and does not scan less', async () => {
      const answer = await scan({ source: 'duplex' });
      expect(answer).toEqual({ pages: [], end: { kind: 'ended', outcome: 'notSupported', nextPage: 1 } });
    });

    it('says deviceGone when it is unplugged, and scans again when it is back', async () => {
      await room.lay('done');
      await room.unplug();
      expect((await scan({ firstPage: 7 })).end).toEqual({ kind: 'ended', outcome: 'deviceGone', nextPage: 7 });
      await room.plugIn();
      expect((await scan()).end.outcome).toBe('done');
    });
  });
}

const TROUBLES = {
  ...{ jam: 'jam', coverOpen: 'coverOpen', busy: 'busy', ioError: 'ioError' },
  ...{ diskFull: 'diskFull', hang: 'timedOut' },
} as const satisfies Partial<Record<TroubleName, ScanFailureCode>>;
type Midway = keyof typeof TROUBLES;
const ALL = Object.keys(TROUBLES) as Midway[];

/** How drivers differ. */
export interface DriverWays {
  /** What can happen after pages were given. */
  readonly troubles: readonly Midway[];
  /** No page before the run is over: a run that is cancelled gives none. */
  readonly givesPagesAtTheEnd?: boolean;
}

/** What every `Scanner` guarantees, on whatever driver. */
export function describeScanner(
  name: string,
  open: () => Promise<ScanRoom>,
  can: DriverWays = { troubles: ALL },
): void {
  describe(`scanner: ${name}`, { timeout: TEST_TIMEOUT_MS }, () => {
    let room: ScanRoom;
    beforeAll(async () => {
      room = await open();
    }, TEST_TIMEOUT_MS);
    afterAll(() => room.close());

    const settings = (change: Partial<ScanSettings> = {}): ScanSettings => ({
      ...{ scannerId: room.scannerId, source: 'feeder', colourMode: 'colour', dpi: 200, paperSize: 'A4', firstPage: 1 },
      ...change,
    });
    const scan = (change: Partial<ScanSettings> = {}) => readAll(room.scanner.scan(settings(change)));

    it('lists the scanners of the machine', async () => {
      const scanners = await room.scanner.listScanners();
      expect(scanners.find(({ scannerId }) => scannerId === room.scannerId)?.name).toMatch(/\S/);
    });

    it('gives the pages of a feeder in order, each a whole JPEG, and says that it is done', async () => {
      await room.load(3, 'done');
      const { pages, end } = await scan();
      expect(pages.map(({ pageNumber }) => pageNumber)).toEqual([1, 2, 3]);
      for (const { bytes } of pages) {
        expect([...bytes.subarray(0, 3)]).toEqual(JPEG_START);
        expect([...bytes.subarray(-2)]).toEqual(JPEG_END);
      }
      expect(end).toEqual({ kind: 'ended', outcome: 'done', nextPage: 4 });
      expect(await room.leftovers()).toEqual([]);
    });

    it('gives two sheets that look alike as two files', async () => {
      await room.load(2, 'done');
      const { pages } = await scan();
      const again = await scan();
      const contents = [...pages, ...again.pages].map(({ bytes }) => Buffer.from(bytes).toString('latin1'));
      expect(contents).toHaveLength(4);
      expect(new Set(contents).size).toBe(4);
    });

    it('takes one page from the glass', async () => {
      await room.load(0, 'done');
      const { pages, end } = await scan({ source: 'flatbed', paperSize: 'A5', colourMode: 'grey', firstPage: 4 });
      expect(pages.map(({ pageNumber }) => pageNumber)).toEqual([4]);
      expect(end).toEqual({ kind: 'ended', outcome: 'done', nextPage: 5 });
    });

    it('says noPaper when the feeder is empty from the start', async () => {
      await room.load(0, 'done');
      expect(await scan()).toEqual({ pages: [], end: { kind: 'ended', outcome: 'noPaper', nextPage: 1 } });
    });

    it.each(can.troubles.map((trouble) => [trouble, TROUBLES[trouble]] as const))(
      'keeps the pages before the trouble (%s), names it and goes on from the page reached',
      async (trouble, outcome) => {
        await room.load(2, trouble);
        const first = await scan();
        expect(first.pages.map(({ pageNumber }) => pageNumber)).toEqual([1, 2]);
        expect(first.end).toEqual({ kind: 'ended', outcome, nextPage: 3 });
        expect(await room.leftovers()).toEqual([]);
        await room.load(2, 'done');
        const second = await scan({ firstPage: first.end.nextPage });
        expect(second.pages.map(({ pageNumber }) => pageNumber)).toEqual([3, 4]);
        expect(second.end).toEqual({ kind: 'ended', outcome: 'done', nextPage: 5 });
      },
    );

    it('stops when it is cancelled: the pages taken stay, and it says so again and again', async () => {
      await room.load(2, 'silent');
      const run = room.scanner.scan(settings());
      const before = can.givesPagesAtTheEnd === true ? 0 : 2;
      for (let page = 0; page < before; page += 1) expect((await run.next()).kind).toBe('page');
      const waiting = run.next();
      await run.cancel();
      const end = { kind: 'ended', outcome: 'cancelled', nextPage: before + 1 };
      expect([await waiting, await run.next()]).toEqual([end, end]);
      expect(await room.leftovers()).toEqual([]);
    });

    it.each<[string, Partial<ScanSettings>]>([
      ['both sides of a sheet', { source: 'duplex' }],
      ['more dots than it has', { dpi: 9_600 }],
    ])('refuses %s, which the device cannot do, and does not scan less', async (_what, change) => {
      await room.load(1, 'done');
      const answer = await scan(change);
      expect(answer).toEqual({ pages: [], end: { kind: 'ended', outcome: 'notSupported', nextPage: 1 } });
    });

    it('says deviceGone of a scanner that is unplugged, and scans again when it is back', async () => {
      await room.load(1, 'done');
      await room.unplug();
      expect((await scan({ firstPage: 7 })).end).toEqual({ kind: 'ended', outcome: 'deviceGone', nextPage: 7 });
      await room.plugIn();
      expect((await scan()).end.outcome).toBe('done');
    });
  });
}
