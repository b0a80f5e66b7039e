import { beforeEach, describe, expect, it } from 'vitest';
import { findHeldDossier } from '#renderer/data/repositories/province-repository.ts';
import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import { createDexieOutboxStore } from '#renderer/data/sync-stores/dexie-outbox-store.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';
import type { OperationId } from '#shared/kernel/ids.ts';
import { catalogueOf, CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { NOW, procedure, valueOf } from '#test/unit/shared/domain/samples.ts';

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench().equip();
});

const rowsOf = () => bench.database.outbox.orderBy('stationSequence').toArray();

/** A dossier accepted at the counter whose operation the province has refused. */
async function refusedFor(code: string): Promise<OutboxRow> {
  valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft()));
  // What is printed meanwhile is written as well.
  await expect.poll(() => bench.nudges).toBe(1);
  const [row] = await rowsOf();
  await createDexieOutboxStore(bench.database).park(row!.operationId, { code, detail: 'Lý do.' }, NOW);
  return (await bench.database.outbox.get(row!.operationId))!;
}

const repair = async (operationId: OperationId, address?: string) => {
  const { applicant } = valueOf(await bench.workflows.prepareRepair(operationId));
  const draft = applicant === null || address === undefined ? applicant : { ...applicant, address };
  return bench.workflows.repairOperation(bench.session, operationId, draft);
};

describe('repairing a refused operation', () => {
  it('[PR4] [OB9] writes a new operation in the place of the refused one, which stays as it was', async () => {
    const refused = await refusedFor('malformedOperation');
    expect(valueOf(await bench.workflows.prepareRepair(refused.operationId))).toMatchObject({ field: 'applicant' });
    expect(await repair(refused.operationId, 'Thôn Mới, xã Mẫu')).toEqual({ ok: true, value: null });
    const rows = await rowsOf();
    expect(rows.find((row) => row.operationId === refused.operationId)).toEqual({ ...refused, state: 'replaced' });
    const repaired = rows.at(-1)!;
    expect(repaired).toMatchObject({
      state: 'queued',
      lineKey: refused.lineKey,
      sequence: refused.sequence,
      replaces: [refused.operationId],
      dossierId: refused.dossierId,
      stationSequence: rows.length,
    });
    const before = refused.payload as {
      readonly dossier: { readonly dossierCode: string; readonly applicant: object };
    };
    const applicant = { ...before.dossier.applicant, address: 'Thôn Mới, xã Mẫu' };
    expect(repaired.payload).toEqual({ dossier: { ...before.dossier, applicant } });
    expect(repaired.payloadHash).not.toBe(refused.payloadHash);
    expect(await bench.database.dossiers.get(refused.dossierId!)).toMatchObject({
      applicant: { address: 'Thôn Mới, xã Mẫu' },
      dossierCode: before.dossier.dossierCode,
    });
  });

  it('leaves a ledger entry without personal data, and the line goes on after the repaired place', async () => {
    const refused = await refusedFor('malformedOperation');
    await repair(refused.operationId, 'Thôn Mới, xã Mẫu');
    const entries = await bench.database.ledger.toArray();
    const entry = entries.find((candidate) => candidate.kind === 'operationRepaired');
    expect(entry?.facts).toMatchObject({
      replaces: refused.operationId,
      code: 'malformedOperation',
      field: 'applicant',
    });
    expect(JSON.stringify(entry)).not.toContain('Thôn');
    const next = bench.operation(refused.lineKey);
    await bench.commit({ operations: [next] });
    expect(await bench.database.outbox.get(next.operationId)).toMatchObject({ sequence: refused.sequence + 1 });
  });

  it('takes the newest version of the procedure after a new catalogue came, and says so while there is none', async () => {
    const refused = await refusedFor('unknownProcedureVersion');
    expect(await repair(refused.operationId)).toMatchObject({ ok: false, error: { code: 'noOtherVersion' } });
    const newer = { ...procedure, procedureVersion: procedure.procedureVersion + 1 };
    await createDexieChangeSink(bench.database).replaceCatalogue(catalogueOf([newer], 2));
    expect(await repair(refused.operationId)).toEqual({ ok: true, value: null });
    const repaired = (await rowsOf()).at(-1)!;
    expect(repaired.payload).toMatchObject({ dossier: { procedureVersion: newer.procedureVersion } });
  });

  it.each(['amountMismatch', 'dossierCodeTaken', 'illegalState', 'replacedAlreadyAccepted'])(
    'changes nothing for %s, which is not for the counter to change',
    async (code) => {
      const refused = await refusedFor(code);
      const before = await bench.everything();
      expect(await repair(refused.operationId)).toMatchObject({ ok: false, error: { code: 'notRepairable' } });
      expect(await bench.everything()).toEqual(before);
    },
  );

  it('refuses what would not be accepted at intake either', async () => {
    const refused = await refusedFor('malformedOperation');
    const before = await bench.everything();
    expect(await repair(refused.operationId, '')).toMatchObject({ ok: false, error: { code: 'intakeHasProblems' } });
    expect(await bench.everything()).toEqual(before);
  });

  it('[CF2] leaves nothing that is still to be sent once the correction is accepted', async () => {
    const refused = await refusedFor('malformedOperation');
    const isOpen = async () => {
      const held = await findHeldDossier(bench.database, refused.dossierId!);
      return typeof held === 'object' && held.hasOpenOperations;
    };
    expect(await isOpen()).toBe(true);
    await repair(refused.operationId, 'Thôn Mới, xã Mẫu');
    expect(await isOpen()).toBe(true);
    const repaired = (await rowsOf()).at(-1)!;
    await createDexieOutboxStore(bench.database).acknowledge([repaired.operationId], NOW);
    expect(await isOpen()).toBe(false);
  });

  it('[OB9] is done once: what was released or repaired meanwhile is not held any more', async () => {
    const refused = await refusedFor('malformedOperation');
    const results = await Promise.all([
      repair(refused.operationId, 'Thôn Một, xã Mẫu'),
      repair(refused.operationId, 'Thôn Hai, xã Mẫu'),
    ]);
    expect(results.map((result) => (result.ok ? 'ok' : result.error.code)).sort()).toEqual(['notHeld', 'ok']);
    expect((await rowsOf()).filter((row) => row.replaces !== undefined)).toHaveLength(1);
  });
});
