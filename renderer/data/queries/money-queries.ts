import { useLiveQuery } from 'dexie-react-hooks';
import { balanceOf, standingsOf, type FeeBalance, type PaymentStanding } from '#shared/domain/money/fee-balance.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import { isClosed, isOpened, type ShiftBook } from '#shared/domain/money/money-command.ts';
import { totalsOf } from '#shared/domain/money/decide-shift.ts';
import type { ShiftEntry, ShiftTotals } from '#shared/domain/money/shift-entry.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { Shift } from '#shared/domain/office.ts';
import type { DossierId, FeePaymentId, OfficerId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import { findDossier } from '#renderer/data/repositories/dossier-repository.ts';
import {
  findHandover,
  listClaimedTransfers,
  listEntriesOfPayments,
  listShiftsLeftOpen,
  listShiftsOf,
  readFeeHistory,
  readShiftBook,
} from '#renderer/data/repositories/shift-repository.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { FeeReceiptStateRow, OnlinePaymentRow } from '#renderer/data/schema/rows.ts';

export type { OnlinePaymentRow };

/** A payment with what became of it, at the counter and at the province. */
export type ShownPayment = PaymentStanding & { readonly official: FeeReceiptStateRow['issued'] };

/** The books of one shift with what they add up to. */
export interface ShiftView {
  readonly book: ShiftBook;
  readonly totals: ShiftTotals;
  readonly isOpened: boolean;
  readonly isClosed: boolean;
  /** The newest first. */
  readonly payments: readonly ShownPayment[];
}

/** What is paid and owed of one dossier. */
export interface FeeView {
  readonly dossier: Dossier;
  readonly balance: FeeBalance;
  readonly payments: readonly ShownPayment[];
  readonly online: readonly OnlinePaymentRow[];
}

/** A transfer that a citizen claims, and where the province has found it. */
export interface ClaimedTransfer {
  readonly payment: FeePayment;
  readonly found: FeeReceiptStateRow['found'];
}

/** Live views of the money. */
export interface MoneyQueries {
  useShiftView(shift: Shift): ShiftView | undefined;
  /** Cash that must be in the drawer, in đồng. */
  useShiftTotals(shift: Shift): Pick<ShiftView, 'totals' | 'isOpened' | 'isClosed'> | undefined;
  /** Shifts of earlier days that were never closed. */
  useShiftsLeftOpen(officerId: OfficerId, today: LocalDate): readonly Shift[] | undefined;
  /** The officer's latest shifts, the newest first. */
  useShiftsOf(officerId: OfficerId): readonly Shift[] | undefined;
  /** A drawer that was handed over to the officer; `null` when there is none. */
  useHandover(officerId: OfficerId): Extract<ShiftEntry, { kind: 'shiftClosed' }> | null | undefined;
  /** `null` when the dossier cannot be read. */
  useFeeView(dossierId: DossierId | null): FeeView | null | undefined;
  useClaimedTransfers(): readonly ClaimedTransfer[] | undefined;
  /** The newest first. */
  useOnlinePayments(): readonly OnlinePaymentRow[] | undefined;
}

const MOST_SHIFTS = 30;
const MOST_ONLINE = 500;

export function createMoneyQueries(database: CounterDatabase): MoneyQueries {
  return {
    useShiftView: (shift) => useLiveQuery(() => readShiftView(database, shift), [shift.shiftId]),
    useShiftTotals: (shift) => useLiveQuery(() => readTotals(database, shift), [shift.shiftId]),
    useShiftsLeftOpen: (officerId, today) =>
      useLiveQuery(() => listShiftsLeftOpen(database, officerId, today), [officerId, today]),
    useShiftsOf: (officerId) => useLiveQuery(() => listShiftsOf(database, officerId, MOST_SHIFTS), [officerId]),
    useHandover: (officerId) =>
      useLiveQuery(async () => (await findHandover(database, officerId)) ?? null, [officerId]),
    useFeeView: (dossierId) => useLiveQuery(() => readFeeView(database, dossierId), [dossierId]),
    useClaimedTransfers: () => useLiveQuery(() => readClaimed(database), []),
    useOnlinePayments: () =>
      useLiveQuery(async () => {
        const rows = await database.onlinePayments.toArray();
        return rows.sort((a, b) => b.paidAt.localeCompare(a.paidAt)).slice(0, MOST_ONLINE);
      }, []),
  };
}

async function readTotals(
  database: CounterDatabase,
  shift: Shift,
): Promise<Pick<ShiftView, 'totals' | 'isOpened' | 'isClosed'>> {
  const book = await readShiftBook(database, shift);
  return { totals: totalsOf(book), isOpened: isOpened(book), isClosed: isClosed(book) };
}

export async function readShiftView(database: CounterDatabase, shift: Shift): Promise<ShiftView> {
  const book = await readShiftBook(database, shift);
  // What became of a payment may be entered in a later shift.
  const entries = await listEntriesOfPayments(
    database,
    book.payments.map(({ feePaymentId }) => feePaymentId),
  );
  return {
    book,
    totals: totalsOf(book),
    isOpened: isOpened(book),
    isClosed: isClosed(book),
    payments: (await toShown(database, standingsOf(book.payments, entries))).sort((a, b) =>
      b.payment.collectedAt.localeCompare(a.payment.collectedAt),
    ),
  };
}

async function readFeeView(database: CounterDatabase, dossierId: DossierId | null): Promise<FeeView | null> {
  if (dossierId === null) return null;
  const [dossier, history] = await Promise.all([findDossier(database, dossierId), readFeeHistory(database, dossierId)]);
  if (dossier?.ok !== true) return null;
  const payments = await toShown(database, standingsOf(history.payments, history.entries));
  return { dossier: dossier.value, balance: balanceOf(dossier.value, history), payments, online: history.online };
}

async function readClaimed(database: CounterDatabase): Promise<readonly ClaimedTransfer[]> {
  const payments = await listClaimedTransfers(database);
  const states = await statesOf(database, payments);
  return payments.map((payment) => ({ payment, found: states.get(payment.feePaymentId)?.found ?? null }));
}

async function toShown(database: CounterDatabase, standings: readonly PaymentStanding[]): Promise<ShownPayment[]> {
  const states = await statesOf(
    database,
    standings.map(({ payment }) => payment),
  );
  return standings.map((standing) => ({
    ...standing,
    official: states.get(standing.payment.feePaymentId)?.issued ?? null,
  }));
}

async function statesOf(
  database: CounterDatabase,
  payments: readonly FeePayment[],
): Promise<ReadonlyMap<FeePaymentId, FeeReceiptStateRow>> {
  const rows = await database.feeReceiptStates.bulkGet(payments.map(({ feePaymentId }) => feePaymentId));
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.feePaymentId, row] as const])));
}
