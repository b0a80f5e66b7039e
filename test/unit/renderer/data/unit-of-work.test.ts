import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { findNextNumberBlock } from '#renderer/data/repositories/numbering-repository.ts';
import { createUnitOfWork } from '#renderer/data/unit-of-work.ts';
import { decideAcceptDossier } from '#shared/domain/decide-accept-dossier.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { LedgerEntryId, NumberBlockId, ShiftId } from '#shared/kernel/ids.ts';
import { FakeCommitLock } from '#test/fakes/fake-commit-lock.ts';
import { openStore } from '#test/support/counter-store.ts';
import { CounterBench, sealing } from '#test/unit/renderer/counter-bench.ts';
import { acceptCommand, date, id, NOW, office, officer, station, valueOf } from '#test/unit/shared/domain/samples.ts';

let bench: CounterBench;
beforeEach(async () => {
  bench = await new CounterBench().equip();
});

/** What accepting the draft writes, with the next number of the day. */
async function acceptance(draft: IntakeDraft, of: CounterBench = bench) {
  const block = await findNextNumberBlock(of.database, office.agencyCode, of.clock.today());
  if (block === undefined) throw new Error('no number left');
  const { dossier, ledger } = valueOf(
    decideAcceptDossier(
      acceptCommand({
        draft,
        number: { orderNumber: block.next, workingOn: block.workingOn },
        ids: {
          feePaymentId: of.ids.next(),
          issuedDocumentId: of.ids.next(),
          ledgerEntryIds: [of.ids.next(), of.ids.next()],
        },
      }),
    ),
  );
  return {
    takeNumberOf: block,
    dossiers: [dossier],
    ledger,
    removeDrafts: [draft.draftId],
    operations: [of.operation(`dossier:${dossier.dossierId}`)],
  };
}

const ledgerEntry = (n: number) => ({
  ledgerEntryId: id(900 + n) as LedgerEntryId,
  at: NOW,
  officerId: officer.officerId,
  stationId: station.stationId,
  dossierId: null,
  kind: 'documentPrinted' as const,
  facts: {},
});

describe('a commit', () => {
  it('writes every part of an acceptance together', async () => {
    const draft = bench.draft();
    await bench.commit({ drafts: [draft] });
    const changes = await acceptance(draft);
    expect(await bench.commit(changes)).toEqual({ ok: true, value: null });
    const { dossiers, dossierSummaries, ledger, outbox, drafts, numberBlocks } = await bench.everything();
    expect(dossiers).toEqual(changes.dossiers);
    expect(dossierSummaries).toMatchObject([
      { dossierId: draft.dossierId, applicantName: 'Lò Thị Mẫu', feeTotalVnd: 24_000 },
    ]);
    expect(ledger).toHaveLength(2);
    expect(outbox).toMatchObject([{ state: 'queued', stationSequence: 1, sequence: 1, stationId: station.stationId }]);
    expect(drafts).toEqual([]);
    expect(numberBlocks).toMatchObject([{ next: 2 }]);
  });

  it('writes nothing at all when one part is refused', async () => {
    const draft = bench.draft();
    await bench.commit({ drafts: [draft] });
    const stale = await acceptance(draft);
    valueOf(await bench.commit(await acceptance(bench.draft())));
    const before = await bench.everything();
    expect(await bench.commit(stale)).toEqual({ ok: false, error: { code: 'numberTaken' } });
    expect(await bench.everything()).toEqual(before);
  });

  it('writes nothing at all when the store refuses one row', async () => {
    const operation = bench.operation('shift:00000000-0000-4000-8000-000000000001');
    valueOf(await bench.commit({ operations: [operation] }));
    const before = await bench.everything();
    const committed = await bench.commit({
      ledger: [ledgerEntry(1)],
      operations: [bench.operation('dossier:x'), operation],
    });
    expect(committed).toMatchObject({ ok: false, error: { code: 'storageFailed' } });
    expect(await bench.everything()).toEqual(before);
  });

  it('writes nothing and succeeds when there is nothing to write', async () => {
    const before = await bench.everything();
    expect(await bench.commit({})).toEqual({ ok: true, value: null });
    expect(await bench.everything()).toEqual(before);
  });

  it('says that the store failed when it is closed', async () => {
    bench.database.close();
    const committed = await bench.commit({ ledger: [ledgerEntry(1)] });
    expect(committed).toMatchObject({
      ok: false,
      error: { code: 'storageFailed', details: { reason: 'DatabaseClosedError' } },
    });
  });
});

