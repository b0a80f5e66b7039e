import { beforeEach, describe, expect, it } from 'vitest';
import type { AcceptedDossier } from '#renderer/workflows/accept-dossier.ts';
import type { PrinterInfo } from '#shared/ipc/index.ts';
import type { IssuedDocumentId } from '#shared/kernel/ids.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { id, valueOf } from '#test/unit/shared/domain/samples.ts';

const UNCHOSEN = { form: null, report: null, slip: null, thermal: null };

let bench: CounterBench;
let accepted: AcceptedDossier;

const mark = async () => await bench.database.printMarks.get(accepted.issuedDocumentId);
const printLedger = async () =>
  (await bench.database.ledger.toCollection().sortBy('at'))
    .filter((entry) => entry.kind.startsWith('document'))
    .map(({ kind, facts }) => [kind, facts]);
const printer = (printerId: string, isDefault = false): PrinterInfo => ({
  printerId,
  name: printerId,
  isDefault,
  state: 'ready',
  trouble: null,
});

/** Accepts a dossier and waits until its own print has ended. */
async function accept(): Promise<void> {
  accepted = valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft({ paymentMeans: 'later' })));
  await expect.poll(async () => (await mark())?.state).not.toBe('pending');
}
/** A second later, so that the ledger is in order. */
const print = () => {
  bench.clock.advance(1_000);
  return bench.workflows.printDocument(bench.session, accepted.issuedDocumentId);
};

beforeEach(async () => {
  bench = await new CounterBench().equip();
});

describe('printing a paper', () => {
  it('counts copies: the first is the original, later ones are reprints with their number', async () => {
    await accept();
    expect(await mark()).toMatchObject({ state: 'printed', printCount: 1, failureCode: null });
    expect(await print()).toEqual({ ok: true, value: { copyNumber: 2 } });
    expect(await print()).toEqual({ ok: true, value: { copyNumber: 3 } });
    expect(await mark()).toMatchObject({ state: 'printed', printCount: 3 });
    expect(bench.papers.drawn.map((paper) => paper.copyNumber)).toEqual([1, 2, 3]);
    expect(await printLedger()).toEqual([
      ['documentPrinted', { copyNumber: 1 }],
      ['documentReprinted', { copyNumber: 2 }],
      ['documentReprinted', { copyNumber: 3 }],
    ]);
  });

  it.each(['noPrinter', 'printerUnavailable', 'spoolerFailed', 'diskFull'] as const)(
    'that fails with %s leaves a mark and a ledger entry, and the next one is still the original',
    async (code) => {
      bench.host.printFailure = code;
      await accept();
      expect(await mark()).toMatchObject({ state: 'failed', printCount: 0, failureCode: code });
      bench.host.printFailure = undefined;
      expect(await print()).toEqual({ ok: true, value: { copyNumber: 1 } });
      expect(await mark()).toMatchObject({ state: 'printed', printCount: 1, failureCode: null });
      expect(await printLedger()).toEqual([
        ['documentPrintFailed', { copyNumber: 1, code }],
        ['documentPrinted', { copyNumber: 1 }],
      ]);
    },
  );

  it('fails when the paper cannot be drawn, and nothing reaches the printer', async () => {
    bench.papers.isBroken = true;
    await accept();
    expect(await mark()).toMatchObject({ state: 'failed', failureCode: 'paperNotDrawn' });
    expect(bench.host.printed).toEqual([]);
    expect(bench.host.kept).toEqual([]);
  });

  it('fails when the host itself breaks down, instead of pending for ever', async () => {
    bench.host.isBroken = true;
    await accept();
    expect(await mark()).toMatchObject({ state: 'failed', failureCode: 'printerUnavailable' });
    expect(bench.logger.lines).toContainEqual({
      level: 'error',
      event: 'print.hostFailed',
      fields: { reason: 'Error' },
    });
  });

  it('keeps each copy as a file where the host can; the paper comes out even when the disk is full', async () => {
    await accept();
    expect(bench.host.kept.map((file) => file.fileName)).toEqual(['H99.01-261120-0001-1.pdf']);
    bench.host.keepFailure = 'diskFull';
    expect(await print()).toEqual({ ok: true, value: { copyNumber: 2 } });
    expect(bench.logger.lines).toContainEqual({
      level: 'warn',
      event: 'paper.notKept',
      fields: { code: 'diskFull' },
    });
    bench.host.capabilities = {
      silentPrint: false,
      keepsDocuments: false,
      scanning: false,
      watchedFolder: false,
      signing: false,
    };
    expect(await print()).toEqual({ ok: true, value: { copyNumber: 3 } });
    expect(bench.host.kept).toHaveLength(1);
  });

  it('goes to the chosen printer; to the default one only when none was chosen; none is picked by chance', async () => {
    await accept();
    bench.host.printers = [printer('first'), printer('default', true), printer('chosen')];
    await print();
    await bench.workflows.updateSettings({ printerByPaper: { ...UNCHOSEN, form: 'chosen' } });
    await print();
    bench.host.printers = [printer('first'), printer('second')];
    expect(await print()).toEqual({ ok: false, error: { code: 'printerUnavailable' } });
    await bench.workflows.updateSettings({ printerByPaper: UNCHOSEN });
    expect(await print()).toEqual({ ok: false, error: { code: 'noPrinter' } });
    expect(bench.host.printed.slice(1).map((job) => job.printerId)).toEqual(['default', 'chosen']);
  });

  it('gives two wishes at the same time two copy numbers', async () => {
    accepted = valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft({ paymentMeans: 'later' })));
    const copies = await Promise.all([print(), print()]);
    expect(copies.map((copy) => valueOf(copy).copyNumber)).toEqual([2, 3]);
    expect(await mark()).toMatchObject({ printCount: 3 });
  });

  it('of a paper that was never issued, or whose record is damaged, is refused', async () => {
    await accept();
    const unknown = await bench.workflows.printDocument(bench.session, id(98) as IssuedDocumentId);
    expect(unknown).toEqual({ ok: false, error: { code: 'unknownDocument' } });
    await bench.database.issuedDocuments.update(accepted.issuedDocumentId, { issuedAt: 'hôm qua' as never });
    expect(await print()).toMatchObject({ ok: false, error: { code: 'damagedRow' } });
  });

  it('logs codes and ids only', async () => {
    bench.host.printFailure = 'spoolerFailed';
    await accept();
    expect(JSON.stringify(bench.logger.lines)).not.toMatch(/Lò|Mẫu|008185012345/);
    expect(bench.logger.lines).toMatchObject([{ event: 'print.failed', fields: { code: 'spoolerFailed' } }]);
  });
});

describe('saving a paper where the officer says', () => {
  it('hands the paper to the host under the code of the dossier and counts no print', async () => {
    await accept();
    expect(await bench.workflows.saveDocumentAs(accepted.issuedDocumentId)).toEqual({ ok: true, value: null });
    expect(bench.host.saved).toEqual(['H99.01-261120-0001.pdf']);
    expect(await mark()).toMatchObject({ printCount: 1 });
  });

  it('says why it was not saved', async () => {
    await accept();
    bench.host.saveFailure = 'notWritable';
    const save = () => bench.workflows.saveDocumentAs(accepted.issuedDocumentId);
    expect(await save()).toEqual({ ok: false, error: { code: 'notWritable' } });
    bench.papers.isBroken = true;
    expect(await save()).toEqual({ ok: false, error: { code: 'paperNotDrawn' } });
    const unknown = await bench.workflows.saveDocumentAs(id(98) as IssuedDocumentId);
    expect(unknown).toEqual({ ok: false, error: { code: 'unknownDocument' } });
  });
});
