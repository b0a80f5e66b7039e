import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { FeeReceiptSettings } from '#shared/domain/money/fee-receipt-book.ts';
import { SLIP_FORM_SYMBOL, slipSerial, type FeeReceiptNumber } from '#shared/domain/money/fee-receipt-number.ts';
import type { Catalogue, Officer } from '#shared/domain/office.ts';
import { accountOf } from '#shared/domain/money/shift-account.ts';
import type { ShiftEntry, ShiftEntryKind, ShiftTotals } from '#shared/domain/money/shift-entry.ts';
import type { FeePaymentId, OfficerId, OperationId, ShiftEntryId, ShiftId } from '#shared/kernel/ids.ts';
import { toLocalDate, type Instant } from '#shared/kernel/instant.ts';
import { CHANGE_PAYLOADS, type ChangePayload } from '#sync/protocol/changes.ts';
import type { ChangesResponse, ItemOutcome } from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import * as v from 'valibot';
import { sampleCatalogue } from './gateway-harness.ts';
import { newId, parse, type TestStation } from './gateway-station.ts';

/** The officer at the counter, and the one who approves. */
export const COLLECTOR = '11111111-1111-4111-8111-111111111111' as OfficerId;
export const APPROVER = '22222222-2222-4222-8222-222222222222' as OfficerId;

export const RECEIPT_SETTINGS: FeeReceiptSettings = {
  policy: 'provisional',
  formSymbol: 'EBL01',
  serialLetters: 'TAA',
  collectingBody: { name: 'UBND xã Mẫu (DỮ LIỆU MẪU)', taxCode: '4600000016', address: 'Thôn Mẫu' },
};

/** An agency that hands out fee receipts, with two officers. */
export function receiptCatalogue(agencyCode: string, changes: Partial<Catalogue> = {}): Catalogue {
  const officers = [officer(COLLECTOR, 'thu'), officer(APPROVER, 'duyet')];
  return { ...sampleCatalogue(agencyCode), feeReceipts: RECEIPT_SETTINGS, officers, ...changes };
}

function officer(officerId: OfficerId, userName: string): Officer {
  return {
    ...{
      officerId,
      userName,
      fullName: 'Cán bộ Mẫu',
      title: 'Công chức',
      role: 'intakeOfficer',
      counterName: 'Quầy 1',
    },
    pinVerifier: { iterations: 1, salt: '00', hash: '00' },
  };
}

type EntryOf<Kind extends ShiftEntryKind> = Extract<ShiftEntry, { kind: Kind }>;
/** What every entry has; filled in unless a test says otherwise. */
type Common = Pick<ShiftEntry, 'shiftEntryId' | 'shiftId' | 'recordedAt' | 'recordedBy'>;
type Given<Kind extends ShiftEntryKind> = Omit<EntryOf<Kind>, 'kind' | keyof Common> & Partial<Common>;

const slips = new WeakMap<TestStation, number>();

/** The next slip of the station's own series. */
export function nextSlip(station: TestStation, at: Instant): FeeReceiptNumber {
  const number = (slips.get(station) ?? 0) + 1;
  slips.set(station, number);
  const bookSerial = slipSerial(station.stationId, toLocalDate(at));
  return { kind: 'provisionalSlip', formSymbol: SLIP_FORM_SYMBOL, bookSerial, number };
}

/** The next operation of the station, for a line of a shift. */
export function recordEntry(
  station: TestStation,
  entry: ShiftEntry,
  dependsOn: readonly OperationId[] = [],
): Operation {
  return station.operation('recordShiftEntry', `shift:${entry.shiftId}`, { entry }, dependsOn);
}

/** What the station is told after the cursor, at most one page. */
export async function changesOf(station: TestStation, cursor = 0): Promise<ChangesResponse['changes']> {
  const answer = await station.call({ method: 'GET', url: `/v1/changes?cursor=${String(cursor)}&limit=500` });
  return parse<ChangesResponse>(answer, 200).changes;
}

/** One shift at a station: makes the operations of its line and keeps the account that the counter would keep. */
export class MoneyCounter {
  readonly station: TestStation;
  readonly shiftId = newId<ShiftId>();
  readonly payments: FeePayment[] = [];
  readonly entries: ShiftEntry[] = [];
  readonly #now: () => Instant;

