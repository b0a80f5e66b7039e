import { amountInWords } from '#shared/domain/amount-in-words.ts';
import { formatTypedDate } from '#shared/domain/calendar-date.ts';
import type { Officer, OneStopShop, Station } from '#shared/domain/office.ts';
import type { ShiftReport } from '#shared/domain/papers/shift-report.ts';
import type { FeePaymentId, OfficerId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { totalsOf } from './decide-shift.ts';
import type { FeePayment } from './fee-payment.ts';
import { formatFeeReceiptNumber, type FeeReceiptNumber } from './fee-receipt-number.ts';
import { MEANS_TEXT } from './means-text.ts';
import type { ShiftBook } from './money-command.ts';
import type { ShiftEntry } from './shift-entry.ts';

export interface ShiftReportSource {
  readonly book: ShiftBook;
  readonly office: OneStopShop;
  readonly station: Pick<Station, 'stationName'>;
  /** Whose shift it is. */
  readonly officer: Pick<Officer, 'fullName' | 'counterName'>;
  readonly nameOf: (officerId: OfficerId) => string;
  /** From whom the float came; `null` when it was handed over by nobody. */
  readonly floatFrom: string | null;
  /** Payments of other shifts that entries of this one speak of. */
  readonly otherPayments: ReadonlyMap<FeePaymentId, FeePayment>;
  /** Payments of this shift that were voided, in whichever shift. */
  readonly voided: ReadonlySet<FeePaymentId>;
  readonly now: Instant;
}

type Movement = ShiftReport['movements'][number];
type EntryOf<Kind extends ShiftEntry['kind']> = Extract<ShiftEntry, { kind: Kind }>;

/** Content of the Biên bản chốt ca; of a shift that is still open an interim report. */
export function buildShiftReport(source: ShiftReportSource): ShiftReport {
  const { book, office, officer, station, nameOf } = source;
  const opening = findEntry(book, 'shiftOpened');
  const closing = findEntry(book, 'shiftClosed');
  const totals = closing?.totals ?? totalsOf(book);
  const countedVnd = closing?.countedVnd ?? 0;
  const handedOverTo = closing?.handedOverTo ?? null;
  return {
    kind: 'shiftReport',
    formVersion: null,
    isSample: office.isSample,
    ...{ superiorBody: office.superiorBody, officeName: office.name, placeName: office.placeName },
    issuedAt: source.now,
    shiftName: `Ca ngày ${formatTypedDate(toLocalDate(book.shift.openedAt))}`,
    counterName: officer.counterName,
    stationName: station.stationName,
    officerName: officer.fullName,
    openedAt: opening?.recordedAt ?? book.shift.openedAt,
    closedAt: closing?.recordedAt ?? null,
    floatVnd: totals.floatVnd,
    floatFrom: source.floatFrom,
    movements: listMovements(source),
    totalsByMeans: listTotals(book, totals),
    books: listBooks(source),
    denominations: (closing?.counted ?? []).map(({ denominationVnd, count }) => ({
      ...{ denominationVnd, count, amountVnd: denominationVnd * count },
    })),
    expectedVnd: totals.expectedCashVnd,
    countedVnd,
    countedInWords: amountInWords(countedVnd),
    differenceVnd: closing?.differenceVnd ?? 0,
    differenceReason: closing?.differenceReason ?? null,
    corrections: book.entries.flatMap(toCorrection),
    handedOverVnd: handedOverTo === null ? 0 : countedVnd,
    handedOverTo: handedOverTo === null ? null : nameOf(handedOverTo),
  };
}

function findEntry<Kind extends ShiftEntry['kind']>({ entries }: ShiftBook, kind: Kind): EntryOf<Kind> | undefined {
  return entries.find((entry): entry is EntryOf<Kind> => entry.kind === kind);
}

/** Everything that went in or out, in the order in which it was entered. */
function listMovements(source: ShiftReportSource): Movement[] {
  const { payments, entries } = source.book;
  const own = new Map(payments.map((payment) => [payment.feePaymentId, payment]));
  const referenceOf = (feePaymentId: FeePaymentId): string | null =>
    toReference((own.get(feePaymentId) ?? source.otherPayments.get(feePaymentId))?.receiptNumber);
  const taken = payments.map((payment): Movement => ({
    at: payment.collectedAt,
    text: `Thu phí, lệ phí hồ sơ ${payment.dossierCode}`,
    reference: toReference(payment.receiptNumber),
    meansText: MEANS_TEXT[payment.means],
    amountVnd: payment.amountVnd,
  }));
  const rest = entries.flatMap((entry) => toMovement(entry, referenceOf));
  return [...taken, ...rest].sort((a, b) => a.at.localeCompare(b.at));
}

function toMovement(entry: ShiftEntry, referenceOf: (feePaymentId: FeePaymentId) => string | null): Movement[] {
  const at = entry.recordedAt;
  switch (entry.kind) {
    case 'cashMoved': {
      const isIn = entry.direction === 'in';
      const text = `${isIn ? 'Nộp vào ngăn kéo' : 'Rút khỏi ngăn kéo'}: ${entry.reason}`;
      const amountVnd = isIn ? entry.amountVnd : -entry.amountVnd;
      return [{ at, text, reference: null, meansText: MEANS_TEXT.cash, amountVnd }];
    }
    case 'feeReceiptVoided':
    case 'feeRefunded': {
      const text = `${entry.kind === 'feeRefunded' ? 'Hoàn phí, lệ phí' : 'Hủy khoản thu'}: ${entry.reason}`;
      const reference = referenceOf(entry.feePaymentId);
      return [{ at, text, reference, meansText: MEANS_TEXT[entry.means], amountVnd: 0 - entry.amountVnd }];
    }
    default:
      return [];
  }
}

function listTotals(book: ShiftBook, totals: ReturnType<typeof totalsOf>): ShiftReport['totalsByMeans'] {
  const countOf = (means: FeePayment['means']): number => book.payments.filter((one) => one.means === means).length;
  const confirmed = book.entries.filter(({ kind }) => kind === 'transferConfirmed').length;
  const rows = [
    {
      meansText: MEANS_TEXT.cash,
      count: countOf('cash'),
      amountVnd: totals.cashCollectedVnd - totals.cashReturnedVnd,
    },
    {
      meansText: 'Chuyển khoản ghi nhận trong ca',
      count: countOf('bankTransfer'),
      amountVnd: totals.transferClaimedVnd,
    },
    { meansText: 'Chuyển khoản đối soát được trong ca', count: confirmed, amountVnd: totals.transferConfirmedVnd },
  ];
  const returned = { meansText: 'Trả lại qua chuyển khoản', count: 0, amountVnd: -totals.transferReturnedVnd };
  const returns = book.entries.filter(
    (entry) => (entry.kind === 'feeReceiptVoided' || entry.kind === 'feeRefunded') && entry.means === 'bankTransfer',
  );
  return returns.length === 0 ? rows : [...rows, { ...returned, count: returns.length }];
}

/** By book, the numbers that this shift drew: a number that was drawn is used, so none of them is left over. */
function listBooks({ book, voided }: ShiftReportSource): ShiftReport['books'] {
  const drawn = [
    ...book.payments.map(({ feePaymentId, receiptNumber }) => ({ feePaymentId, receiptNumber })),
    ...book.entries.flatMap((entry) =>
      entry.kind === 'transferConfirmed'
        ? [{ feePaymentId: entry.feePaymentId, receiptNumber: entry.receiptNumber }]
        : [],
    ),
  ];
  const books = new Map<string, { readonly number: FeeReceiptNumber; readonly isVoid: boolean }[]>();
  for (const { feePaymentId, receiptNumber: number } of drawn) {
    if (number === undefined) continue;
    const name = `${number.kind === 'feeReceipt' ? 'Biên lai' : 'Phiếu thu tạm'} ${number.formSymbol} ${number.bookSerial}`;
    const rows = books.get(name) ?? [];
    books.set(name, [...rows, { number, isVoid: voided.has(feePaymentId) }]);
  }
  return [...books].map(([name, rows]) => {
    const numbers = rows.map(({ number }) => number.number);
    const voidCount = rows.filter(({ isVoid }) => isVoid).length;
    return {
      name,
      from: String(Math.min(...numbers)).padStart(7, '0'),
      to: String(Math.max(...numbers)).padStart(7, '0'),
      ...{ usedCount: rows.length - voidCount, voidCount, unusedCount: 0 },
    };
  });
}

function toCorrection(entry: ShiftEntry): ShiftReport['corrections'] {
  if (entry.kind !== 'shiftCorrected') return [];
  const text = `${entry.reason} (ngày ${formatTypedDate(entry.correctedOn)})`;
  return [{ at: entry.recordedAt, text, amountVnd: entry.direction === 'in' ? entry.amountVnd : -entry.amountVnd }];
}

function toReference(receiptNumber: FeeReceiptNumber | undefined): string | null {
  return receiptNumber === undefined ? null : formatFeeReceiptNumber(receiptNumber);
}