describe('official numbers', () => {
  it('are taken only when they are the next ones of their block', async () => {
    const block = await findNextNumberBlock(bench.database, office.agencyCode, bench.clock.today());
    if (block === undefined) throw new Error('no block');
    const take = (next: number) => bench.commit({ takeNumberOf: { ...block, next } });
    expect(await take(2)).toEqual({ ok: false, error: { code: 'numberTaken' } });
    expect(await take(1)).toMatchObject({ ok: true });
    expect(await take(1)).toEqual({ ok: false, error: { code: 'numberTaken' } });
    expect(await take(2)).toMatchObject({ ok: true });
  });

  it('end with their block', async () => {
    const numberBlockId = bench.ids.next<NumberBlockId>();
    const block = {
      numberBlockId,
      agencyCode: office.agencyCode,
      workingOn: date('2026-11-23'),
      from: 5,
      to: 5,
      next: 5,
    };
    await bench.database.numberBlocks.put(block);
    const take = (next: number) => bench.commit({ takeNumberOf: { ...block, next } });
    expect(await take(5)).toMatchObject({ ok: true });
    expect(await take(6)).toEqual({ ok: false, error: { code: 'numberTaken' } });
    expect(await findNextNumberBlock(bench.database, office.agencyCode, date('2026-11-23'))).toBeUndefined();
  });
});

describe('one intake ends once', () => {
  it('refuses to accept a draft that has been accepted', async () => {
    const draft = bench.draft();
    valueOf(await bench.commit(await acceptance(draft)));
    const before = await bench.everything();
    expect(await bench.commit(await acceptance(draft))).toEqual({ ok: false, error: { code: 'alreadyAccepted' } });
    expect(await bench.everything()).toEqual(before);
  });

  it('refuses to accept or decline a draft that has been declined, and to decline one that has been accepted', async () => {
    const declined = bench.draft();
    const { dossierId } = declined;
    valueOf(
      await bench.commit({ declined: [dossierId], ledger: [{ ...ledgerEntry(2), dossierId, kind: 'dossierRefused' }] }),
    );
    const again = { ok: false, error: { code: 'dossierAlreadyRecorded' } };
    expect(await bench.commit(await acceptance(declined))).toEqual(again);
    expect(await bench.commit({ declined: [dossierId] })).toEqual(again);
    const accepted = bench.draft();
    valueOf(await bench.commit(await acceptance(accepted)));
    const late = await bench.commit({ declined: [accepted.dossierId] });
    expect(late).toEqual({ ok: false, error: { code: 'alreadyAccepted' } });
  });

  it('lets no late autosave bring back the draft of an accepted or a declined intake', async () => {
    const [accepted, declined, open] = [bench.draft(), bench.draft(), bench.draft()];
    const { dossierId } = declined;
    valueOf(await bench.commit(await acceptance(accepted)));
    valueOf(
      await bench.commit({
        declined: [dossierId],
        ledger: [{ ...ledgerEntry(3), dossierId, kind: 'supplementRequested' }],
      }),
    );
    expect(await bench.commit({ drafts: [accepted, declined, open] })).toMatchObject({ ok: true });
    expect((await bench.database.drafts.toArray()).map((draft) => draft.draftId)).toEqual([open.draftId]);
  });
});

