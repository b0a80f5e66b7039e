import { createDexieChangeSink } from '#renderer/data/sync-stores/dexie-change-sink.ts';
import { putStation } from '#renderer/data/repositories/station-repository.ts';
import { CounterDatabase } from '#renderer/data/schema/database.ts';
import { systemClock } from '#renderer/platform/system-clock.ts';
import { systemIds } from '#renderer/platform/system-ids.ts';
import { countedFrom } from '#shared/domain/work-calendar.ts';
import type { Catalogue, Station } from '#shared/domain/office.ts';
import type { NumberBlockId, StationId } from '#shared/kernel/ids.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import { PastDossiers, type PastRows } from './past-dossiers.ts';

const BATCH = 400;
const NUMBERS_TODAY = 5_000;

/** Fills the counter's own database through its own tables, as if this station had worked for months. */
export async function stock(catalogue: Catalogue, dossierCount: number): Promise<void> {
  const database = new CounterDatabase();
  const sink = createDexieChangeSink(database);
  const station: Station = {
    stationId: systemIds.next<StationId>(),
    stationName: 'Máy mẫu',
    agencyCode: catalogue.office.agencyCode,
  };
  await putStation(database, station);
  await sink.replaceCatalogue(catalogue);
  await sink.addNumberBlocks(numbersForToday(catalogue));
  const past = new PastDossiers(catalogue, station, dossierCount);
  for (let first = 0; first < dossierCount; first += BATCH) {
    await addRows(database, await past.next(Math.min(BATCH, dossierCount - first)));
  }
  database.close();
}

/** For today, or for the working day from which today's time limits run. */
function numbersForToday(catalogue: Catalogue) {
  const today = systemClock.today();
  const counted = countedFrom(systemClock.now(), 'counter', catalogue.workCalendar);
  const days = new Set([today, counted.ok ? toLocalDate(counted.value) : today]);
  return [...days].map((workingOn) => ({
    numberBlockId: systemIds.next<NumberBlockId>(),
    agencyCode: catalogue.office.agencyCode,
    workingOn,
    from: 1,
    to: NUMBERS_TODAY,
  }));
}

async function addRows(database: CounterDatabase, rows: PastRows): Promise<void> {
  await database.transaction('rw', database.tables, async () => {
    await Promise.all([
      database.dossiers.bulkAdd(rows.dossiers),
      database.dossierSummaries.bulkAdd(rows.summaries),
      database.feePayments.bulkAdd(rows.payments),
      database.shifts.bulkPut(rows.shifts),
      database.issuedDocuments.bulkAdd(rows.documents),
      database.printMarks.bulkAdd(rows.printMarks),
      database.ledger.bulkAdd(rows.ledger),
      database.outbox.bulkAdd(rows.outbox),
    ]);
  });
}
