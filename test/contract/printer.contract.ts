import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { InstalledPrinter, PaperJob, Printer } from '#main/printing/printer.ts';

/** A spooler with printers, a raw queue, and hands on their switches and paper trays. */
export interface PrintRoom {
  readonly printer: Printer;
  /** The papers that came out of a printer as PDF files, oldest first. */
  papers(printerId: string): Promise<readonly Uint8Array[]>;
  switchOff(printerId: string): Promise<void>;
  switchOn(printerId: string): Promise<void>;
  /** What the next paper meets; `null` mends the printer, and a paper that waited for it comes out. */
  setFault(printerId: string, fault: 'jam' | 'outOfPaper' | null): Promise<void>;
  /** Everything that has reached the thermal printer. */
  rawBytes(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** One printer for each test, so that they can run side by side. */
export const PRINTERS = ['A5', 'Tat', 'Rut', 'Ket', 'Het', 'Cho'] as const;
export const RAW_QUEUE = 'Nhiet';

const A5_POINTS = { width: 419.53, height: 595.28 };
// A printer is switched off only when the spooler knows that its last paper is done: going off in between leaves the
// spooler asking after that paper for minutes.
const PATIENCE = { timeout: 25_000, interval: 100 };
const ROOM_TIMEOUT_MS = 30_000;
const TEST_TIMEOUT_MS = 90_000;

/** What every `Printer` guarantees, on whatever spooler. */
export function describePrinter(name: string, open: () => Promise<PrintRoom>): void {
  describe.concurrent(`printer: ${name}`, { timeout: TEST_TIMEOUT_MS }, () => {
    let room: PrintRoom;
    beforeAll(async () => {
      room = await open();
    }, ROOM_TIMEOUT_MS);
    afterAll(() => room.close(), ROOM_TIMEOUT_MS);

    const find = async (printerId: string): Promise<InstalledPrinter | undefined> =>
      (await room.printer.listPrinters()).find((printer) => printer.printerId === printerId);
    const condition = async (printerId: string) => {
      const printer = await find(printerId);
      return [printer?.state, printer?.trouble];
    };
    const countPapers = async (printerId: string): Promise<number> => (await room.papers(printerId)).length;
    /** @returns the id of the job */
    const handOver = async (printerId: string, title: string): Promise<string> => {
      const outcome = await room.printer.print(await paperJob(printerId, title));
      return outcome.ok ? (outcome.value.jobId ?? 'no name') : outcome.error.code;
    };
    const report = async (jobId: string) => {
      const [job] = await room.printer.findJobs([jobId]);
      return [job?.state, job?.trouble];
    };

    it('[PN1] lists the printers; an A5 paper comes out as one A5 page, and its job is known to be done', async ({
      expect,
    }) => {
      const printers = await room.printer.listPrinters();
      expect(printers.map((printer) => printer.printerId).sort()).toEqual([...PRINTERS, RAW_QUEUE].sort());
      expect(await condition('A5')).toEqual(['ready', null]);
      const jobId = await handOver('A5', 'H26.3-261120-0001');
      await expect.poll(() => countPapers('A5'), PATIENCE).toBe(1);
      const paper = await PDFDocument.load((await room.papers('A5'))[0] ?? new Uint8Array());
      expect(paper.getPageCount()).toBe(1);
      expect(paper.getPage(0).getWidth()).toBeCloseTo(A5_POINTS.width, 0);
      expect(paper.getPage(0).getHeight()).toBeCloseTo(A5_POINTS.height, 0);
      await expect.poll(() => report(jobId), PATIENCE).toEqual(['done', null]);
      expect(await room.printer.withdraw(jobId)).toBe('done');
      expect(await report('A5-99999')).toEqual(['unknown', null]);
      expect(await room.printer.withdraw('A5-99999')).toBe('unknown');
    });

    it('answers noPrinter for a printer that does not exist', async ({ expect }) => {
      expect(await handOver('KhongCo', 'H26.3-261120-0002')).toBe('noPrinter');
    });

    it('[PN2] keeps a paper waiting at a printer that is off, takes no second one, and prints it once', async ({
      expect,
    }) => {
      await room.switchOff('Tat');
      const jobId = await handOver('Tat', 'H26.3-261120-0003');
      await expect.poll(() => condition('Tat'), PATIENCE).toEqual(['stopped', 'off']);
      expect(await report(jobId)).toEqual(['waiting', 'off']);
      expect(await handOver('Tat', 'H26.3-261120-0003')).toBe('printerUnavailable');
      await room.switchOn('Tat');
      await expect.poll(() => report(jobId), PATIENCE).toEqual(['done', null]);
      expect(await countPapers('Tat')).toBe(1);
    });

    it('[PN3] takes a waiting paper back for certain, so that it never comes out', async ({ expect }) => {
      await room.switchOff('Rut');
      const withdrawn = await handOver('Rut', 'H26.3-261120-0004');
      await expect.poll(() => condition('Rut'), PATIENCE).toEqual(['stopped', 'off']);
      expect(await room.printer.withdraw(withdrawn)).toBe('cancelled');
      expect(await report(withdrawn)).toEqual(['cancelled', null]);
      await room.switchOn('Rut');
      await expect.poll(() => condition('Rut'), PATIENCE).toEqual(['ready', null]);
      // The next paper comes out, and nothing came before it.
      const next = await handOver('Rut', 'H26.3-261120-0005');
      await expect.poll(() => report(next), PATIENCE).toEqual(['done', null]);
      expect(await countPapers('Rut')).toBe(1);
    });

    it('[PN4] does not say of a paper that jammed that it came out', async ({ expect }) => {
      await room.setFault('Ket', 'jam');
      const jammed = await handOver('Ket', 'H26.3-261120-0006');
      const outcome = async () => (await report(jammed))[0];
      await expect.poll(outcome, PATIENCE).not.toBe('waiting');
      // Not every spooler knows that the printer has given it up; but none says that it came out.
      expect(['failed', 'unknown']).toContain(await outcome());
      expect((await find('Ket'))?.trouble).toBe('jam');
      expect(await countPapers('Ket')).toBe(0);
      await room.setFault('Ket', null);
      const next = await handOver('Ket', 'H26.3-261120-0006');
      await expect.poll(() => report(next), PATIENCE).toEqual(['done', null]);
      expect(await countPapers('Ket')).toBe(1);
    });

    it('[PN5] holds papers at a printer without paper; the stuck one comes out once, one behind it can be withdrawn', async ({
      expect,
    }) => {
      await room.setFault('Het', 'outOfPaper');
      const stuck = await handOver('Het', 'H26.3-261120-0007');
      await expect.poll(() => condition('Het'), PATIENCE).toEqual(['busy', 'outOfPaper']);
      expect(await report(stuck)).toEqual(['waiting', 'outOfPaper']);
      const behind = await handOver('Het', 'H26.3-261120-0008');
      expect(await room.printer.withdraw(behind)).toBe('cancelled');
      await room.setFault('Het', null);
      await expect.poll(() => report(stuck), PATIENCE).toEqual(['done', null]);
      expect(await countPapers('Het')).toBe(1);
    });

    it('[PN3] does not call a paper withdrawn that the printer already has', async ({ expect }) => {
      await room.setFault('Cho', 'outOfPaper');
      const jobId = await handOver('Cho', 'H26.3-261120-0009');
      await expect.poll(() => condition('Cho'), PATIENCE).toEqual(['busy', 'outOfPaper']);
      expect(await room.printer.withdraw(jobId)).toBe('unknown');
    });

    it('[PN6] hands bytes for a thermal printer over exactly as they are', async ({ expect }) => {
      const bytes = Uint8Array.from({ length: 3_000 }, (_, index) => (index * 7 + (index >> 8)) % 256);
      const content = { kind: 'escpos' as const, bytes };
      const outcome = await room.printer.print({ printerId: RAW_QUEUE, title: 'phieu-1', copies: 1, content });
      expect(outcome.ok).toBe(true);
      await expect.poll(async () => (await room.rawBytes()).length, PATIENCE).toBe(bytes.length);
      expect(Buffer.compare(await room.rawBytes(), bytes)).toBe(0);
    });
  });
}

async function paperJob(printerId: string, title: string): Promise<PaperJob> {
  const document = await PDFDocument.create();
  document.addPage([A5_POINTS.width, A5_POINTS.height]).drawText(title, { x: 40, y: 500, size: 14 });
  return { printerId, title, copies: 1, content: { kind: 'pdf', paperSize: 'A5', bytes: await document.save() } };
}
