import { describe, expect, it } from 'vitest';
import type { OperationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { OutboxRowHead, OutboxStore } from '#sync/ports/outbox-store.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { OperationBook } from '#test/fakes/operation-book.ts';
import { settled } from '#test/fakes/virtual-scheduler.ts';

export interface OutboxHarness {
  readonly store: OutboxStore;
  /** Writes rows as the unit of work does: all at once, `queued`, no attempts. */
  readonly add: (operations: readonly Operation[]) => Promise<void>;
  /** Closes a held row as the unit of work does when a supervisor ends the work on it. */
  readonly setAside: (id: OperationId) => Promise<void>;
  /** Opens the same data anew, as after the app died. */
  readonly reopen: () => Promise<OutboxStore>;
}

const AT = '2026-11-20T02:00:00.000Z' as Instant;
const LATER = '2026-11-20T03:00:00.000Z' as Instant;
const REASON = { code: 'illegalState', detail: 'Hồ sơ không ở trạng thái phù hợp.' };

const idsOf = (heads: readonly OutboxRowHead[]): OperationId[] => heads.map((head) => head.operationId);

/** What every outbox guarantees. Each test gets an empty one. */
export function describeOutboxStore(name: string, make: () => Promise<OutboxHarness>): void {
  describe(`outbox: ${name}`, () => {
    const withRows = async (count: number): Promise<OutboxHarness & { readonly operations: readonly Operation[] }> => {
      const harness = await make();
      const book = new OperationBook();
      const operations = Array.from({ length: count }, () => book.write());
      await harness.add([...operations].reverse());
      return { ...harness, operations };
    };

    it('[OB1] gives every open row, ascending by station sequence, parked ones included', async () => {
      const { store, operations } = await withRows(5);
      const ids = operations.map((operation) => operation.operationId);
      await store.acknowledge([ids[1]!], AT);
      await store.park(ids[3]!, REASON, AT);
      const heads = await store.loadOpenHeads();
      expect(idsOf(heads)).toEqual([ids[0], ids[2], ids[3], ids[4]]);
      expect(heads.map((head) => head.state)).toEqual(['queued', 'queued', 'parked', 'queued']);
    });

    it('[OB1] gives heads that agree with their operations', async () => {
      const { store, operations } = await withRows(1);
      const [head] = await store.loadOpenHeads();
      const { operationId, stationSequence, lineKey, sequence, kind, dependsOn, createdAt } = operations[0]!;
      expect(head).toMatchObject({
        operationId,
        stationSequence,
        lineKey,
        sequence,
        kind,
        dependsOn,
        createdAt,
        attempts: 0,
      });
      expect(head?.sizeBytes).toBeGreaterThan(0);
    });

    it('[OB2] knows no "sending": after a restart what was under way is queued', async () => {
      const { store, operations, reopen } = await withRows(2);
      const ids = operations.map((operation) => operation.operationId);
      await store.readOperations(ids);
      await store.recordAttempt(ids, AT);
      const heads = await (await reopen()).loadOpenHeads();
      expect(heads.map((head) => [head.operationId, head.state])).toEqual(ids.map((id) => [id, 'queued']));
    });

    it('[OB3] acknowledges for good: twice is as once, and parking later changes nothing', async () => {
      const { store, operations, reopen } = await withRows(2);
      const [first, second] = operations.map((operation) => operation.operationId) as [OperationId, OperationId];
      await store.acknowledge([first], AT);
      await store.acknowledge([first], LATER);
      await store.park(first, REASON, LATER);
      await store.release(first);
      expect(idsOf(await store.loadOpenHeads())).toEqual([second]);
      expect(idsOf(await (await reopen()).loadOpenHeads())).toEqual([second]);
    });

    it('[OB4] keeps a parked row open over a restart and queues it again when it is released', async () => {
      const { store, operations, reopen } = await withRows(1);
      const { operationId } = operations[0]!;
      await store.park(operationId, REASON, AT);
      const again = await reopen();
      expect((await again.loadOpenHeads())[0]?.state).toBe('parked');
      await again.release(operationId);
      expect((await again.loadOpenHeads())[0]?.state).toBe('queued');
    });

    it('[OB9] closes what a new row replaces: not open any more, over a restart too, and nothing moves it again', async () => {
      const { store, add, reopen } = await make();
      const book = new OperationBook();
      const refused = book.write();
      await add([refused]);
      await store.park(refused.operationId, REASON, AT);
      const repaired = book.repair(refused);
      await add([repaired]);
      expect(await store.release(refused.operationId)).toBe(false);
      await store.acknowledge([refused.operationId], LATER);
      await store.park(refused.operationId, REASON, LATER);
      await store.recordAttempt([repaired.operationId], LATER);
      expect(idsOf(await store.loadOpenHeads())).toEqual([repaired.operationId]);
      expect(idsOf(await (await reopen()).loadOpenHeads())).toEqual([repaired.operationId]);
    });

    it('[OB9] keeps what was replaced, and tells in head and operation which rows that are', async () => {
      const { store, add } = await make();
      const book = new OperationBook();
      const refused = book.write();
      await add([refused]);
      await store.park(refused.operationId, REASON, AT);
      const repaired = book.repair(refused);
      await add([repaired]);
      const [head] = await store.loadOpenHeads();
      expect(head).toMatchObject({ sequence: refused.sequence, replaces: [refused.operationId] });
      const ids = [refused.operationId, repaired.operationId];
      expect(await store.readOperations(ids)).toEqual([refused, repaired]);
    });

    it('[OB4] says of a release whether the row was held', async () => {
      const { store, operations } = await withRows(1);
      const { operationId } = operations[0]!;
      expect(await store.release(operationId)).toBe(false);
      await store.park(operationId, REASON, AT);
      expect(await store.release(operationId)).toBe(true);
    });

    it('[OB5] reads whole operations in the order asked for', async () => {
      const { store, operations } = await withRows(3);
      const wanted = [operations[2]!, operations[0]!];
      expect(await store.readOperations(wanted.map((operation) => operation.operationId))).toEqual(wanted);
    });

    it('[OB10] leaves a row that was set aside closed, also after a restart', async () => {
      const { store, operations, setAside, reopen } = await withRows(2);
      const [first, second] = operations.map((operation) => operation.operationId) as [OperationId, OperationId];
      await store.park(first, REASON, AT);
      await setAside(first);
      expect(await store.release(first)).toBe(false);
      await store.park(first, REASON, LATER);
      await store.acknowledge([first], LATER);
      expect(idsOf(await store.loadOpenHeads())).toEqual([second]);
      const again = await reopen();
      expect(idsOf(await again.loadOpenHeads())).toEqual([second]);
      // Kept with its content.
      expect(await again.readOperations([first])).toEqual([operations[0]]);
    });

    it('[OB5] rejects when one is missing', async () => {
      const { store, operations } = await withRows(1);
      const unknown = new OperationBook().ids.next<OperationId>();
      await expect(store.readOperations([operations[0]!.operationId, unknown])).rejects.toThrow();
    });

    it('[OB6] tells of added rows until it is unsubscribed', async () => {
      const { store, add } = await make();
      const book = new OperationBook();
      let told = 0;
      const waiting: (() => void)[] = [];
      const stop = store.onRowsAdded(() => {
        told += 1;
        for (const go of waiting.splice(0)) go();
      });
      await settled();
      const isTold = new Promise<void>((resolve) => waiting.push(resolve));
      await add([book.write()]);
      await isTold;
      expect(told).toBeGreaterThanOrEqual(1);
      stop();
      const before = told;
      await add([book.write()]);
      await store.loadOpenHeads();
      await settled();
      expect(told).toBe(before);
    });

    it('[OB7] gives only rows beyond a station sequence when asked', async () => {
      const { store, operations } = await withRows(4);
      await store.park(operations[2]!.operationId, REASON, AT);
      const heads = await store.loadOpenHeads(2);
      expect(heads.map((head) => head.stationSequence)).toEqual([3, 4]);
      expect(await store.loadOpenHeads(4)).toEqual([]);
    });

    it('[OB8] counts attempts and changes nothing else', async () => {
      const { store, operations } = await withRows(2);
      const before = await store.loadOpenHeads();
      await store.recordAttempt([operations[0]!.operationId], AT);
      await store.recordAttempt([operations[0]!.operationId], LATER);
      expect(await store.loadOpenHeads()).toEqual([{ ...before[0], attempts: 2 }, before[1]]);
    });
  });
}
