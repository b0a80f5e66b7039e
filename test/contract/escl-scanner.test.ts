import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScanRun, ScanStep } from '#main/scanning/scanner.ts';
import { openEsclRoom } from './escl-room.ts';
import { filesUnder, saneScanner } from './sane-room.ts';
import { describeScanner, type ScanRoom } from './scanner.contract.ts';

/** The driver asks a busy scanner ten times, a second apart, before it gives up. */
const BUSY_MS = 20_000;

async function openRoom(silenceMs?: number): Promise<ScanRoom> {
  const room = await openEsclRoom();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qmc-scans-'));
  return {
    ...room,
    scanner: saneScanner(room, folder, silenceMs === undefined ? {} : { silenceMs }),
    leftovers: () => filesUnder(folder),
    close: async () => {
      await room.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

describeScanner('eSCL through sane-airscan', () => openRoom(), {
  troubles: ['jam', 'coverOpen', 'ioError', 'diskFull', 'hang'],
});

describe('scanner: eSCL alone', { timeout: 2 * BUSY_MS }, () => {
  let room: ScanRoom;
  beforeAll(async () => {
    room = await openRoom(BUSY_MS);
  });
  afterAll(() => room.close());

  it('says busy when another program uses it, which a network scanner tells before the first page', async () => {
    await room.load(2, 'busy');
    const run = (): ScanRun =>
      room.scanner.scan({
        ...{ scannerId: room.scannerId, source: 'feeder', colourMode: 'colour', dpi: 200, paperSize: 'A4' },
        firstPage: 3,
      });
    expect(await run().next()).toEqual({ kind: 'ended', outcome: 'busy', nextPage: 3 });
    await room.load(1, 'done');
    const again = run();
    const steps: ScanStep[] = [await again.next(), await again.next()];
    expect(steps.map((step) => (step.kind === 'page' ? step.pageNumber : step.outcome))).toEqual([3, 'done']);
  });
});
