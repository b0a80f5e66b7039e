import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PaperJob, Printer } from '#main/printing/printer.ts';

/** A spooler with two printers, `Quay1` and `Quay2`, and hands on their power switches. */
export interface PrintRoom {
  readonly printer: Printer;
  /** The papers that came out of a printer as PDF files, oldest first. */
  papers(printerId: PrinterName): Promise<readonly Uint8Array[]>;
  switchOff(printerId: PrinterName): Promise<void>;
  switchOn(printerId: PrinterName): Promise<void>;
  close(): Promise<void>;
}
export type PrinterName = 'Quay1' | 'Quay2';

const A5_POINTS = { width: 419.53, height: 595.28 };
// A printer is switched off only when the spooler knows that its last paper is done: going off in between leaves the
// spooler asking after that paper for minutes.
const PATIENCE = { timeout: 25_000, interval: 100 };
const ROOM_TIMEOUT_MS = 30_000;
const TEST_TIMEOUT_MS = 90_000;

/** What every `Printer` guarantees, on whatever spooler. */
export function describePrinter(name: string, open: () => Promise<PrintRoom>): void {
  describe(`printer: ${name}`, { timeout: TEST_TIMEOUT_MS }, () => {
    let room: PrintRoom;
    beforeAll(async () => {
      room = await open();
    }, ROOM_TIMEOUT_MS);
    afterAll(() => room.close(), ROOM_TIMEOUT_MS);

    const stateOf = async (printerId: PrinterName): Promise<string | undefined> =>
      (await room.printer.listPrinters()).find((printer) => printer.printerId === printerId)?.state;
    const countPapers = async (printerId: PrinterName): Promise<number> => (await room.papers(printerId)).length;

    it('lists the printers of the machine, ready to print', async () => {
      const printers = await room.printer.listPrinters();
      expect(printers.map(({ printerId, state }) => ({ printerId, state }))).toEqual(
        expect.arrayContaining([
          { printerId: 'Quay1', state: 'ready' },
          { printerId: 'Quay2', state: 'ready' },
        ]),
      );
    });

    it('prints an A5 paper: the spooler names the job, and one A5 page comes out', async () => {
      const outcome = await room.printer.print(await paperJob('Quay1', 'H26.3-261120-0001'));
      expect(outcome).toMatchObject({ ok: true, value: { jobId: expect.stringMatching(/\S/) as string } });
      await expect.poll(() => countPapers('Quay1'), PATIENCE).toBe(1);
      const paper = await PDFDocument.load((await room.papers('Quay1'))[0] ?? new Uint8Array());
      expect(paper.getPageCount()).toBe(1);
      expect(paper.getPage(0).getWidth()).toBeCloseTo(A5_POINTS.width, 0);
      expect(paper.getPage(0).getHeight()).toBeCloseTo(A5_POINTS.height, 0);
    });

    it('answers noPrinter for a printer that does not exist', async () => {
      const outcome = await room.printer.print(await paperJob('KhongCo', 'H26.3-261120-0002'));
      expect(outcome).toEqual({ ok: false, error: { code: 'noPrinter' } });
    });

    it('keeps a paper waiting at a printer that is off, takes no second one, and prints it once', async () => {
      const before = await countPapers('Quay1');
      await expect.poll(() => stateOf('Quay1'), PATIENCE).toBe('ready');
      await room.switchOff('Quay1');
      const waiting = await room.printer.print(await paperJob('Quay1', 'H26.3-261120-0003'));
      expect(waiting.ok).toBe(true);
      await expect.poll(() => stateOf('Quay1'), PATIENCE).toBe('stopped');
      const second = await room.printer.print(await paperJob('Quay1', 'H26.3-261120-0003'));
      expect(second).toEqual({ ok: false, error: { code: 'printerUnavailable' } });
      await room.switchOn('Quay1');
      await expect.poll(() => countPapers('Quay1'), PATIENCE).toBe(before + 1);
    });

    it('withdraws a waiting paper that is printed elsewhere, so that it never comes out twice', async () => {
      const before = { first: await countPapers('Quay1'), second: await countPapers('Quay2') };
      await expect.poll(() => stateOf('Quay1'), PATIENCE).toBe('ready');
      await room.switchOff('Quay1');
      await room.printer.print(await paperJob('Quay1', 'H26.3-261120-0004'));
      await expect.poll(() => stateOf('Quay1'), PATIENCE).toBe('stopped');
      const elsewhere = await room.printer.print(await paperJob('Quay2', 'H26.3-261120-0004'));
      expect(elsewhere.ok).toBe(true);
      await expect.poll(() => countPapers('Quay2'), PATIENCE).toBe(before.second + 1);
      await room.switchOn('Quay1');
      // The next paper at the first printer comes out, and nothing came before it.
      await expect.poll(() => stateOf('Quay1'), PATIENCE).not.toBe('stopped');
      await room.printer.print(await paperJob('Quay1', 'H26.3-261120-0005'));
      await expect.poll(() => countPapers('Quay1'), PATIENCE).toBe(before.first + 1);
    });
  });
}

async function paperJob(printerId: string, title: string): Promise<PaperJob> {
  const document = await PDFDocument.create();
  document.addPage([A5_POINTS.width, A5_POINTS.height]).drawText(title, { x: 40, y: 500, size: 14 });
  return { printerId, title, paperSize: 'A5', copies: 1, pdf: await document.save() };
}
