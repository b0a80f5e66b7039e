import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDexieOutboxStore } from '#renderer/data/sync-stores/dexie-outbox-store.ts';
import type { OperationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { MemoryJournal } from '#test/fakes/memory-journal.ts';
import { copyOf, startApp, truthOf, type Start, type StoreCopy } from '#test/support/journal-room.ts';

const AT = '2026-11-20T02:00:00.000Z' as Instant;
const SEGMENT_BYTES = 3_000;

/** What happens to the machine between two stretches of work. */
type Crash =
  /** IndexedDB is empty, or the copy that was taken so many stretches ago. */
  | { readonly kind: 'storeLost' }
  | { readonly kind: 'storeRolledBack'; readonly stretches: number }
  /** The disk takes only so many more bytes of the journal; the app dies with its store as it is. */
  | { readonly kind: 'journalCut'; readonly room: number }
  /** The whole journal is gone. */
  | { readonly kind: 'journalLost' };

interface Stretch {
  readonly work: readonly ('accept' | 'acknowledge' | 'park')[];
  readonly crash: Crash;
}

const crash: fc.Arbitrary<Crash> = fc.oneof(
  fc.constant<Crash>({ kind: 'storeLost' }),
  fc.record({ kind: fc.constant('storeRolledBack' as const), stretches: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ kind: fc.constant('journalCut' as const), room: fc.integer({ min: 0, max: 6_000 }) }),
  fc.constant<Crash>({ kind: 'journalLost' }),
);
const stretch: fc.Arbitrary<Stretch> = fc.record({
  work: fc.array(fc.constantFrom('accept', 'accept', 'acknowledge', 'park'), { minLength: 1, maxLength: 4 }),
  crash,
});

/** Codes the officer was told of, and rows whose acknowledgement both sides hold: none of them may be lost. */
interface Promised {
  readonly codes: string[];
  readonly acknowledged: Set<OperationId>;
}

describe('journal and store under crashes', () => {
  it('[JR20] lose no commit that was answered and double none, wherever either side breaks off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stretch, { minLength: 1, maxLength: 3 }), async (stretches) => {
        let journal = new MemoryJournal(SEGMENT_BYTES);
        let start = await startApp(journal);
        await start.bench.equip();
        await start.writer.flush();
        const promised: Promised = { codes: [], acknowledged: new Set() };
        const copies: StoreCopy[] = [await copyOf(start.database)];
        for (const { work, crash: next } of stretches) {
          if (next.kind === 'journalCut') journal.disk.room = next.room;
          for (const step of work) await doStep(start, step, promised);
          if ((await start.writer.flush()).ok) await rememberAcknowledged(start, promised);
          journal.disk.room = Infinity;
          ({ journal, start } = await startAgain(start, journal, next, copies));
          copies.push(await copyOf(start.database));
          await expectKept(start, promised);
        }
        const rebuilt = await startApp(journal.reopened(SEGMENT_BYTES));
        expect(await truthOf(rebuilt.database)).toEqual(await truthOf(start.database));
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});

async function doStep({ bench, database }: Start, step: Stretch['work'][number], promised: Promised): Promise<void> {
  if (step === 'accept') {
    const printed = bench.nudges;
    const accepted = await bench.workflows.acceptDossier(bench.session, bench.draft());
    if (!accepted.ok) return;
    promised.codes.push(accepted.value.dossier.dossierCode);
    await expect.poll(() => bench.nudges, { interval: 1 }).toBe(printed + 1);
    return;
  }
  const outbox = createDexieOutboxStore(database);
  const [head] = await outbox.loadOpenHeads();
  if (head === undefined) return;
  if (step === 'park') return outbox.park(head.operationId, { code: 'rejected', detail: 'mẫu' }, AT);
  await outbox.acknowledge([head.operationId], AT);
}

async function rememberAcknowledged({ database }: Start, { acknowledged }: Promised): Promise<void> {
  for (const row of await database.outbox.toArray()) {
    if (row.state === 'acknowledged') acknowledged.add(row.operationId);
  }
}

async function startAgain(
  { database }: Start,
  journal: MemoryJournal,
  { kind, ...crashed }: Crash,
  copies: readonly StoreCopy[],
): Promise<{ readonly journal: MemoryJournal; readonly start: Start }> {
  const now = await copyOf(database);
  const disk = kind === 'journalLost' ? new MemoryJournal(SEGMENT_BYTES) : journal.reopened(SEGMENT_BYTES);
  if (kind === 'storeLost') return { journal: disk, start: await startApp(disk) };
  const back = 'stretches' in crashed ? (copies.at(-1 - crashed.stretches) ?? copies[0]) : now;
  return { journal: disk, start: await startApp(disk, back) };
}

async function expectKept({ database }: Start, promised: Promised): Promise<void> {
  const codes = (await database.dossiers.toArray()).map(({ dossierCode }) => dossierCode);
  expect(codes).toEqual(expect.arrayContaining(promised.codes));
  const rows = await database.outbox.orderBy('stationSequence').toArray();
  // Running numbers without a gap or a repetition: nothing was doubled, nothing between was lost.
  expect(rows.map(({ stationSequence }) => stationSequence)).toEqual(rows.map((_, index) => index + 1));
  const stillAcknowledged = rows.filter(({ operationId }) => promised.acknowledged.has(operationId));
  expect(stillAcknowledged.map(({ state }) => state)).toEqual(Array(promised.acknowledged.size).fill('acknowledged'));
  expect(await database.dossierSummaries.count()).toBe(codes.length);
  const block = await database.numberBlocks.toCollection().first();
  expect(block?.next).toBe(codes.length + 1);
}
