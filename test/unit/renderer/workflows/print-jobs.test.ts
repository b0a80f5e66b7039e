import { beforeEach, describe, expect, it } from 'vitest';
import type { AcceptedDossier } from '#renderer/workflows/accept-dossier.ts';
import { listOpenPrints } from '#renderer/data/repositories/print-repository.ts';
import { followPrints } from '#renderer/workflows/follow-prints.ts';
import type { PrintRow } from '#renderer/data/schema/rows.ts';
import type { PrintId } from '#shared/kernel/ids.ts';
import { FakePrinter } from '#test/fakes/fake-printer.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { id, valueOf } from '#test/unit/shared/domain/samples.ts';

/** A counter whose machine has a spooler with printers that can be switched off. */
let bench: CounterBench;
let spooler: FakePrinter;
let accepted: AcceptedDossier;

/** Another run of the program over the same store and the same spooler. */
const restarted = () => plugIn(new CounterBench(bench.database, 8));

function plugIn(counter: CounterBench): CounterBench {
  counter.host.printer = spooler;
  return counter;
}

beforeEach(async () => {
  spooler = new FakePrinter(['Quay1', 'Quay2']);
  bench = plugIn(await new CounterBench().equip());
});

const mark = async () => await bench.database.printMarks.get(accepted.issuedDocumentId);
const prints = async () => await bench.database.prints.toCollection().sortBy('begunAt');
const states = async () => (await prints()).map(({ copyNumber, state }) => [copyNumber, state]);
const out = (printerId = 'Quay1') =>
  spooler.printed(printerId).map((job) =>
    Buffer.from(job.content.bytes)
      .toString()
      .replace(/^.*copy/, 'copy'),
  );
const ledger = async () =>
  (await bench.database.ledger.toCollection().sortBy('at'))
    .filter((entry) => entry.kind.startsWith('document'))
    .map(({ kind, facts }) => [kind, facts]);

async function accept(): Promise<void> {
  accepted = valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft({ paymentMeans: 'later' })));
  await expect.poll(async () => (await mark())?.state).not.toBe('pending');
}
const print = (counter = bench) => {
  counter.clock.advance(1_000);
  return counter.workflows.printDocument(counter.session, accepted.issuedDocumentId);
};
const follow = async (): Promise<readonly PrintRow[]> => {
  bench.clock.advance(1_000);
  await followPrints(bench.deps);
  return prints();
};
const choose = (printerId: string) =>
  bench.workflows.updateSettings({ printerByPaper: { form: printerId, report: null, slip: null, thermal: null } });

describe('a paper that waits at a printer', () => {
  it('[PN8] is withdrawn before it is printed again: one original comes out, whoever presses how often', async () => {
    spooler.switchOff('Quay1');
    await accept();
    expect(await print()).toEqual({ ok: true, value: { copyNumber: 1 } });
    expect(await print()).toEqual({ ok: true, value: { copyNumber: 1 } });
    spooler.switchOn('Quay1');
    expect(out()).toEqual(['copy 1']);
    expect(await states()).toEqual([
      [1, 'cancelled'],
      [1, 'cancelled'],
      [1, 'handedOver'],
    ]);
    expect(await mark()).toMatchObject({ state: 'printed', printCount: 1 });
    const kinds = (await ledger()).map(([kind]) => kind).sort();
    expect(kinds).toEqual([
      ...Array<string>(2).fill('documentPrintCancelled'),
      ...Array<string>(3).fill('documentPrinted'),
    ]);
  });

  it('[PN8] is withdrawn by a program that was started again, and when it is printed elsewhere', async () => {
    spooler.switchOff('Quay1');
    await accept();
    await choose('Quay2');
    const counter = restarted();
    counter.clock.advance(60_000);
    expect(await print(counter)).toEqual({ ok: true, value: { copyNumber: 1 } });
    spooler.switchOn('Quay1');
    expect([out('Quay1'), out('Quay2')]).toEqual([[], ['copy 1']]);
  });

  it('[PN9] that the printer had already counts: the next one is marked as a reprint', async () => {
    spooler.setFault('Quay1', 'outOfPaper');
    await accept();
    expect(await print()).toEqual({ ok: true, value: { copyNumber: 2 } });
    spooler.setFault('Quay1', null);
    expect(out()).toEqual(['copy 1', 'copy 2']);
    expect(await states()).toEqual([
      [1, 'unknown'],
      [2, 'handedOver'],
    ]);
  });

  it('[PN8] that the spooler does not give up keeps the next one back', async () => {
    spooler.switchOff('Quay1');
    await accept();
    bench.host.printer = undefined;
    bench.host.withdrawal = 'waiting';
    expect(await print()).toEqual({ ok: false, error: { code: 'earlierPrintWaiting' } });
    expect(bench.host.printed).toEqual([]);
    expect(await states()).toEqual([[1, 'handedOver']]);
  });
});

