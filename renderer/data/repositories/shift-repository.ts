import { Dexie, type Table } from 'dexie';
import { feePaymentSchema, type FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { FeeHistory } from '#shared/domain/money/fee-balance.ts';
import type { ShiftBook } from '#shared/domain/money/money-command.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { Shift } from '#shared/domain/office.ts';
import type { DossierId, FeePaymentId, OfficerId, ShiftId } from '#shared/kernel/ids.ts';
import { toLocalDate, type LocalDate } from '#shared/kernel/instant.ts';
import { fromRow } from '#renderer/data/row-codec.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { OnlinePaymentRow } from '#renderer/data/schema/rows.ts';

/** Rows read in one go: between two of them the screen may be drawn. */
const PAGE = 250;

/** Everything in the books of one shift. Read in pages, so that a long shift does not hold up the screen. */
export async function readShiftBook(database: CounterDatabase, shift: Shift): Promise<ShiftBook> {
  const { shiftId } = shift;
  const [payments, entries] = await Promise.all([
    readPages(database.feePayments, await database.feePayments.where('shiftId').equals(shiftId).primaryKeys()),
    listEntriesOfShift(database, shiftId),
  ]);
  const own = new Set(payments.map(({ feePaymentId }) => feePaymentId));
  const confirmed = entries.flatMap((entry) =>
    entry.kind === 'transferConfirmed' && !own.has(entry.feePaymentId) ? [entry.feePaymentId] : [],
  );
  const others = await database.feePayments.bulkGet(confirmed);
  const confirmedAmounts = new Map(
    others.flatMap((row) => (row === undefined ? [] : [[row.feePaymentId, row.amountVnd] as const])),
  );
  return { shift, payments, entries, confirmedAmounts };
}

async function readPages<Row>(table: Table<Row, string>, keys: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < keys.length; from += PAGE) {
    const page = await table.bulkGet(keys.slice(from, from + PAGE));
    rows.push(...page.filter((row): row is NonNullable<typeof row> => row !== undefined));
  }
  return rows;
}

/** In the order in which they were entered. */
export async function listEntriesOfShift(database: CounterDatabase, shiftId: ShiftId): Promise<readonly ShiftEntry[]> {
  const rows = await database.shiftEntries
    .where('[shiftId+kind]')
    .between([shiftId, Dexie.minKey], [shiftId, Dexie.maxKey])
    .toArray();
  return rows.sort((a, b) => a.recordedAt.localeCompare(b.recordedAt));
}

export async function listEntriesOfPayments(
  database: CounterDatabase,
  feePaymentIds: readonly FeePaymentId[],
): Promise<readonly ShiftEntry[]> {
  if (feePaymentIds.length === 0) return [];
  return database.shiftEntries
    .where('feePaymentId')
    .anyOf([...feePaymentIds])
    .toArray();
}

/** A payment that can be read; anything else cannot be returned or confirmed. */
export async function findPayment(
  database: CounterDatabase,
  feePaymentId: FeePaymentId,
): Promise<FeePayment | undefined> {
  const row = await database.feePayments.get(feePaymentId);
  if (row === undefined) return undefined;
  const parsed = fromRow(feePaymentSchema, row);
  return parsed.ok ? parsed.value : undefined;
}

/** Everything about the fees of one dossier, whichever shift it was entered in. */
export async function readFeeHistory(
  database: CounterDatabase,
  dossierId: DossierId,
): Promise<FeeHistory & { readonly online: readonly OnlinePaymentRow[] }> {
  const [payments, online] = await Promise.all([
    database.feePayments.where('dossierId').equals(dossierId).sortBy('collectedAt'),
    database.onlinePayments.where('dossierId').equals(dossierId).toArray(),
  ]);
  const entries = await listEntriesOfPayments(
    database,
    payments.map(({ feePaymentId }) => feePaymentId),
  );
  return { payments, entries, online, onlineVnd: online.reduce((sum, { amountVnd }) => sum + amountVnd, 0) };
}

export async function findShift(database: CounterDatabase, shiftId: ShiftId): Promise<Shift | undefined> {
  return database.shifts.get(shiftId);
}

export async function isShiftClosed(database: CounterDatabase, shiftId: ShiftId): Promise<boolean> {
  return (await database.shiftEntries.where('[shiftId+kind]').equals([shiftId, 'shiftClosed']).count()) > 0;
}

