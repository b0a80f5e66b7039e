import { beforeEach, describe, expect, it } from 'vitest';
import { createScanSessions, type ScanSessions } from '#main/scanning/scan-sessions.ts';
import type { ScanSettings } from '#main/scanning/scanner.ts';
import { FakeScanner } from '#test/fakes/fake-scanner.ts';

const settings: ScanSettings = {
  ...{ scannerId: 'fake:0', source: 'feeder', colourMode: 'colour', dpi: 200, paperSize: 'A4', firstPage: 1 },
};

let scanner: FakeScanner;
let sessions: ScanSessions;
beforeEach(() => {
  scanner = new FakeScanner();
  let last = 0;
  const next = <Id extends string>(): Id => {
    last += 1;
    return `s${String(last)}` as Id;
  };
  sessions = createScanSessions(scanner, { next });
});

describe('scan sessions', () => {
  it('give the pages of the run they name', async () => {
    scanner.load(1);
    const { sessionId } = await sessions.acquire(settings);
    expect(await sessions.nextPage(sessionId)).toMatchObject({ kind: 'page', pageNumber: 1 });
    expect(await sessions.nextPage(sessionId)).toEqual({ kind: 'ended', outcome: 'done', nextPage: 2 });
  });

  it('cancel a run that still goes when another is started, as after a reload of the page', async () => {
    scanner.load(0, 'silent');
    const first = await sessions.acquire(settings);
    const waiting = sessions.nextPage(first.sessionId);
    scanner.load(1);
    const second = await sessions.acquire(settings);
    expect(await waiting).toMatchObject({ kind: 'ended', outcome: 'cancelled' });
    expect(await sessions.nextPage(first.sessionId)).toMatchObject({ kind: 'ended', outcome: 'cancelled' });
    expect(await sessions.nextPage(second.sessionId)).toMatchObject({ kind: 'page', pageNumber: 1 });
  });

  it('cancel only the run they name', async () => {
    scanner.load(1, 'silent');
    const { sessionId } = await sessions.acquire(settings);
    await sessions.cancel('another');
    expect(await sessions.nextPage(sessionId)).toMatchObject({ kind: 'page', pageNumber: 1 });
    await sessions.cancel(sessionId);
    expect(await sessions.nextPage(sessionId)).toEqual({ kind: 'ended', outcome: 'cancelled', nextPage: 2 });
  });
});