describe('a print on record', () => {
  it('[PN9] is there before anything is handed over: after a crash in between, the next one is a reprint', async () => {
    await accept();
    const [first] = await prints();
    // As the store is when the program ends between the record and the spooler's answer.
    await bench.database.prints.put({ ...(first as PrintRow), state: 'started', jobId: null });
    expect(await print(restarted())).toEqual({ ok: true, value: { copyNumber: 2 } });
    expect(await states()).toEqual([
      [1, 'unknown'],
      [2, 'handedOver'],
    ]);
  });

  it('[PN9] names printer, job and officer; where it cannot be written nothing is printed', async () => {
    await accept();
    const [row] = await prints();
    expect(row).toMatchObject({ printerId: 'Quay1', printerName: 'Quay1', jobId: 'Quay1-1', copyNumber: 1 });
    expect(row).toMatchObject({ officerId: bench.session.officer.officerId, dossierId: accepted.dossier.dossierId });
    await bench.database.prints.clear();
    const full = { ok: false as const, error: { code: 'storageFull' as const } };
    const { printDocument } = await import('#renderer/workflows/print-document.ts');
    const stuck = { ...bench.deps, unitOfWork: { ...bench.unitOfWork, commit: () => Promise.resolve(full) } };
    expect(await printDocument(stuck, bench.session, accepted.issuedDocumentId)).toEqual(full);
    expect(out()).toEqual(['copy 1']);
  });
});

