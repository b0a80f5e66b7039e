import type { NumberBlock } from '#shared/domain/office.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import {
  findOfficeData,
  findWorkingDays,
  OFFICE_DATA_KEY,
  toOfficeData,
} from '#renderer/data/repositories/catalogue-repository.ts';
import { countUnusedNumbers } from '#renderer/data/repositories/numbering-repository.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { ChangeSink } from '#sync/ports/change-sink.ts';
import type { Change } from '#sync/protocol/messages.ts';
import { applyChange, tablesOfChanges } from './apply-change.ts';

const CURSOR_KEY = 'changesCursor';

/** Writes what the province says, each answer together with its cursor in one transaction. */
export function createDexieChangeSink(database: CounterDatabase): ChangeSink {
  return {
    async readCursor() {
      const row = await database.settings.get(CURSOR_KEY);
      return typeof row?.value === 'number' ? row.value : 0;
    },
    applyChanges: (changes, nextCursor, at) => applyPage(database, changes, nextCursor, at),
    replayDeferred: () => replayDeferred(database),
    async readCatalogueVersion() {
      return (await findOfficeData(database))?.catalogueVersion;
    },
    async replaceCatalogue(catalogue) {
      await database.transaction('rw', database.settings, database.procedures, async () => {
        await database.procedures.bulkPut(catalogue.procedures);
        await database.settings.put({ key: OFFICE_DATA_KEY, value: toOfficeData(catalogue) });
      });
    },
    readUnusedNumbers: (from) => countUnusedNumbers(database, from),
    readWorkingDays: (from, howMany) => findWorkingDays(database, from, howMany),
    addNumberBlocks: (blocks) => addBlocks(database, blocks),
  };
}

async function applyPage(
  database: CounterDatabase,
  changes: readonly Change[],
  nextCursor: number,
  at: Instant,
): Promise<void> {
  await database.transaction('rw', tablesOfChanges(database), async () => {
    for (const change of changes) {
      if (await applyChange(database, change)) continue;
      await database.deferredChanges.put({ ...change, receivedAt: at });
    }
    await database.settings.put({ key: CURSOR_KEY, value: nextCursor });
  });
}

/** In one transaction, in the order of the province; what is still not understood stays. */
async function replayDeferred(database: CounterDatabase): Promise<number> {
  return database.transaction('rw', tablesOfChanges(database), async () => {
    const understood: number[] = [];
    for (const { receivedAt: _, ...change } of await database.deferredChanges.orderBy('changeNumber').toArray()) {
      if (await applyChange(database, change)) understood.push(change.changeNumber);
    }
    await database.deferredChanges.bulkDelete(understood);
    return understood.length;
  });
}

async function addBlocks(database: CounterDatabase, blocks: readonly NumberBlock[]): Promise<void> {
  await database.transaction('rw', database.numberBlocks, async () => {
    const known = await database.numberBlocks.bulkGet(blocks.map((block) => block.numberBlockId));
    const fresh = blocks.filter((_, index) => known[index] === undefined);
    await database.numberBlocks.bulkAdd(fresh.map((block) => ({ ...block, next: block.from })));
  });
}
