import { balanceOf, standingsOf, type FeeBalance, type PaymentStanding } from '#shared/domain/money/fee-balance.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import { isClosed, isOpened, type ShiftBook } from '#shared/domain/money/money-command.ts';
import { totalsOf } from '#shared/domain/money/decide-shift.ts';
import type { ShiftTotals } from '#shared/domain/money/shift-entry.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { Shift } from '#shared/domain/office.ts';
import type { DossierId, FeePaymentId } from '#shared/kernel/ids.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { FeeReceiptStateRow, OnlinePaymentRow } from '#renderer/data/schema/rows.ts';
import { findDossier } from './dossier-repository.ts';
import { listClaimedTransfers, listEntriesOfPayments, readFeeHistory, readShiftBook } from './shift-repository.ts';

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

/** What a shift adds up to, without its list. */
export type ShiftSum = Pick<ShiftView, 'totals' | 'isOpened' | 'isClosed'>;

export async function readShiftSum(database: CounterDatabase, shift: Shift): Promise<ShiftSum> {
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

export async function readFeeView(database: CounterDatabase, dossierId: DossierId | null): Promise<FeeView | null> {
  if (dossierId === null) return null;
  const [dossier, history] = await Promise.all([findDossier(database, dossierId), readFeeHistory(database, dossierId)]);
  if (dossier?.ok !== true) return null;
  const payments = await toShown(database, standingsOf(history.payments, history.entries));
  return { dossier: dossier.value, balance: balanceOf(dossier.value, history), payments, online: history.online };
}

export async function readClaimedTransfers(database: CounterDatabase): Promise<readonly ClaimedTransfer[]> {
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
