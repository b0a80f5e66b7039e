import type { Instant } from '#shared/kernel/instant.ts';
import {
  findOfficeData,
  findWorkingDays,
  OFFICE_DATA_KEY,
  toOfficeData,
} from '#renderer/data/repositories/catalogue-repository.ts';
import { putDossierState, putOfficialCode } from '#renderer/data/repositories/dossier-repository.ts';
import {
  addNumberBlocks,
  closeNumbers,
  findLeaseRequest,
  putLeaseRequest,
  settleReturn,
} from '#renderer/data/repositories/number-exchange.ts';
import { countUnusedNumbers } from '#renderer/data/repositories/numbering-repository.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { ChangeSink } from '#sync/ports/change-sink.ts';
import type { Change } from '#sync/protocol/messages.ts';

const CURSOR_KEY = 'changesCursor';

/** Writes what the province says, each answer together with its cursor in one transaction. */
export function createDexieChangeSink(database: CounterDatabase): ChangeSink {
  return {
    async readCursor() {
      const row = await database.settings.get(CURSOR_KEY);
      return typeof row?.value === 'number' ? row.value : 0;
    },
    applyChanges: (changes, nextCursor, at) => applyPage(database, changes, nextCursor, at),
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
  };
}

/** @returns false when the kind, or the shape of a known kind, is not understood by this build */
async function applyKnownChange(database: CounterDatabase, change: Change): Promise<boolean> {
  switch (change.kind) {
    // The runner fetches the catalogue itself; there is nothing to store here.
    case 'catalogueChanged':
      return true;
    case 'dossierStateChanged':
      return putDossierState(database, change.payload);
    case 'officialCodeAssigned':
      return putOfficialCode(database, change.payload);
    default:
      return false;
  }
}

async function applyPage(
  database: CounterDatabase,
  changes: readonly Change[],
  nextCursor: number,
  at: Instant,
): Promise<void> {
  const { settings, dossiers, dossierSummaries, deferredChanges } = database;
  await database.transaction('rw', settings, dossiers, dossierSummaries, deferredChanges, async () => {
    for (const change of changes) {
      if (await applyKnownChange(database, change)) continue;
      await deferredChanges.put({ ...change, receivedAt: at });
    }
    await settings.put({ key: CURSOR_KEY, value: nextCursor });
  });
}
