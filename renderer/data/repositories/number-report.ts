import type { Station } from '#shared/domain/office.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { NumberBlockRow } from '#renderer/data/schema/rows.ts';
import { findNumberBand } from './number-supply.ts';

/** Where the next numbers of a day come from, and how many are left of each. */
export interface NumberSupply {
  readonly source: 'leased' | 'band' | 'provisional';
  readonly leasedLeft: number;
  readonly bandLeft: number;
}

/** Numbers of one day with what became of them at this station. */
export interface NumberReportRow {
  readonly key: string;
  readonly workingOn: LocalDate;
  readonly kind: 'leased' | 'band' | 'provisional';
  readonly from: number;
  readonly to: number;
  readonly used: number;
  readonly unused: number;
  /** `open`: may still be used; `returning`: closed, the province has not confirmed yet; `returned`: it has. */
  readonly state: 'open' | 'returning' | 'returned';
}

export async function readNumberSupply(
  database: CounterDatabase,
  { agencyCode }: Station,
  on: LocalDate,
): Promise<NumberSupply> {
  const [band, rows] = await Promise.all([
    findNumberBand(database),
    database.numberBlocks.where('workingOn').equals(on).toArray(),
  ]);
  const own = rows.filter((row) => row.agencyCode === agencyCode);
  const leasedLeft = own.filter((row) => row.kind === undefined).reduce((sum, row) => sum + leftOf(row), 0);
  const begun = own.find((row) => row.kind === 'band');
  const untouched = band === undefined ? 0 : band.to - band.from + 1;
  const bandLeft = begun === undefined ? untouched : leftOf(begun);
  return { source: leasedLeft > 0 ? 'leased' : bandLeft > 0 ? 'band' : 'provisional', leasedLeft, bandLeft };
}

/** Every number this station was ever given, the latest day first. */
export async function readNumberReport(database: CounterDatabase): Promise<readonly NumberReportRow[]> {
  const rows = await database.numberBlocks.orderBy('workingOn').reverse().toArray();
  return rows
    .map((row): NumberReportRow => {
      const { numberBlockId, workingOn, kind = 'leased', from, to, next } = row;
      const unused = kind === 'provisional' ? 0 : to - next + 1;
      const end = kind === 'provisional' ? Math.max(from, next - 1) : to;
      return { key: numberBlockId, workingOn, kind, from, to: end, used: next - from, unused, state: stateOf(row) };
    })
    .sort((a, b) => b.workingOn.localeCompare(a.workingOn) || a.from - b.from);
}

function leftOf({ next, to, closedBy }: NumberBlockRow): number {
  return closedBy === undefined ? Math.max(0, to - next + 1) : 0;
}

function stateOf({ closedBy, isReturned }: NumberBlockRow): NumberReportRow['state'] {
  if (closedBy === undefined) return 'open';
  return isReturned === true ? 'returned' : 'returning';
}