describe('following prints', () => {
  it('[PN10] records what a paper waits for, and that it came out', async () => {
    spooler.setFault('Quay1', 'outOfPaper');
    await accept();
    expect(await follow()).toMatchObject([{ state: 'handedOver', trouble: 'outOfPaper' }]);
    const marked = await mark();
    spooler.setFault('Quay1', null);
    expect(await follow()).toMatchObject([{ state: 'done', trouble: null }]);
    // The mark said so already: nothing that hangs on it is disturbed.
    expect(await mark()).toEqual(marked);
    expect(await ledger()).toHaveLength(1);
  });

  it('[PN10] a paper that the printer gave up is a paper that was not printed, and its number is given again', async () => {
    spooler.setFault('Quay1', 'jam');
    await accept();
    expect(await follow()).toMatchObject([{ state: 'failed', failureCode: 'printerGaveUp' }]);
    expect(await mark()).toMatchObject({ state: 'failed', failureCode: 'printerGaveUp', printCount: 0 });
    expect((await ledger()).at(-1)).toEqual(['documentPrintFailed', { copyNumber: 1, code: 'printerGaveUp' }]);
    spooler.setFault('Quay1', null);
    expect(await print()).toEqual({ ok: true, value: { copyNumber: 1 } });
    expect(out()).toEqual(['copy 1']);
  });

  it('[PN10] a job that somebody cancelled at the machine was not printed either', async () => {
    spooler.switchOff('Quay1');
    await accept();
    await spooler.withdraw('Quay1-1');
    expect(await follow()).toMatchObject([{ state: 'cancelled' }]);
    expect(await mark()).toMatchObject({ state: 'failed', failureCode: 'printCancelled', printCount: 0 });
  });

  it('does not give a paper up because its spooler is away for a while, but does not wait for ever', async () => {
    await accept();
    bench.host.printer = undefined;
    expect(await follow()).toMatchObject([{ state: 'handedOver' }]);
    bench.clock.advance(11 * 60_000);
    expect(await follow()).toMatchObject([{ state: 'unknown' }]);
    expect(await mark()).toMatchObject({ state: 'printed', printCount: 1 });
  });

  it('does not count a paper as on its way whose spooler names no jobs, however long ago it was', async () => {
    await accept();
    expect(await listOpenPrints(bench.database)).toHaveLength(1);
    const [row] = await prints();
    await bench.database.prints.put({ ...(row as PrintRow), jobId: null });
    expect(await listOpenPrints(bench.database)).toEqual([]);
    bench.clock.advance(11 * 60_000);
    expect(await follow()).toMatchObject([{ state: 'handedOver', jobId: null }]);
  });

  it('asks about nothing when nothing is on its way, and does not disturb a print that has gone on meanwhile', async () => {
    await accept();
    await follow();
    const before = await prints();
    expect(await follow()).toEqual(before);
    const [printed] = await Promise.all([print(), follow()]);
    expect(printed).toEqual({ ok: true, value: { copyNumber: 2 } });
    expect(await states()).toMatchObject([
      [1, 'done'],
      [2, expect.stringMatching(/^(handedOver|done)$/)],
    ]);
  });
});

describe('the answer of the officer', () => {
  it('[PN11] is kept with the copy it is about; the copy counts either way', async () => {
    await accept();
    const [first] = await prints();
    const printId = (first as PrintRow).printId;
    bench.clock.advance(1_000);
    expect(await bench.workflows.answerPrint(bench.session, printId, false)).toEqual({ ok: true, value: null });
    expect((await ledger()).at(-1)).toEqual(['documentPrintAnswered', { copyNumber: 1, cameOut: false }]);
    expect(await follow()).toMatchObject([{ state: 'done', cameOut: false }]);
    expect(await print()).toEqual({ ok: true, value: { copyNumber: 2 } });
    expect((await prints()).map(({ cameOut }) => cameOut)).toEqual([false, null]);
    const unknown = await bench.workflows.answerPrint(bench.session, id(97) as PrintId, true);
    expect(unknown).toEqual({ ok: false, error: { code: 'unknownDocument' } });
  });
});

describe('[PN12] a printer for each kind of paper', () => {
  it('is tried with a page of its own size, a thermal printer with its own commands', async () => {
    const printerByPaper = { form: 'Quay1', report: 'Quay2', slip: null, thermal: 'Quay2' };
    await bench.workflows.updateSettings({ printerByPaper });
    for (const paperClass of ['form', 'report', 'slip', 'thermal'] as const) {
      expect(await bench.workflows.printTestPage(paperClass)).toMatchObject({ ok: true });
    }
    const kinds = (printerId: string) =>
      spooler.printed(printerId).map(({ content }) => (content.kind === 'pdf' ? content.paperSize : content.kind));
    expect([kinds('Quay1'), kinds('Quay2')]).toEqual([
      ['A5', 'A5'],
      ['A4', 'escpos'],
    ]);
  });

  it('is not replaced when it has gone; a roll is never printed on the default printer', async () => {
    await choose('Quay9');
    expect(await bench.workflows.printTestPage('form')).toEqual({ ok: false, error: { code: 'printerUnavailable' } });
    expect(await bench.workflows.printTestPage('thermal')).toEqual({ ok: false, error: { code: 'noPrinter' } });
    bench.papers.isBroken = true;
    expect(await bench.workflows.printTestPage('report')).toEqual({ ok: false, error: { code: 'paperNotDrawn' } });
  });
});
