import { beforeEach, describe, expect, it } from 'vitest';
import { toQueueItems } from '#renderer/data/queries/queue-items.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import { openStore } from '#test/support/counter-store.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { at, valueOf } from '#test/unit/shared/domain/samples.ts';

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench(openStore()).equip();
});

const accept = async () => valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft())).dossier;
const allRows = (): Promise<OutboxRow[]> => bench.database.outbox.toArray();

describe('queue items', () => {
  it('gather what waits for one dossier, with its code and applicant', async () => {
    const dossier = await accept();
    const [item, ...more] = await toQueueItems(bench.database, await allRows());
    expect(more).toEqual([]);
    expect(item).toMatchObject({
      dossierId: dossier.dossierId,
      dossierCode: dossier.dossierCode,
      applicantName: 'Lò Thị Mẫu',
      isHeld: false,
      operations: [
        { kind: 'acceptDossier', state: 'queued', attempts: 0 },
        { kind: 'collectFee', state: 'queued', attempts: 0 },
      ],
    });
  });

  it('show held dossiers first, then those that have waited longest', async () => {
    const dossiers: Dossier[] = [];
    for (const minutes of [0, 1, 1]) {
      bench.clock.advance(minutes * 60_000);
      dossiers.push(await accept());
    }
    const rows = (await allRows()).map((row) =>
      row.dossierId === dossiers[2]?.dossierId && row.kind === 'collectFee'
        ? { ...row, state: 'parked' as const, parkedReason: { code: 'amountMismatch', detail: 'Sai tổng tiền' } }
        : row,
    );
    const items = await toQueueItems(bench.database, rows.reverse());
    expect(items.map((item) => item.dossierId)).toEqual([2, 0, 1].map((index) => dossiers[index]?.dossierId));
    expect(items.map((item) => item.isHeld)).toEqual([true, false, false]);
    expect(items[0]?.operations.map((operation) => [operation.kind, operation.state])).toEqual([
      ['acceptDossier', 'queued'],
      ['collectFee', 'parked'],
    ]);
    expect(items[0]?.operations[1]?.parkedReason?.detail).toBe('Sai tổng tiền');
  });

  it('count the wait from the oldest row of a dossier', async () => {
    await accept();
    const rows = (await allRows()).map((row) =>
      row.kind === 'collectFee' ? { ...row, createdAt: at('2026-11-19 16:00') } : row,
    );
    expect(await toQueueItems(bench.database, rows)).toMatchObject([{ waitingSince: at('2026-11-19 16:00') }]);
  });

  it('show a declined intake without a code, and rows of no dossier together', async () => {
    valueOf(await bench.workflows.refuseDossier(bench.session, bench.draft(), 'Hồ sơ không thuộc thẩm quyền của xã'));
    valueOf(await bench.commit({ operations: [bench.operation('shift:a'), bench.operation('shift:a')] }));
    const items = await toQueueItems(bench.database, await allRows());
    expect(items.map(({ dossierCode, operations }) => [dossierCode, operations.length])).toEqual([
      [null, 1],
      [null, 2],
    ]);
  });

  it('are none when nothing waits', async () => {
    expect(await toQueueItems(bench.database, [])).toEqual([]);
  });
});
