import { IDBFactory } from 'fake-indexeddb';
import { createJournalledUnitOfWork } from '#renderer/data/journalled-unit-of-work.ts';
import type { JournalWriter } from '#renderer/data/journal-writer.ts';
import { openStore as openWithJournal, type OpenedStore, type OpenStoreFailure } from '#renderer/data/open-store.ts';
import type { WriteRecorder } from '#renderer/data/record-writes.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import { systemIds } from '#renderer/platform/system-ids.ts';
import { webHasher } from '#renderer/platform/web-hasher.ts';
import type { Result } from '#shared/kernel/result.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { KeptLogger } from '#test/fakes/kept-logger.ts';
import type { MemoryJournal } from '#test/fakes/memory-journal.ts';
import { CounterBench } from '#test/unit/renderer/counter-bench.ts';
import { NOW } from '#test/unit/shared/domain/samples.ts';
import { openStore } from './counter-store.ts';

/** Every row of a store, as a copy of its folder would hold it. */
export type StoreCopy = Readonly<Record<string, readonly unknown[]>>;

/** One start of the app on a machine with a store and a journal. */
export interface Start {
  readonly database: CounterDatabase;
  readonly journal: MemoryJournal;
  readonly writer: JournalWriter;
  readonly recorder: WriteRecorder;
  readonly bench: CounterBench;
  readonly logger: KeptLogger;
}

let starts = 0;

/** Starts the app: over an empty store, or over a copy of an older one. */
export async function startApp(journal: MemoryJournal, copy?: StoreCopy): Promise<Start> {
  const logger = new KeptLogger();
  const database = await restore(copy);
  const opened = await open(database, journal, logger);
  if (!opened.ok) throw new Error(opened.error.code);
  const { writer, recorder } = opened.value;
  starts += 1;
  const bench = new CounterBench(
    database,
    100 + starts,
    {},
    {
      recorder,
      wrap: (unitOfWork) => createJournalledUnitOfWork(unitOfWork, journal, writer),
    },
  );
  return { database, journal, writer, recorder, bench, logger };
}

export function open(
  database: CounterDatabase,
  journal: MemoryJournal,
  logger = new KeptLogger(),
): Promise<Result<OpenedStore, OpenStoreFailure>> {
  return openWithJournal({ database, journal, hasher: webHasher, logger, clock: new FakeClock(NOW), ids: systemIds });
}

export async function copyOf(database: CounterDatabase): Promise<StoreCopy> {
  const tables = await Promise.all(
    database.tables.map(async (table) => [table.name, (await table.toArray()) as unknown[]] as const),
  );
  return Object.fromEntries(tables);
}

/** A store that holds the copy, closed again. */
async function restore(copy: StoreCopy = {}): Promise<CounterDatabase> {
  const engine = new IDBFactory();
  const plain = openStore(engine);
  for (const [name, rows] of Object.entries(copy)) await plain.table(name).bulkAdd([...rows]);
  plain.close();
  return openStore(engine, plain.name);
}

/** What must be the same in two stores: everything but marks, drafts and what was found when each was opened. */
export async function truthOf(database: CounterDatabase): Promise<StoreCopy> {
  const { journalMarks: _, drafts: __, storeFindings: ___, ...tables } = await copyOf(database);
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.map(toComparable)]));
}

function toComparable(row: unknown): unknown {
  const { attempts: _, lastAttemptAt: __, ...members } = row as Readonly<Record<string, unknown>>;
  return members['bytes'] instanceof ArrayBuffer
    ? { ...members, bytes: [...new Uint8Array(members['bytes'])] }
    : members;
}
