import { beforeEach, describe, expect, it } from 'vitest';
import { digitiseComponent } from '#renderer/workflows/digitise-component.ts';
import { createReadPage } from '#renderer/workflows/read-page.ts';
import type { Digitisation } from '#shared/domain/digitisation.ts';
import type { ExtractionFields } from '#shared/domain/extraction/extraction.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { lineOfDossier } from '#shared/kernel/line-keys.ts';
import { ok } from '#shared/kernel/result.ts';
import { SAMPLE_PAPERS } from '#test/fixtures/papers/sample-papers.ts';
import { sampleJpeg } from '#test/support/sample-jpeg.ts';
import { acceptWithPages, capturePages } from '#test/support/scanned-dossier.ts';
import { typesetPage } from '#test/support/typeset-page.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';

const FIELDS: ExtractionFields = {
  numberSymbol: ' 123/QĐ-UBND ',
  issuedOn: '2025-03-12' as LocalDate,
  holderName: 'Nguyễn  Thị Thử Nghiệm',
};

let bench: CounterBench;
let row: Digitisation;
beforeEach(async () => {
  bench = await new CounterBench().equip();
  const pages = await capturePages(bench.workflows, [sampleJpeg('một')]);
  await acceptWithPages(bench.workflows, bench.session, bench.draft(), pages);
  await expect.poll(() => bench.nudges).toBe(1);
  const [stored] = await bench.database.digitisations.toArray();
  if (stored === undefined) throw new Error('nothing waits');
  row = stored;
});

async function digitise(): Promise<void> {
  const [paper] = SAMPLE_PAPERS;
  bench.pageReader.answer = () => ok(typesetPage({ rows: paper?.rows ?? [] }));
  const deps = { ...bench.deps, readPage: createReadPage(bench.deps) };
  expect((await digitiseComponent(deps, row, new AbortController().signal)).ok).toBe(true);
}
const confirm = (fields: ExtractionFields) => bench.workflows.confirmExtraction(bench.session, row.componentId, fields);
const sent = () => bench.database.outbox.filter(({ kind }) => kind === 'recordExtraction').sortBy('sequence');
const stored = () => bench.database.extractions.get(row.componentId);

describe('confirming what was read on a component', () => {
  it('[DG11] writes row, operation and ledger entry in one commit and tells the sync', async () => {
    await digitise();
    const before = await stored();
    const { nudges } = bench;
    expect(await confirm(FIELDS)).toEqual({ ok: true, value: null });
    const fields = { numberSymbol: '123/QĐ-UBND', issuedOn: '2025-03-12', holderName: 'Nguyễn Thị Thử Nghiệm' };
    const by = { confirmedAt: bench.clock.now(), confirmedBy: bench.session.officer.officerId };
    expect(await stored()).toEqual({ ...before, state: 'confirmed', confirmed: { fields, proposedBy: 'ocr', ...by } });
    const operations = await sent();
    expect(operations.map(({ lineKey, payload }) => ({ lineKey, payload }))).toEqual([
      {
        lineKey: lineOfDossier(row.dossierId),
        payload: { dossierId: row.dossierId, componentId: row.componentId, fields, ...by },
      },
    ]);
    const entries = await bench.database.ledger.filter(({ kind }) => kind === 'extractionConfirmed').toArray();
    expect(entries.map(({ facts, dossierId }) => ({ facts, dossierId }))).toEqual([
      { facts: { componentId: row.componentId, fieldCount: 3 }, dossierId: row.dossierId },
    ]);
    expect(bench.nudges).toBe(nudges + 1);
    expect(JSON.stringify(bench.logger.lines)).not.toContain('Thử Nghiệm');
  });

  it('[DG11] sends a correction as another operation after the first, and the last one counts', async () => {
    await digitise();
    await confirm(FIELDS);
    bench.clock.advance(60_000);
    expect((await confirm({ numberSymbol: '124/QĐ-UBND' })).ok).toBe(true);
    expect((await stored())?.confirmed?.fields).toEqual({ numberSymbol: '124/QĐ-UBND' });
    const [first, second] = await sent();
    expect(first?.payload).toMatchObject({ fields: { numberSymbol: '123/QĐ-UBND' } });
    expect(second?.payload).toMatchObject({ fields: { numberSymbol: '124/QĐ-UBND' } });
    expect((second?.sequence ?? 0) - (first?.sequence ?? 0)).toBe(1);
  });

  it('[DG11] takes what was typed where nothing was read', async () => {
    expect((await digitiseComponent(bench.deps, row, new AbortController().signal)).ok).toBe(true);
    expect(await stored()).toBeUndefined();
    expect((await confirm({ numberSymbol: '7/GKS' })).ok).toBe(true);
    expect(await stored()).toMatchObject({ state: 'confirmed', proposal: {}, confirmed: { proposedBy: 'typed' } });
  });

  it.each<[string, ExtractionFields]>([
    ['extractionEmpty', { numberSymbol: '  ' }],
    ['extractionHasProblems', { holderIdNumber: '123' }],
    ['extractionHasProblems', { abstract: 'dài '.repeat(200) }],
    ['extractionHasProblems', { issuedOn: '2025-02-31' as LocalDate }],
  ])('[DG11] writes nothing of what is not right: %s', async (code, fields) => {
    await digitise();
    const before = await bench.everything();
    expect(await confirm(fields)).toMatchObject({ ok: false, error: { code } });
    expect(await bench.everything()).toEqual(before);
  });

  it('[DG11] writes nothing before there is a PDF', async () => {
    const before = await bench.everything();
    expect(await confirm(FIELDS)).toEqual({ ok: false, error: { code: 'notDigitised' } });
    expect(await bench.everything()).toEqual(before);
  });
});
