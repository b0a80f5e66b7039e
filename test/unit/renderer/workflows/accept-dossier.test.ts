import { beforeEach, describe, expect, it } from 'vitest';
import type { ComponentFile } from '#shared/domain/dossier.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import { operationSchema } from '#sync/protocol/operation.ts';
import {
  acceptDossierPayloadSchema,
  collectFeePayloadSchema,
  storeBlobPayloadSchema,
} from '#sync/protocol/payloads.ts';
import * as v from 'valibot';
import { sha256Of } from '#test/fakes/operation-book.ts';
import { catalogueOf, CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { copyRate, extractRate, procedure, scan, valueOf } from '#test/unit/shared/domain/samples.ts';

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench().equip();
});

const accept = (draft: IntakeDraft) => bench.workflows.acceptDossier(bench.session, draft);
const outbox = () => bench.database.outbox.orderBy('stationSequence').toArray();
const printState = async () => (await bench.database.printMarks.toArray())[0]?.state;

function withFiles(draft: IntakeDraft, files: readonly ComponentFile[]): IntakeDraft {
  const components = draft.components.map((component) =>
    component.requirementId === 'c2' ? { ...component, files: [...files] } : component,
  );
  return { ...draft, components };
}

describe('accepting a dossier', () => {
  it('gives the official code of the next number and prints the receipt, without any network', async () => {
    const draft = bench.draft();
    await bench.workflows.saveDraft(draft);
    const { dossier, issuedDocumentId } = valueOf(await accept(draft));
    expect(dossier).toMatchObject({ dossierCode: 'H99.01-261120-0001', orderNumber: 1, feeTotalVnd: 24_000 });
    await expect.poll(printState).toBe('printed');
    await expect.poll(() => bench.nudges).toBe(1);
    expect(bench.host.printed).toMatchObject([
      { printerId: 'a5', title: `${dossier.dossierCode}-1`, copies: 1, content: { paperSize: 'A5' } },
      { printerId: 'a5', title: 'PTT-26-00000000-0000001-1', copies: 1, content: { paperSize: 'A5' } },
    ]);
    expect(bench.papers.drawn).toMatchObject([
      { copyNumber: 1, content: { kind: 'intakeReceipt', dossierCode: dossier.dossierCode } },
      { copyNumber: 1, content: { kind: 'provisionalFeeSlip', dossierCode: dossier.dossierCode } },
    ]);
    expect(await bench.database.issuedDocuments.get(issuedDocumentId)).toMatchObject({ dossierId: dossier.dossierId });
    expect(await bench.database.drafts.count()).toBe(0);
    expect(bench.nudges).toBe(1);
  });

  it('queues the dossier on its own line, the money on the line of the shift, each scan on a line of its own', async () => {
    const [scanned, twice] = [scan(1), scan(2)];
    const { dossier } = valueOf(await accept(withFiles(bench.draft(), [scanned, twice, twice])));
    const rows = await outbox();
    expect(rows.map((row) => [row.kind, row.lineKey, row.sequence])).toEqual([
      ['acceptDossier', `dossier:${dossier.dossierId}`, 1],
      ['collectFee', `shift:${bench.session.shift.shiftId}`, 1],
      ['storeBlob', `blob:${scanned.hash}`, 1],
      ['storeBlob', `blob:${twice.hash}`, 1],
    ]);
    expect(rows.map((row) => row.dependsOn)).toEqual([[], [], [], []]);
    for (const row of rows) {
      const { dossierId: _1, sizeBytes: _2, ...operation } = row;
      expect(v.is(operationSchema, operation)).toBe(true);
      expect(row.payloadHash).toBe(sha256Of(toCanonicalJson(row.payload)));
      expect(row.dossierId).toBe(dossier.dossierId);
    }
    expect(rows.map((row) => row.sizeBytes).slice(2)).toEqual([scanned.sizeBytes, twice.sizeBytes]);
  });

  it('queues payloads that the gateway can read', async () => {
    valueOf(await accept(withFiles(bench.draft(), [scan(1)])));
    const [dossier, fee, blob] = (await outbox()).map((row) => row.payload);
    expect(v.is(acceptDossierPayloadSchema, dossier)).toBe(true);
    expect(v.is(collectFeePayloadSchema, fee)).toBe(true);
    expect(v.is(storeBlobPayloadSchema, blob)).toBe(true);
  });

  it('queues no money when the fee is paid later', async () => {
    valueOf(await accept(bench.draft({ paymentMeans: 'later' })));
    expect((await outbox()).map((row) => row.kind)).toEqual(['acceptDossier']);
    expect(await bench.database.feePayments.count()).toBe(0);
  });

  it('is refused with every problem of the draft, and keeps it', async () => {
    const draft = bench.draft({ components: [] });
    await bench.workflows.saveDraft(draft);
    const before = await bench.everything();
    expect(await accept(draft)).toMatchObject({
      ok: false,
      error: {
        code: 'intakeHasProblems',
        details: { problems: [{ code: 'componentMissing' }, { code: 'componentMissing' }] },
      },
    });
    expect(await bench.everything()).toEqual(before);
  });

  it.each([
    ['a version this station has never had', { procedureVersion: 99 }],
    ['a procedure this station has never had', { procedureCode: '9.999999' }],
    ['no procedure at all', { procedureCode: null, procedureVersion: null }],
  ])('is refused for %s', async (_, changes) => {
    const draft = bench.draft(changes);
    expect(await accept(draft)).toEqual({ ok: false, error: { code: 'unknownProcedureVersion' } });
    expect(await bench.database.dossiers.count()).toBe(0);
  });

  it('keeps to the version the draft has pinned after the catalogue has moved on', async () => {
    const draft = bench.draft();
    const newer = { ...procedure, procedureVersion: 4, feeRates: [{ ...extractRate, feeRateId: copyRate.feeRateId }] };
    await bench.equip(0, catalogueOf([newer], 2));
    expect(valueOf(await accept(draft)).dossier).toMatchObject({ procedureVersion: 3, feeTotalVnd: 24_000 });
  });

  it('is refused on a machine that is not enrolled', async () => {
    const bare = new CounterBench();
    const notEnrolled = { ok: false, error: { code: 'notEnrolled' } };
    expect(await bare.workflows.acceptDossier(bare.session, bare.draft())).toEqual(notEnrolled);
  });

  it('is done once when the key is pressed twice', async () => {
    const draft = bench.draft();
    const results = await Promise.all([accept(draft), accept(draft)]);
    expect(results.map((result) => (result.ok ? 'accepted' : result.error.code)).sort()).toEqual([
      'accepted',
      'alreadyAccepted',
    ]);
    expect(await bench.database.dossiers.count()).toBe(1);
    expect(await bench.database.numberBlocks.toArray()).toMatchObject([{ next: 2 }]);
  });

  it('stands although the printer fails', async () => {
    bench.host.printFailure = 'spoolerFailed';
    const { dossier } = valueOf(await accept(bench.draft()));
    await expect.poll(printState).toBe('failed');
    expect(await bench.database.dossiers.get(dossier.dossierId)).toEqual(dossier);
  });
});
