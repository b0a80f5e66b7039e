import { createPublicKey, verify } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUnitOfWork } from '#renderer/data/unit-of-work.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { OutboxRow } from '#renderer/data/schema/rows.ts';
import { operationSigningText } from '#sync/protocol/signing.ts';
import { FakeCommitLock } from '#test/fakes/fake-commit-lock.ts';
import { openStore } from '#test/support/counter-store.ts';
import { hashOf, sampleKey } from '#test/support/test-keys.ts';
import { CounterBench, sealing } from '#test/unit/renderer/counter-bench.ts';
import { valueOf } from '#test/unit/shared/domain/samples.ts';

/** Whether the outbox is one chain: numbered without gaps, each row naming the one before it and rightly signed. */
async function expectOneChain(database: CounterDatabase, length: number): Promise<readonly OutboxRow[]> {
  const rows = await database.outbox.orderBy('stationSequence').toArray();
  expect(rows.map((row) => row.stationSequence)).toEqual(Array.from({ length }, (_, index) => index + 1));
  expect(rows.map((row) => row.previousHash)).toEqual([null, ...rows.slice(0, -1).map(hashOf)].slice(0, length));
  const key = createPublicKey({ key: { ...(await sampleKey.publicKey()) }, format: 'jwk' });
  const isSigned = (row: OutboxRow): boolean => {
    const signature = Buffer.from(row.signature, 'base64url');
    const text = Buffer.from(operationSigningText(row), 'utf8');
    return verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, signature);
  };
  expect(rows.map(isSigned)).toEqual(rows.map(() => true));
  return rows;
}

describe('a committed operation', () => {
  it('[SG2] is signed and follows on the one before it, within a commit and across commits', async () => {
    const bench = await new CounterBench().equip();
    const lines = ['shift:a', 'dossier:b', 'shift:a'];
    valueOf(await bench.commit({ operations: lines.map((line) => bench.operation(line)) }));
    await bench.database.outbox.toCollection().modify({ state: 'acknowledged', attempts: 4 });
    valueOf(await bench.commit({ operations: [bench.operation('dossier:b')] }));
    const rows = await expectOneChain(bench.database, 4);
    expect(rows.map((row) => [row.lineKey, row.sequence])).toEqual([
      ['shift:a', 1],
      ['dossier:b', 1],
      ['shift:a', 2],
      ['dossier:b', 2],
    ]);
  });

  it('[SG2] goes on in a line of before the restart that the first commit after it has not touched', async () => {
    const bench = await new CounterBench().equip();
    valueOf(await bench.commit({ operations: ['shift:a', 'dossier:b'].map((line) => bench.operation(line)) }));
    const restarted = createUnitOfWork(bench.database, { ...sealing, lock: new FakeCommitLock() });
    for (const line of ['dossier:c', 'shift:a', 'dossier:c']) {
      valueOf(await restarted.commit({ operations: [bench.operation(line)] }));
    }
    const rows = await expectOneChain(bench.database, 5);
    expect(rows.map((row) => [row.lineKey, row.sequence])).toEqual([
      ['shift:a', 1],
      ['dossier:b', 1],
      ['dossier:c', 1],
      ['shift:a', 2],
      ['dossier:c', 2],
    ]);
  });

  it('[SG2] of an acceptance covers the dossier and its fee', async () => {
    const bench = await new CounterBench().equip();
    valueOf(await bench.workflows.acceptDossier(bench.session, bench.draft()));
    const rows = await expectOneChain(bench.database, 2);
    expect(rows.map((row) => row.kind)).toEqual(['acceptDossier', 'collectFee']);
  });

  it('[SG2] leaves the chain as it was when its commit fails', async () => {
    const bench = await new CounterBench().equip();
    const first = bench.operation('shift:a');
    valueOf(await bench.commit({ operations: [first] }));
    expect(await bench.commit({ operations: [bench.operation('shift:a'), first] })).toMatchObject({ ok: false });
    valueOf(await bench.commit({ operations: [bench.operation('shift:a')] }));
    await expectOneChain(bench.database, 2);
  });

  it('[SG2] is not written at all when the key cannot sign', async () => {
    const bench = await new CounterBench().equip();
    const key = { sign: () => Promise.reject(new DOMException('locked', 'InvalidAccessError')) };
    const unitOfWork = createUnitOfWork(bench.database, { ...sealing, key, lock: new FakeCommitLock() });
    const before = await bench.everything();
    expect(await unitOfWork.commit({ operations: [bench.operation('shift:a')] })).toEqual({
      ok: false,
      error: { code: 'storageFailed', details: { reason: 'InvalidAccessError' } },
    });
    expect(await bench.everything()).toEqual(before);
  });

  it('asks for the lock only when there is something to seal', async () => {
    const lock = new FakeCommitLock();
    const bench = await new CounterBench(openStore(), 3, { lock }).equip();
    valueOf(await bench.commit({ drafts: [bench.draft()] }));
    expect(lock.asked).toBe(0);
    valueOf(await bench.commit({ operations: [bench.operation('shift:a')] }));
    expect(lock.asked).toBe(1);
  });
});

describe('two windows that commit at once', () => {
  const openWindows = async (locks: readonly [FakeCommitLock, FakeCommitLock]) => {
    const engine = new IDBFactory();
    const [first, second] = locks.map((lock, n) => new CounterBench(openStore(engine, 'two-tabs'), n + 1, { lock }));
    if (first === undefined || second === undefined) throw new Error('two locks make two windows');
    return [await first.equip(), second] as const;
  };

  it('[SG2] make one chain without a gap or a fork', async () => {
    const sizes = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 4 })), { minLength: 2, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(sizes, async (commits) => {
        const lock = new FakeCommitLock();
        const windows = await openWindows([lock, lock]);
        const done = commits.map(([isFirst, size]) => {
          const window = windows[isFirst ? 0 : 1];
          return window.commit({ operations: Array.from({ length: size }, (_, n) => window.operation(`shift:${n}`)) });
        });
        for (const committed of await Promise.all(done)) valueOf(committed);
        await expectOneChain(
          windows[0].database,
          commits.reduce((sum, [, size]) => sum + size, 0),
        );
        windows.forEach((window) => window.database.close());
      }),
      { numRuns: 15, seed: 20_251_127 },
    );
  });

  it('[SG3] without a common lock seal anew what another window has overtaken', async () => {
    const [first, second] = await openWindows([new FakeCommitLock(), new FakeCommitLock()]);
    const commitMany = async (window: CounterBench): Promise<void> => {
      for (let n = 0; n < 8; n += 1) valueOf(await window.commit({ operations: [window.operation('shift:a')] }));
    };
    await Promise.all([commitMany(first), commitMany(second)]);
    const rows = await expectOneChain(first.database, 16);
    expect(rows.map((row) => row.sequence)).toEqual(rows.map((_, index) => index + 1));
  });

  it('[SG3] writes nothing that was sealed before another window wrote', async () => {
    const [first, second] = await openWindows([new FakeCommitLock(), new FakeCommitLock()]);
    let sealings = 0;
    const key = {
      sign: async (text: string): Promise<string> => {
        sealings += 1;
        if (sealings === 1) valueOf(await second.commit({ operations: [second.operation('shift:a')] }));
        return sampleKey.sign(text);
      },
    };
    const slow = createUnitOfWork(first.database, { ...sealing, key, lock: new FakeCommitLock() });
    valueOf(await slow.commit({ operations: [first.operation('shift:a')] }));
    expect(sealings).toBe(2);
    const rows = await expectOneChain(first.database, 2);
    expect(rows.map((row) => row.sequence)).toEqual([1, 2]);
  });
});
