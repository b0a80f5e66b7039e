import { beforeEach, describe, expect, it } from 'vitest';
import { findReceiptOf } from '#renderer/data/repositories/dossier-repository.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { DossierId } from '#shared/kernel/ids.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { id, readyDraft, valueOf } from '#test/unit/shared/domain/samples.ts';

let bench: CounterBench;

/** Accepts a dossier that is paid later, and waits for its receipt. */
async function accept(changes: Partial<IntakeDraft> = {}): Promise<Dossier> {
  const before = bench.papers.drawn.length;
  const { dossier, issuedDocumentId } = valueOf(
    await bench.workflows.acceptDossier(bench.session, bench.draft({ paymentMeans: 'later', ...changes })),
  );
  await expect.poll(async () => (await bench.database.printMarks.get(issuedDocumentId))?.state).toBe('printed');
  expect(bench.papers.drawn).toHaveLength(before + 1);
  bench.clock.advance(1_000);
  return dossier;
}
const issue = (dossierId: DossierId, kind: Parameters<typeof bench.workflows.issuePaper>[2]) =>
  bench.workflows.issuePaper(bench.session, dossierId, kind);
/** What was drawn after the receipts of intake. */
const drawn = () =>
  bench.papers.drawn
    .filter(({ content }) => content.kind !== 'intakeReceipt')
    .map(({ content, copyNumber }) => [content.kind, copyNumber]);

beforeEach(async () => {
  bench = await new CounterBench().equip();
});

describe('papers that go with an accepted dossier', () => {
  it('are issued once: asked for again, the same paper is printed as a reprint', async () => {
    const { dossierId, dossierCode } = await accept();
    const sheet = valueOf(await issue(dossierId, 'processingControlSheet'));
    const slip = valueOf(await issue(dossierId, 'evaluationSlip'));
    bench.clock.advance(60_000);
    expect(valueOf(await issue(dossierId, 'processingControlSheet'))).toBe(sheet);
    expect(drawn()).toEqual([
      ['processingControlSheet', 1],
      ['evaluationSlip', 1],
      ['processingControlSheet', 2],
    ]);
    expect(bench.papers.drawn.at(-1)?.content).toEqual(bench.papers.drawn.at(1)?.content);
    expect(await bench.database.printMarks.get(slip)).toMatchObject({ dossierCode, state: 'printed', printCount: 1 });
    expect(await bench.database.issuedDocuments.count()).toBe(3);
    expect(bench.host.printed.map(({ title }) => title)).toContain(`${dossierCode}-processingControlSheet-2`);
  });

  it('are issued once, when the key is pressed twice', async () => {
    const { dossierId } = await accept();
    const both = await Promise.all([issue(dossierId, 'evaluationSlip'), issue(dossierId, 'evaluationSlip')]);
    expect(new Set(both.map(valueOf)).size).toBe(1);
    expect(drawn()).toEqual([
      ['evaluationSlip', 1],
      ['evaluationSlip', 2],
    ]);
  });

  it('go to the printer for their kind; without one for 80 mm, the mark says so', async () => {
    const { dossierId } = await accept();
    const slip = valueOf(await issue(dossierId, 'thermalSlip'));
    expect(await bench.database.printMarks.get(slip)).toMatchObject({ state: 'failed', failureCode: 'noPrinter' });
    const thermal = { printerId: 'roll', name: 'Cuộn 80 mm', isDefault: false, state: 'ready', trouble: null } as const;
    bench.host.printers = [...bench.host.printers, thermal];
    await bench.workflows.updateSettings({ printerByPaper: { form: null, report: null, slip: null, thermal: 'roll' } });
    valueOf(await issue(dossierId, 'thermalSlip'));
    expect(bench.host.printed.at(-1)).toMatchObject({ printerId: 'roll', content: { kind: 'escpos' } });
  });

  it('of an unknown dossier are refused', async () => {
    expect(await issue(id(99) as DossierId, 'evaluationSlip')).toEqual({
      ok: false,
      error: { code: 'unknownDocument' },
    });
  });
});

describe('one receipt for all dossiers of an applicant', () => {
  it('lists those of today, from whichever it is asked for; with one more it is another list', async () => {
    const first = await accept();
    expect(await issue(first.dossierId, 'multiDossierReceipt')).toMatchObject({ error: { code: 'oneDossierOnly' } });
    const second = await accept();
    await accept({ applicant: { ...readyDraft().applicant, personalIdNumber: '008185099999' } });
    const list = valueOf(await issue(first.dossierId, 'multiDossierReceipt'));
    expect(valueOf(await issue(second.dossierId, 'multiDossierReceipt'))).toBe(list);
    const content = bench.papers.drawn.at(-1)?.content;
    expect(content).toMatchObject({
      receiptNumber: `DS-${second.dossierCode}`,
      dossiers: [{ dossierCode: first.dossierCode }, { dossierCode: second.dossierCode }],
      feeStateText: 'Chưa thu',
    });
    const third = await accept();
    expect(valueOf(await issue(third.dossierId, 'multiDossierReceipt'))).not.toBe(list);
    bench.clock.advance(24 * 3_600_000);
    expect(await issue(third.dossierId, 'multiDossierReceipt')).toMatchObject({ error: { code: 'oneDossierOnly' } });
  });
});

describe('the receipt with English under the labels', () => {
  it('is a copy of the receipt like every other', async () => {
    const { dossierId } = await accept();
    const receipt = valueOf((await findReceiptOf(bench.database, dossierId)) ?? { ok: false, error: 'none' });
    const printed = await bench.workflows.printDocument(bench.session, receipt.issuedDocumentId, 'viEn');
    expect(printed).toEqual({ ok: true, value: { copyNumber: 2 } });
    expect(bench.papers.drawn.at(-1)).toMatchObject({ copyNumber: 2, language: 'viEn' });
  });
});