describe('running numbers', () => {
  const numbersOf = async () =>
    (await bench.database.outbox.orderBy('stationSequence').toArray()).map((row) => [
      row.stationSequence,
      row.lineKey,
      row.sequence,
    ]);

  it('are given in order, without gaps, for the station and within each line, across commits', async () => {
    const lines = ['shift:a', 'dossier:b', 'shift:a', 'dossier:c'];
    valueOf(await bench.commit({ operations: lines.map((line) => bench.operation(line)) }));
    valueOf(await bench.commit({ operations: ['dossier:b', 'shift:a'].map((line) => bench.operation(line)) }));
    expect(await numbersOf()).toEqual([
      [1, 'shift:a', 1],
      [2, 'dossier:b', 1],
      [3, 'shift:a', 2],
      [4, 'dossier:c', 1],
      [5, 'dossier:b', 2],
      [6, 'shift:a', 3],
    ]);
  });

  it('leave no gap after a commit that failed', async () => {
    const first = bench.operation('shift:a');
    valueOf(await bench.commit({ operations: [first] }));
    expect(await bench.commit({ operations: [bench.operation('shift:a'), first] })).toMatchObject({ ok: false });
    valueOf(await bench.commit({ operations: [bench.operation('shift:a')] }));
    expect(await numbersOf()).toEqual([
      [1, 'shift:a', 1],
      [2, 'shift:a', 2],
    ]);
  });

  it('do not depend on rows being still open', async () => {
    valueOf(await bench.commit({ operations: [bench.operation('shift:a')] }));
    await bench.database.outbox.toCollection().modify({ state: 'acknowledged' });
    valueOf(await bench.commit({ operations: [bench.operation('shift:a')] }));
    expect(await numbersOf()).toEqual([
      [1, 'shift:a', 1],
      [2, 'shift:a', 2],
    ]);
  });
});

describe('two windows of one station', () => {
  const openWindows = async (): Promise<readonly [CounterBench, CounterBench]> => {
    const engine = new IDBFactory();
    const lock = new FakeCommitLock();
    const first = await new CounterBench(openStore(engine, 'two-windows'), 1, { lock }).equip();
    return [first, new CounterBench(openStore(engine, 'two-windows'), 2, { lock })];
  };

  it('that want the same number at the same time get it once', async () => {
    const [first, second] = await openWindows();
    const wanted = [await acceptance(first.draft(), first), await acceptance(second.draft(), second)] as const;
    const committed = await Promise.all([first.commit(wanted[0]), second.commit(wanted[1])]);
    expect(committed.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(committed).toContainEqual({ ok: false, error: { code: 'numberTaken' } });
    expect(await first.database.dossiers.count()).toBe(1);
  });

  it('racing 50 acceptances never share a number, a code or a place in the queue', { timeout: 20_000 }, async () => {
    const [first, second] = await openWindows();
    const acceptMany = async (window: CounterBench): Promise<string[]> => {
      const codes: string[] = [];
      while (codes.length < 25) {
        codes.push(valueOf(await window.workflows.acceptDossier(first.session, window.draft())).dossier.dossierCode);
      }
      return codes;
    };
    const codes = (await Promise.all([acceptMany(first), acceptMany(second)])).flat();
    expect(new Set(codes).size).toBe(50);
    const { dossiers, outbox, numberBlocks } = await first.everything();
    expect(numbersOf(dossiers, 'orderNumber')).toEqual(oneTo(50));
    expect(numberBlocks).toMatchObject([{ next: 51 }]);
    expect(numbersOf(outbox, 'stationSequence')).toEqual(oneTo(100));
    const shift = outbox.filter((row) => (row as { lineKey: string }).lineKey.startsWith('shift:'));
    expect(numbersOf(shift, 'sequence')).toEqual(oneTo(50));
  });

  const oneTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
  const numbersOf = (rows: readonly unknown[], name: string): number[] =>
    rows.map((row) => (row as Readonly<Record<string, number>>)[name] ?? 0).sort((a, b) => a - b);
});

describe('a unit of work', () => {
  it('marks operations with the station it was made for', async () => {
    const other = station.stationId.replace(/.$/, '9') as typeof station.stationId;
    const unitOfWork = createUnitOfWork(bench.database, {
      ...sealing,
      stationId: () => other,
      lock: new FakeCommitLock(),
    });
    valueOf(await unitOfWork.commit({ operations: [bench.operation(`shift:${bench.ids.next<ShiftId>()}`)] }));
    expect((await bench.database.outbox.toArray()).map((row) => row.stationId)).toEqual([other]);
  });
});
