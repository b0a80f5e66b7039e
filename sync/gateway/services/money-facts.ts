import * as v from 'valibot';
import { feeReceiptSettingsSchema, type FeeReceiptSettings } from '#shared/domain/money/fee-receipt-book.ts';
import { formatFeeReceiptNumber, type FeeReceiptNumber } from '#shared/domain/money/fee-receipt-number.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { FeePaymentId } from '#shared/kernel/ids.ts';
import type { Queryable } from '#sync/gateway/store/database.ts';
import {
  findMoney,
  findShiftBooks,
  lockPayments,
  NO_ANSWER,
  type MoneyAnswer,
} from '#sync/gateway/store/money-store.ts';
import type { MoneyFacts, OpenBooks } from './judge-money.ts';
import type { Command } from './parse-operation.ts';
import type { StationIdentity } from './service-deps.ts';

/** Reads what the items with money need to know, in at most three statements; a batch without money asks nothing. */
export async function readMoneyFacts(
  db: Queryable,
  station: StationIdentity,
  commands: readonly Command[],
): Promise<MoneyFacts> {
  const entries = commands.flatMap((command) => (command.kind === 'recordShiftEntry' ? [command.entry] : []));
  const payments = commands.flatMap((command) => (command.kind === 'collectFee' ? [command.payment] : []));
  const named = [...entries.map(paymentOf), ...payments.map(({ replaces }) => replaces)].filter(isGiven);
  // First of all, so that what is read next is what others have committed before.
  const locked = named.length === 0 ? [] : await lockPayments(db, station.agencyCode, [...new Set(named)]);
  const hasMoney = entries.length > 0 || payments.length > 0;
  const answer = hasMoney
    ? await findMoney(db, station, {
        shiftIds: [...new Set([...entries, ...payments].map(({ shiftId }) => shiftId))],
        shiftEntryIds: entries.map(({ shiftEntryId }) => shiftEntryId),
        officerIds: entries.flatMap((entry) => ('approvedBy' in entry ? [entry.approvedBy] : [])),
        numbers: [...payments, ...entries].map(numberOf).filter(isGiven),
      })
    : NO_ANSWER;
  return {
    feeReceipts: parseSettings(answer.settings),
    payments: new Map(locked.map((payment) => [payment.feePaymentId, payment])),
    shiftEntryIds: new Set(answer.shiftEntryIds),
    ...shiftsOf(answer),
    officers: new Map(answer.officers.map(({ officerId, blockedAt }) => [officerId, blockedAt])),
    books: answer.books,
    usedNumbers: new Set(answer.usedNumbers.map(formatFeeReceiptNumber)),
    shiftBooks: await readClosingBooks(db, station, entries),
  };
}

function shiftsOf({ shifts }: MoneyAnswer): Pick<MoneyFacts, 'openedShifts' | 'closedShifts'> {
  const of = (wanted: string): MoneyFacts['openedShifts'] =>
    new Set(shifts.filter(({ kind }) => kind === wanted).map(({ shiftId }) => shiftId));
  return { openedShifts: of('shiftOpened'), closedShifts: of('shiftClosed') };
}

async function readClosingBooks(
  db: Queryable,
  { stationId }: StationIdentity,
  entries: readonly ShiftEntry[],
): Promise<MoneyFacts['shiftBooks']> {
  const closing = entries.filter(({ kind }) => kind === 'shiftClosed').map(({ shiftId }) => shiftId);
  if (closing.length === 0) return new Map();
  const found = await findShiftBooks(db, stationId, [...new Set(closing)]);
  return new Map(
    found.map(({ shiftId, payments, entries: before, confirmed }): [typeof shiftId, OpenBooks] => [
      shiftId,
      {
        payments: [...payments],
        // As they were when they were accepted, after their schema.
        entries: [...(before as readonly ShiftEntry[])],
        confirmed: new Map(confirmed.map(({ feePaymentId, amountVnd }) => [feePaymentId, amountVnd])),
      },
    ]),
  );
}

/** @throws when a catalogue was put in force that does not follow its schema */
export function parseSettings(settings: unknown): FeeReceiptSettings | null {
  return v.parse(v.nullable(feeReceiptSettingsSchema), settings);
}

function paymentOf(entry: ShiftEntry): FeePaymentId | undefined {
  return 'feePaymentId' in entry ? entry.feePaymentId : undefined;
}

function numberOf(
  item: { readonly receiptNumber?: FeeReceiptNumber | undefined } | ShiftEntry,
): FeeReceiptNumber | undefined {
  return 'receiptNumber' in item ? item.receiptNumber : undefined;
}

function isGiven<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}
