import type { NumberBlock } from '#shared/domain/office.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import {
  findOfficeData,
  findWorkingDays,
  OFFICE_DATA_KEY,
  toOfficeData,
} from '#renderer/data/repositories/catalogue-repository.ts';
import { putChainBreaks } from '#renderer/data/repositories/chain-break-repository.ts';
import { putDossierState } from '#renderer/data/repositories/dossier-repository.ts';
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
    addNumberBlocks: (blocks) => addBlocks(database, blocks),
  };
}

/** @returns false when the kind, or the shape of a known kind, is not understood by this build */
async function applyKnownChange(database: CounterDatabase, change: Change, at: Instant): Promise<boolean> {
  switch (change.kind) {
    // The runner fetches the catalogue itself; there is nothing to store here.
    case 'catalogueChanged':
      return true;
    case 'dossierStateChanged':
      return putDossierState(database, change.payload);
    case 'chainBroken':
      return putChainBreaks(database, change.payload, at);
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
  const { settings, dossiers, dossierSummaries, deferredChanges, chainBreaks } = database;
  await database.transaction('rw', [settings, dossiers, dossierSummaries, deferredChanges, chainBreaks], async () => {
    for (const change of changes) {
      if (await applyKnownChange(database, change, at)) continue;
      await deferredChanges.put({ ...change, receivedAt: at });
    }
    await settings.put({ key: CURSOR_KEY, value: nextCursor });
  });
}

async function addBlocks(database: CounterDatabase, blocks: readonly NumberBlock[]): Promise<void> {
  await database.transaction('rw', database.numberBlocks, async () => {
    const known = await database.numberBlocks.bulkGet(blocks.map((block) => block.numberBlockId));
    const fresh = blocks.filter((_, index) => known[index] === undefined);
    await database.numberBlocks.bulkAdd(fresh.map((block) => ({ ...block, next: block.from })));
  });
}