/** Which of the shifts are closed, by one request each. */
async function closedAmong(database: CounterDatabase, shifts: readonly Shift[]): Promise<ReadonlySet<ShiftId>> {
  const keys = shifts.map(({ shiftId }) => [shiftId, 'shiftClosed']);
  const rows = await database.shiftEntries.where('[shiftId+kind]').anyOf(keys).toArray();
  return new Set(rows.map(({ shiftId }) => shiftId));
}

/** The shift that the officer goes on with today; a closed one is not gone on with. */
export async function findOpenShiftOn(
  database: CounterDatabase,
  officerId: OfficerId,
  on: LocalDate,
): Promise<Shift | undefined> {
  const shifts = await database.shifts.where('officerId').equals(officerId).toArray();
  const today = shifts.filter((shift) => toLocalDate(shift.openedAt) === on);
  const closed = await closedAmong(database, today);
  return today.find(({ shiftId }) => !closed.has(shiftId));
}

/** Shifts of earlier days that took or moved money and were never closed, the oldest first. */
export async function listShiftsLeftOpen(
  database: CounterDatabase,
  officerId: OfficerId,
  today: LocalDate,
): Promise<readonly Shift[]> {
  const shifts = (await database.shifts.where('officerId').equals(officerId).toArray()).filter(
    ({ openedAt }) => toLocalDate(openedAt) < today,
  );
  const closed = await closedAmong(database, shifts);
  const open = shifts.filter(({ shiftId }) => !closed.has(shiftId));
  const counts = await Promise.all(
    open.map(async ({ shiftId }) => {
      const payments = await database.feePayments.where('shiftId').equals(shiftId).count();
      return payments + (await listEntriesOfShift(database, shiftId)).length;
    }),
  );
  return open.filter((_, index) => (counts[index] ?? 0) > 0).sort((a, b) => a.openedAt.localeCompare(b.openedAt));
}

/** Shifts of one officer, the newest first. */
export async function listShiftsOf(
  database: CounterDatabase,
  officerId: OfficerId,
  most: number,
): Promise<readonly Shift[]> {
  const shifts = await database.shifts.where('officerId').equals(officerId).toArray();
  return shifts.sort((a, b) => b.openedAt.localeCompare(a.openedAt)).slice(0, most);
}

/** The last drawer handed over to this officer that no shift has taken over yet. */
export async function findHandover(
  database: CounterDatabase,
  officerId: OfficerId,
): Promise<Extract<ShiftEntry, { kind: 'shiftClosed' }> | undefined> {
  const entries = await database.shiftEntries.where('kind').anyOf('shiftClosed', 'shiftOpened').toArray();
  const taken = new Set(entries.flatMap((entry) => (entry.kind === 'shiftOpened' ? [entry.handedOverFrom] : [])));
  return entries
    .flatMap((entry) => (entry.kind === 'shiftClosed' && entry.handedOverTo === officerId ? [entry] : []))
    .filter(({ shiftId }) => !taken.has(shiftId))
    .sort((a, b) => a.recordedAt.localeCompare(b.recordedAt))
    .at(-1);
}

/** Claimed transfers that were neither found nor voided, the oldest first. */
export async function listClaimedTransfers(database: CounterDatabase): Promise<readonly FeePayment[]> {
  const [transfers, entries] = await Promise.all([
    database.feePayments.where('means').equals('bankTransfer').toArray(),
    database.shiftEntries.where('feePaymentId').above('').toArray(),
  ]);
  const settled = new Set(
    entries.flatMap((entry) =>
      entry.kind === 'transferConfirmed' || entry.kind === 'feeReceiptVoided' ? [entry.feePaymentId] : [],
    ),
  );
  return transfers
    .filter(({ feePaymentId }) => !settled.has(feePaymentId))
    .sort((a, b) => a.collectedAt.localeCompare(b.collectedAt));
}

export async function isBankReferenceUsed(database: CounterDatabase, bankReference: string): Promise<boolean> {
  return (await database.shiftEntries.where('bankReference').equals(bankReference).count()) > 0;
}

export async function listUsedBankReferences(database: CounterDatabase): Promise<ReadonlySet<string>> {
  return new Set((await database.shiftEntries.orderBy('bankReference').uniqueKeys()) as string[]);
}
