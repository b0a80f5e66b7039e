import { formatDossierCode } from '#shared/domain/dossier-code.ts';
import { numberBandSchema, type NumberBand, type Station } from '#shared/domain/office.ts';
import { formatProvisionalCode, LAST_PROVISIONAL_NUMBER } from '#shared/domain/provisional-code.ts';
import type { NumberBlockId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { fromRow } from '#renderer/data/row-codec.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { NumberBlockRow } from '#renderer/data/schema/rows.ts';
import { remember } from './remember.ts';
import { pickLease } from './numbering-repository.ts';

const BAND_KEY = 'numberBand';

/** The numbers that only this station may use on any day; `undefined` before the province has given a band. */
export async function findNumberBand(database: CounterDatabase): Promise<NumberBand | undefined> {
  const row = await database.settings.get(BAND_KEY);
  if (row === undefined) return undefined;
  const parsed = fromRow(numberBandSchema, row.value);
  return parsed.ok ? parsed.value : undefined;
}

/** The first band stays: numbers of it may be printed already. Call it inside a transaction on the settings. */
export async function keepNumberBand(database: CounterDatabase, band: NumberBand): Promise<void> {
  const known = await database.settings.get(BAND_KEY);
  if (known === undefined) await database.settings.put({ key: BAND_KEY, value: band });
}

/**
 * Where the next number of the day comes from: a leased block, then the station's own band, then the running number of
 * its provisional codes. Rows of band and provisional numbers begin with the first number that is taken.
 */
export async function findNextNumber(
  database: CounterDatabase,
  station: Station,
  on: LocalDate,
): Promise<NumberBlockRow> {
  return chooseNextNumber(await readNumberSources(database, on), station, on);
}

/** What the numbers of a day can come from. */
export interface NumberSources {
  readonly band: NumberBand | undefined;
  readonly rows: readonly NumberBlockRow[];
}

export async function readNumberSources(database: CounterDatabase, on: LocalDate): Promise<NumberSources> {
  const [band, rows] = await Promise.all([
    remember(database, 'numberBand', ['settings'], () => findNumberBand(database)),
    database.numberBlocks.where('workingOn').equals(on).toArray(),
  ]);
  return { band, rows };
}

/** The same without waiting, as long as no change is known of; asked for again while nobody waits. */
export function recallNumberSources(database: CounterDatabase, on: LocalDate): Promise<NumberSources> {
  return remember(database, `numbers ${on}`, ['numberBlocks', 'settings'], () => readNumberSources(database, on));
}

export function chooseNextNumber({ band, rows }: NumberSources, station: Station, on: LocalDate): NumberBlockRow {
  const { agencyCode } = station;
  const leased = pickLease(rows, agencyCode);
  if (leased !== undefined) return leased;
  const findRow = (kind: NumberBlockRow['kind']) =>
    rows.find((row) => row.kind === kind && row.agencyCode === agencyCode);
  if (band !== undefined) {
    const row = findRow('band') ?? startRow('band', agencyCode, on, band);
    if (row.next <= row.to && row.closedBy === undefined) return row;
  }
  return findRow('provisional') ?? startRow('provisional', agencyCode, on, { from: 1, to: LAST_PROVISIONAL_NUMBER });
}

/**
 * Moves a block past numbers whose dossiers are already here. They were taken by another window, or the block comes from
 * an older copy of the store than the dossiers: either way no number is printed twice.
 */
export async function skipUsedNumbers(
  database: CounterDatabase,
  station: Station,
  numberBlockId: NumberBlockId,
): Promise<void> {
  const { numberBlocks, dossiers } = database;
  await database.transaction('rw', numberBlocks, dossiers, async () => {
    const block = await numberBlocks.get(numberBlockId);
    if (block === undefined) return;
    let { next } = block;
    const isUsed = async (number: number): Promise<boolean> => {
      const index = block.kind === 'provisional' ? 'provisionalCode' : 'dossierCode';
      return (
        (await dossiers
          .where(index)
          .equals(codeOf(block, station, number))
          .count()) > 0
      );
    };
    while (next <= block.to && (await isUsed(next))) next += 1;
    if (next !== block.next) await numberBlocks.update(numberBlockId, { next });
  });
}

function codeOf(block: NumberBlockRow, station: Station, number: number): string {
  return block.kind === 'provisional'
    ? formatProvisionalCode(station.stationId, block.workingOn, number)
    : formatDossierCode(block.agencyCode, block.workingOn, number);
}

function startRow(
  kind: NonNullable<NumberBlockRow['kind']>,
  agencyCode: string,
  workingOn: LocalDate,
  { from, to }: NumberBand,
): NumberBlockRow {
  return { numberBlockId: rowIdOf(kind, agencyCode, workingOn), agencyCode, workingOn, from, to, next: from, kind };
}

/** The same in every window, so that two of them that begin a row at once meet in one. */
function rowIdOf(kind: string, agencyCode: string, workingOn: LocalDate): NumberBlockId {
  return `${kind}:${agencyCode}:${workingOn}` as NumberBlockId;
}
