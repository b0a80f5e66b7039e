import { Dexie } from 'dexie';
import { describe, expect, it, vi } from 'vitest';
import { encodeCommit } from '#renderer/data/journal-codec.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { LedgerEntryId } from '#shared/kernel/ids.ts';
import { MemoryJournal } from '#test/fakes/memory-journal.ts';
import { valueOf } from '#test/contract/journal.contract.ts';
import { copyOf, startApp, truthOf, type Start } from '#test/support/journal-room.ts';
import { NOW, officer, station } from '#test/unit/shared/domain/samples.ts';

async function equipped(): Promise<Start> {
  const start = await startApp(new MemoryJournal());
  await start.bench.equip();
  await start.writer.flush();
  return start;
}

function entry(name: string): LedgerEntry {
  return {
    ledgerEntryId: name as LedgerEntryId,
    at: NOW,
    officerId: officer.officerId,
    stationId: station.stationId,
    dossierId: null,
    kind: 'operationReleased',
    facts: {},
  };
}

/**
 * A commit that is told to the journal and then given up by the store, as when the disk is full at the last moment.
 * @param beforeGivingUp called when the journal has it
 */
async function giveUp(
  { database, recorder, journal }: Start,
  row: LedgerEntry,
  beforeGivingUp = () => {},
): Promise<void> {
  const { appends } = journal.disk;
  const given = database.transaction('rw', database.ledger, async ({ idbtrans }) => {
    const commit = recorder.begin(idbtrans);
    await Promise.all([database.ledger.put(row), commit.announce()]);
    // The disk in memory answers within the turn, while the transaction is open.
    for (let turn = 0; turn < 100 && journal.disk.appends === appends; turn += 1) await Promise.resolve();
    expect(journal.disk.appends).toBe(appends + 1);
    beforeGivingUp();
    idbtrans.abort();
  });
  await expect(given).rejects.toThrow();
}

/** The journal is told of a commit whose window died with it. */
async function tell({ journal }: Start, number: number): Promise<void> {
  const writes = [{ table: 'ledger', rows: [entry('given-up')] }];
  valueOf(await journal.append([encodeCommit({ number, tag: 7, writes })]));
}

const lastMarkOf = async ({ database }: Start): Promise<number> =>
  (await database.journalMarks.orderBy('number').last())?.number ?? 0;

const idsOf = async ({ database }: Start): Promise<readonly string[]> =>
  (await database.ledger.toCollection().primaryKeys()).sort();

describe('store and journal written side by side', () => {
  it('[JR22] the journal is written outside the transaction of the store', async () => {
    const start = await equipped();
    const { append } = start.journal;
    const transactions: unknown[] = [];
    vi.spyOn(start.journal, 'append').mockImplementation((records) => {
      transactions.push(Dexie.currentTransaction);
      return append(records);
    });
    expect((await start.bench.commit({ ledger: [entry('stands')] })).ok).toBe(true);
    expect(transactions).toEqual([null]);
  });

  it('[JR22] a commit that the store gives up after the journal has it does not come back', async () => {
    const start = await equipped();
    await giveUp(start, entry('given-up'));
    expect((await start.writer.flush()).ok).toBe(true);
    const restarted = await startApp(start.journal.reopened(), await copyOf(start.database));
    expect(await idsOf(restarted)).not.toContain('given-up');
    const rebuilt = await startApp(start.journal.reopened());
    expect(await truthOf(rebuilt.database)).toEqual(await truthOf(start.database));
  });

  it('[JR22] the commit that gets its number next is rebuilt instead of it', async () => {
    const start = await equipped();
    const number = (await lastMarkOf(start)) + 1;
    await giveUp(start, entry('given-up'));
    expect((await start.bench.commit({ ledger: [entry('stands')] })).ok).toBe(true);
    expect(await lastMarkOf(start)).toBe(number);
    const rebuilt = await startApp(start.journal.reopened());
    expect(await idsOf(rebuilt)).toContain('stands');
    expect(await truthOf(rebuilt.database)).toEqual(await truthOf(start.database));
  });

  it('[JR22] the commit that gets its number next is appended at start when the journal lacks it', async () => {
    const start = await equipped();
    const number = (await lastMarkOf(start)) + 1;
    await tell(start, number);
    start.journal.disk.failure = 'notWritable';
    expect((await start.bench.commit({ ledger: [entry('stands')] })).ok).toBe(false);
    start.journal.disk.failure = undefined;
    expect(await lastMarkOf(start)).toBe(number);
    await startApp(start.journal.reopened(), await copyOf(start.database));
    const rebuilt = await startApp(start.journal.reopened());
    expect(await idsOf(rebuilt)).toContain('stands');
    expect(await truthOf(rebuilt.database)).toEqual(await truthOf(start.database));
  });

  it('[JR22] of a window that died with its commit nothing stands beside what another window committed next', async () => {
    const start = await equipped();
    const number = (await lastMarkOf(start)) + 1;
    await tell(start, number);
    expect((await start.bench.commit({ ledger: [entry('stands')] })).ok).toBe(true);
    expect(await lastMarkOf(start)).toBe(number);
    const rebuilt = await startApp(start.journal.reopened());
    expect(await idsOf(rebuilt)).not.toContain('given-up');
    expect(await truthOf(rebuilt.database)).toEqual(await truthOf(start.database));
  });

  it('[JR22] a withdrawal that finds the disk full stops intake and is made up for first', async () => {
    const start = await equipped();
    const { writer, journal } = start;
    await giveUp(start, entry('given-up'), () => {
      journal.disk.room = 0;
    });
    expect((await writer.flush()).ok).toBe(false);
    expect(writer.stoppedBy()).toBe('diskFull');
    expect((await start.bench.commit({ ledger: [entry('too-early')] })).ok).toBe(false);
    journal.disk.room = Infinity;
    expect((await writer.retry()).ok).toBe(true);
    const rebuilt = await startApp(journal.reopened());
    expect(await idsOf(rebuilt)).not.toContain('given-up');
    expect(await truthOf(rebuilt.database)).toEqual(await truthOf(start.database));
  });
});
