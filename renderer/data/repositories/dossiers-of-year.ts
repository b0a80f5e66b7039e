import { dossierSchema, type Dossier } from '#shared/domain/dossier.ts';
import { provinceRecordSchema, type ProvinceRecord } from '#shared/domain/province-record.ts';
import { instantOf, toLocalDate, type Instant, type LocalDate, type LocalTime } from '#shared/kernel/instant.ts';
import { fromRow } from '#renderer/data/row-codec.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { DossierSummaryRow } from '#renderer/data/schema/rows.ts';

/** A dossier of a year as it is stored. */
export interface StoredDossier {
  /** Its line in the list, for when the record itself cannot be read. */
  readonly summary: DossierSummaryRow;
  /** `undefined`: there is none, or it cannot be read. */
  readonly dossier: Dossier | undefined;
  /** What the province has said of it; `undefined`: nothing yet. */
  readonly record: ProvinceRecord | 'damaged' | undefined;
}

export interface DossierYear {
  readonly year: number;
  readonly count: number;
}

/** Dossiers read in one go: small enough that the window is never held up and a walk ends soon when it is dropped. */
export const YEAR_SLICE = 100;

/** The calendar years in which this station has taken in dossiers, the latest first. */
export async function listDossierYears(database: CounterDatabase): Promise<readonly DossierYear[]> {
  const all = database.dossierSummaries.where('acceptedAt').between(...boundsOf(FIRST_YEAR, LAST_YEAR), true, false);
  const [[first], [last]] = await Promise.all([all.clone().limit(1).keys(), all.clone().reverse().limit(1).keys()]);
  if (first === undefined || last === undefined) return [];
  const from = yearOf(first as Instant);
  const years = Array.from({ length: yearOf(last as Instant) - from + 1 }, (_, index) => from + index).reverse();
  const counts = await Promise.all(years.map((year) => countDossiersOfYear(database, year)));
  return years.map((year, index) => ({ year, count: counts[index] ?? 0 })).filter(({ count }) => count > 0);
}

export async function countDossiersOfYear(database: CounterDatabase, year: number): Promise<number> {
  return database.dossierSummaries
    .where('acceptedAt')
    .between(...boundsOf(year), true, false)
    .count();
}

/**
 * The dossiers of a calendar year on Vietnam's clocks, in the order of their acceptance and, within one instant, of their
 * order number. In slices, of which one is in memory at a time; those accepted meanwhile come at the end.
 */
export async function* readDossiersOfYear(
  database: CounterDatabase,
  year: number,
): AsyncGenerator<readonly StoredDossier[]> {
  const [start, end] = boundsOf(year);
  let range = database.dossierSummaries.where('acceptedAt').between(start, end, true, false);
  for (;;) {
    const rows = await range.limit(YEAR_SLICE).toArray();
    const last = rows.at(-1)?.acceptedAt;
    if (last === undefined) return;
    // The last instant as a whole: the next slice begins after it.
    const ofLast = await database.dossierSummaries.where('acceptedAt').equals(last).toArray();
    yield await readStored(database, [...rows.filter(({ acceptedAt }) => acceptedAt !== last), ...ofLast]);
    range = database.dossierSummaries.where('acceptedAt').between(last, end, false, false);
  }
}

async function readStored(
  database: CounterDatabase,
  summaries: readonly DossierSummaryRow[],
): Promise<readonly StoredDossier[]> {
  const ids = summaries.map(({ dossierId }) => dossierId);
  const [dossiers, records] = await Promise.all([
    database.dossiers.bulkGet(ids),
    database.provinceRecords.bulkGet(ids),
  ]);
  const stored = summaries.map((summary, index): StoredDossier => {
    const dossier = fromRow(dossierSchema, dossiers[index]);
    return { summary, dossier: dossier.ok ? dossier.value : undefined, record: readRecord(records[index]) };
  });
  return stored.sort((a, b) => compare(a.summary.acceptedAt, b.summary.acceptedAt) || numberOf(a) - numberOf(b));
}

function readRecord(row: unknown): StoredDossier['record'] {
  if (row === undefined) return undefined;
  const record = fromRow(provinceRecordSchema, row);
  return record.ok ? record.value : 'damaged';
}

/** Those that cannot be read come after the others of their instant. */
function numberOf({ dossier }: StoredDossier): number {
  return dossier?.orderNumber ?? Number.MAX_SAFE_INTEGER;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Nothing older was ever taken in with this program; a stray date must not make thousands of years. */
const FIRST_YEAR = 2020;
const LAST_YEAR = 2199;

/** From the first instant of `first` to that of the year after `last`. */
function boundsOf(first: number, last = first): readonly [Instant, Instant] {
  return [newYear(first), newYear(last + 1)];
}

function newYear(year: number): Instant {
  return instantOf(`${String(year)}-01-01` as LocalDate, '00:00' as LocalTime);
}

function yearOf(instant: Instant): number {
  return Number(toLocalDate(instant).slice(0, 4));
}
