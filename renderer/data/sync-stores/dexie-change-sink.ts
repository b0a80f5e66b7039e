import type { Instant } from '#shared/kernel/instant.ts';
import {
  findOfficeData,
  findWorkingDays,
  OFFICE_DATA_KEY,
  toOfficeData,
} from '#renderer/data/repositories/catalogue-repository.ts';
import {
  addNumberBlocks,
  closeNumbers,
  findLeaseRequest,
  putLeaseRequest,
  settleReturn,
} from '#renderer/data/repositories/number-exchange.ts';
import {
  addFeeReceiptBook,
  countUnusedReceiptNumbers,
  findReceiptBookRequest,
  putReceiptBookRequest,
} from '#renderer/data/repositories/fee-receipt-leases.ts';
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
    addNumberBlocks: (blocks, band) => addNumberBlocks(database, blocks, band),
    readLeaseRequest: () => findLeaseRequest(database),
    keepLeaseRequest: (request) => putLeaseRequest(database, request),
    closeNumbers: (before, requestId) => closeNumbers(database, before, requestId),
    settleReturn: (requestId, isRecorded) => settleReturn(database, requestId, isRecorded),
    readUnusedReceiptNumbers: (year) => countUnusedReceiptNumbers(database, year),
    readReceiptBookRequest: () => findReceiptBookRequest(database),
    keepReceiptBookRequest: (request) => putReceiptBookRequest(database, request),
    addReceiptBook: (book) => addFeeReceiptBook(database, book),
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
      if (await applyChange(database, change, at)) continue;
      await database.deferredChanges.put({ ...change, receivedAt: at });
    }
    await database.settings.put({ key: CURSOR_KEY, value: nextCursor });
  });
}

/** In one transaction, in the order of the province; what is still not understood stays. */
async function replayDeferred(database: CounterDatabase): Promise<number> {
  return database.transaction('rw', tablesOfChanges(database), async () => {
    const understood: number[] = [];
    for (const { receivedAt, ...change } of await database.deferredChanges.orderBy('changeNumber').toArray()) {
      if (await applyChange(database, change, receivedAt)) understood.push(change.changeNumber);
    }
    await database.deferredChanges.bulkDelete(understood);
    return understood.length;
  });
}
