import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemScheduler } from '#main/app/system-sources.ts';
import { createNaps2Scanner, type Naps2Limits } from '#main/scanning/naps2-scanner.ts';
import { createScanProgram } from '#main/scanning/scan-program.ts';
import type { ScanSettings } from '#main/scanning/scanner.ts';
import { openNaps2Room } from './naps2-room.ts';
import { filesUnder } from './sane-room.ts';
import { describeScanner, type ScanRoom } from './scanner.contract.ts';

const ROOMY = 100 * 1024 ** 3;
const SETTINGS: Omit<ScanSettings, 'scannerId'> = {
  ...{ source: 'feeder', colourMode: 'colour', dpi: 200, paperSize: 'A4', firstPage: 1 },
};

async function openRoom(limits: Partial<Naps2Limits> = {}, freeBytes = ROOMY): Promise<ScanRoom> {
  const room = await openNaps2Room();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-scans-'));
  return {
    ...room,
    scanner: createNaps2Scanner({
      start: createScanProgram(room.command, process.env, 'linux'),
      scheduler: systemScheduler,
      ids: { next: <Id extends string>() => randomUUID() as string as Id },
      ...{ folder, freeBytes: () => Promise.resolve(freeBytes), limits },
    }),
    leftovers: () => filesUnder(folder),
    close: async () => {
      await room.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

// Its pages come when the run is over: what ends the program takes them with it, so a hang has no pages before it.
describeScanner('NAPS2, by a stand-in for its console program', () => openRoom(), {
  ...{ troubles: ['jam', 'coverOpen', 'busy', 'ioError'], givesPagesAtTheEnd: true },
});

describe('scanner: NAPS2 alone', () => {
  it('ends a program that stays silent for longer than any stack takes', async () => {
    const room = await openRoom({ runMs: 300 });
    await room.load(2, 'hang');
    const step = await room.scanner.scan({ ...SETTINGS, scannerId: room.scannerId }).next();
    expect(step).toEqual({ kind: 'ended', outcome: 'timedOut', nextPage: 1 });
    expect(await room.leftovers()).toEqual([]);
    await room.close();
  });

  it('takes the resolution from the page, not from what was asked for', async () => {
    const room = await openRoom();
    await room.load(1, 'done');
    const step = await room.scanner.scan({ ...SETTINGS, scannerId: room.scannerId, dpi: 300 }).next();
    expect(step).toMatchObject({ kind: 'page', dpi: 300 });
    await room.close();
  });

  it('starts no scan on a disk that is almost full', async () => {
    const room = await openRoom({}, 1_000_000);
    const step = await room.scanner.scan({ ...SETTINGS, scannerId: room.scannerId, firstPage: 3 }).next();
    expect(step).toEqual({ kind: 'ended', outcome: 'diskFull', nextPage: 3 });
    await room.close();
  });

  it('has no scanner where the program is not installed', async () => {
    const scanner = createNaps2Scanner({
      start: createScanProgram('/khong/co/NAPS2.Console', process.env, 'linux'),
      scheduler: systemScheduler,
      ids: { next: <Id extends string>() => randomUUID() as string as Id },
      ...{ folder: path.join(os.tmpdir(), `qmc-none-${randomUUID()}`), freeBytes: () => Promise.resolve(ROOMY) },
    });
    expect(await scanner.listScanners()).toEqual([]);
    const step = await scanner.scan({ ...SETTINGS, scannerId: 'wia:gone' }).next();
    expect(step).toEqual({ kind: 'ended', outcome: 'deviceGone', nextPage: 1 });
  });
});
