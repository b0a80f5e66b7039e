import * as v from 'valibot';
import { nextWorkingDays } from '#shared/domain/work-calendar.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { ChangeSink } from '#sync/ports/change-sink.ts';
import { dossierStateChangedSchema, type Change } from '#sync/protocol/messages.ts';
import { findOfficeData, OFFICE_DATA_KEY, toOfficeData } from '../repositories/catalogue-repository.ts';
import type { CounterDatabase } from '../schema/database.ts';

const CURSOR_KEY = 'changesCursor';

/** Writes what the province says, each answer together with its cursor in one transaction. */
export function createDexieChangeSink(database: CounterDatabase): ChangeSink {
  return {
    async readCursor() {
      const row = await database.settings.get(CURSOR_KEY);
      return typeof row?.value === 'number' ? row.value : 0;
    },
    async applyChanges(changes, nextCursor, at) {
      const { settings, dossiers, dossierSummaries, deferredChanges } = database;
      await database.transaction('rw', settings, dossiers, dossierSummaries, deferredChanges, async () => {
        for (const change of changes) {
          if (await applyKnownChange(database, change)) continue;
          await deferredChanges.put({ ...change, receivedAt: at });
        }
        await settings.put({ key: CURSOR_KEY, value: nextCursor });
      });
    },
    async readCatalogueVersion() {
      return (await findOfficeData(database))?.catalogueVersion;
    },
    async replaceCatalogue(catalogue) {
      await database.transaction('rw', database.settings, database.procedures, async () => {
        await database.procedures.bulkPut(catalogue.procedures);
        await database.settings.put({ key: OFFICE_DATA_KEY, value: toOfficeData(catalogue) });
      });
    },
    async readUnusedNumbers(from) {
      const unused = new Map<LocalDate, number>();
      for (const block of await database.numberBlocks.where('workingOn').aboveOrEqual(from).toArray()) {
        unused.set(block.workingOn, (unused.get(block.workingOn) ?? 0) + Math.max(0, block.to - block.next + 1));
      }
      return unused;
    },
    async readWorkingDays(from, howMany) {
      const office = await findOfficeData(database);
      if (office === undefined) return [];
      const days = nextWorkingDays(from, howMany, office.workCalendar);
      // A calendar without working days is shown at intake; there is nothing to lease ahead then.
      return days.ok ? days.value : [];
    },
    async addNumberBlocks(blocks) {
      await database.transaction('rw', database.numberBlocks, async () => {
        const known = await database.numberBlocks.bulkGet(blocks.map((block) => block.numberBlockId));
        const fresh = blocks.filter((_, index) => known[index] === undefined);
        await database.numberBlocks.bulkAdd(fresh.map((block) => ({ ...block, next: block.from })));
      });
    },
  };
}

/** @returns false when the kind, or the shape of a known kind, is not understood by this build */
async function applyKnownChange(database: CounterDatabase, change: Change): Promise<boolean> {
  // The runner fetches the catalogue itself; there is nothing to store here.
  if (change.kind === 'catalogueChanged') return true;
  if (change.kind !== 'dossierStateChanged') return false;
  const parsed = v.safeParse(dossierStateChangedSchema, change.payload);
  if (!parsed.success) return false;
  const { dossierId, state } = parsed.output;
  await database.dossiers.update(dossierId, { state });
  await database.dossierSummaries.update(dossierId, { state });
  return true;
}
