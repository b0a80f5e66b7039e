import { beforeEach, describe, expect, it } from 'vitest';
import { createDexieOutboxStore } from '#renderer/data/sync-stores/dexie-outbox-store.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';
import { countQueue } from '#renderer/data/queries/queue-items.ts';
import { readSettledItems } from '#renderer/data/queries/settled-items.ts';
import type { Session } from '#renderer/workflows/workflow-deps.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { NOW, valueOf } from '#test/unit/shared/domain/samples.ts';

let bench: CounterBench;
let supervisor: Session;
beforeEach(async () => {
  bench = await new CounterBench().equip();
  supervisor = { ...bench.session, officer: { ...bench.session.officer, role: 'supervisor' } };
});

const WHY = 'Đã thống nhất với tỉnh: dùng bản gửi trước.';

/** A dossier accepted at the counter whose operation the province has refused. */
async function refusedFor(code: string): Promise<OutboxRow> {
  valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft()));
  // Its paper is out: nothing of the acceptance is still to come.
  await expect.poll(() => bench.nudges).toBe(1);
  const [row] = await bench.database.outbox.orderBy('stationSequence').toArray();
  await createDexieOutboxStore(bench.database).park(row!.operationId, { code, detail: 'Lý do.' }, NOW);
  return (await bench.database.outbox.get(row!.operationId))!;
}

describe('setting a held operation aside', () => {
  it('[OB10] keeps it as it was, with reason, person and time, and it waits no more', async () => {
    const held = await refusedFor('replacedAlreadyAccepted');
    const before = await countQueue(bench.database);
    const nudges = bench.nudges;
    expect(await bench.workflows.setAsideOperation(supervisor, held.operationId, `  ${WHY} `)).toEqual({
      ok: true,
      value: null,
    });
    const setAside = { reason: WHY, officerId: supervisor.officer.officerId, at: bench.clock.now() };
    expect(await bench.database.outbox.get(held.operationId)).toEqual({ ...held, state: 'setAside', setAside });
    expect(await countQueue(bench.database)).toEqual({ ...before, held: before.held - 1 });
    expect(bench.nudges).toBe(nudges + 1);
  });

  it('is written to the ledger without the words, and found with them among what was settled', async () => {
    const held = await refusedFor('outOfOrder');
    await bench.workflows.setAsideOperation(supervisor, held.operationId, WHY);
    const entry = (await bench.database.ledger.toArray()).find(({ kind }) => kind === 'operationSetAside');
    expect(entry).toMatchObject({ dossierId: held.dossierId, officerId: supervisor.officer.officerId });
    expect(entry?.facts).toEqual({ operationId: held.operationId, code: 'outOfOrder', kind: 'acceptDossier' });
    const dossier = await bench.database.dossierSummaries.get(held.dossierId!);
    expect(await readSettledItems(bench.database)).toMatchObject([
      {
        operationId: held.operationId,
        dossierCode: dossier?.dossierCode,
        outcome: 'setAside',
        setAside: { reason: WHY },
        officerName: supervisor.officer.fullName,
      },
    ]);
  });

  it.each([
    ['an officer who is no supervisor', 'onlySupervisor', 'replacedAlreadyAccepted', WHY],
    ['no reason', 'setAsideReasonMissing', 'replacedAlreadyAccepted', ' \n '],
    ['a reason beyond 500 characters', 'setAsideReasonMissing', 'replacedAlreadyAccepted', 'x'.repeat(501)],
    ['a dossier the province does not have', 'notToBeSetAside', 'amountMismatch', WHY],
    ['what can be corrected', 'notToBeSetAside', 'malformedOperation', WHY],
  ])('changes nothing for %s', async (_, expected, code, reason) => {
    const held = await refusedFor(code);
    const before = await bench.everything();
    const session = expected === 'onlySupervisor' ? bench.session : supervisor;
    expect(await bench.workflows.setAsideOperation(session, held.operationId, reason)).toMatchObject({
      ok: false,
      error: { code: expected },
    });
    expect(await bench.everything()).toEqual(before);
  });

  it('is done once: of two windows one is told that it is not held any more', async () => {
    const held = await refusedFor('replacedAlreadyAccepted');
    const results = await Promise.all([
      bench.workflows.setAsideOperation(supervisor, held.operationId, WHY),
      bench.workflows.setAsideOperation(supervisor, held.operationId, 'Lý do khác.'),
    ]);
    expect(results.map((result) => (result.ok ? 'ok' : result.error.code)).sort()).toEqual(['notHeld', 'ok']);
    expect((await bench.database.ledger.toArray()).filter(({ kind }) => kind === 'operationSetAside')).toHaveLength(1);
  });
});