  constructor(station: TestStation, now: () => Instant) {
    this.station = station;
    this.#now = now;
  }

  /** A payment with a slip, for a dossier of its own that has not arrived. */
  payment(amountVnd: number, changes: Partial<FeePayment> = {}): FeePayment {
    const dossier = this.station.newDossier({ dossierCode: 'H99.01-261120-0001' });
    const feeItems = dossier.feeItems.map((item) => ({ ...item, amountVnd, fullAmountVnd: amountVnd }));
    return this.station.newPayment(dossier, this.shiftId, {
      ...{ amountVnd, feeItems, collectedBy: COLLECTOR },
      // A number that is not used would be missing from the series.
      ...('receiptNumber' in changes ? {} : { receiptNumber: this.nextSlip() }),
      ...changes,
    });
  }

  nextSlip(): FeeReceiptNumber {
    return nextSlip(this.station, this.#now());
  }

  collect(payment: FeePayment): Operation {
    this.payments.push(payment);
    return this.station.collectFee(payment);
  }

  entry<Kind extends ShiftEntryKind>(kind: Kind, given: Given<Kind>): EntryOf<Kind> {
    return {
      ...{ shiftEntryId: newId<ShiftEntryId>(), shiftId: this.shiftId, recordedAt: this.#now(), recordedBy: COLLECTOR },
      ...{ kind, ...given },
    } as unknown as EntryOf<Kind>;
  }

  record(entry: ShiftEntry): Operation {
    this.entries.push(entry);
    return recordEntry(this.station, entry);
  }

  void(payment: FeePayment, changes: Partial<EntryOf<'feeReceiptVoided'>> = {}): Operation {
    const { feePaymentId, amountVnd, means } = payment;
    const given = { feePaymentId, amountVnd, means, reason: 'Ghi sai số tiền', approvedBy: APPROVER, replacedBy: null };
    return this.record(this.entry('feeReceiptVoided', { ...given, ...changes }));
  }

  refund(payment: FeePayment, amountVnd: number, changes: Partial<EntryOf<'feeRefunded'>> = {}): Operation {
    const { feePaymentId, means } = payment;
    const given = { feePaymentId, amountVnd, means, reason: 'Không giải quyết được', approvedBy: APPROVER };
    return this.record(this.entry('feeRefunded', { ...given, ...changes }));
  }

  confirm({ feePaymentId }: FeePayment, changes: Partial<EntryOf<'transferConfirmed'>> = {}): Operation {
    const given = { feePaymentId, via: 'officer' as const, bankReference: `FT${newId()}`, receivedOn: '2026-11-20' };
    return this.record(this.entry('transferConfirmed', { ...given, ...changes } as Given<'transferConfirmed'>));
  }

  /** What the counter's own account comes to. @param elsewhere payments of other shifts that this one confirms */
  totals(elsewhere: readonly FeePayment[] = []): ShiftTotals {
    const amounts = new Map(elsewhere.map(({ feePaymentId, amountVnd }) => [feePaymentId, amountVnd]));
    return accountOf(this.payments, this.entries, amounts);
  }

  close(totals = this.totals(), changes: Partial<EntryOf<'shiftClosed'>> = {}): Operation {
    const { expectedCashVnd: countedVnd } = totals;
    const given = { totals, counted: [], countedVnd, differenceVnd: 0, differenceReason: null, handedOverTo: null };
    return this.record(this.entry('shiftClosed', { ...given, ...changes }));
  }
}

export function kindsOf(outcomes: readonly ItemOutcome[]): string[] {
  return outcomes.map((item) => (item.outcome === 'refused' ? item.code : item.outcome));
}

/** What the station was told of its receipts, in order. */
export async function receiptsTold(
  station: TestStation,
  ...of: readonly FeePaymentId[]
): Promise<ChangePayload<'feeReceiptIssued'>[]> {
  const told = (await changesOf(station)).filter(({ kind }) => kind === 'feeReceiptIssued');
  const payloads = told.map(({ payload }) => v.parse(CHANGE_PAYLOADS.feeReceiptIssued, payload));
  return of.length === 0 ? payloads : payloads.filter(({ feePaymentId }) => of.includes(feePaymentId));
}
