import type { FeeItem } from '#shared/domain/dossier.ts';
import type { CollectFeeCommand, FeeTaking } from '#shared/domain/money/decide-collect-fee.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { Approval, MoneyCommand, ShiftBook } from '#shared/domain/money/money-command.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { Shift } from '#shared/domain/office.ts';
import type { DossierId, FeePaymentId, LedgerEntryId, OfficerId, ShiftEntryId, ShiftId } from '#shared/kernel/ids.ts';
import { id, NOW, officer, station } from '#test/unit/shared/domain/samples.ts';

export const SECOND = id(90) as OfficerId;
export const APPROVED: Approval = { officerId: SECOND, isPinRight: true, isBlocked: false };
export const REASON = 'Thu nhầm số tiền';

export const shift: Shift = {
  shiftId: id(3) as ShiftId,
  officerId: officer.officerId,
  stationId: station.stationId,
  openedAt: NOW,
};

function feeItem(kind: FeeItem['kind'], feeRateId: string, amountVnd: number): FeeItem {
  return {
    ...{ feeRateId, kind, name: feeRateId, quantity: { pages: 1, units: 1 } },
    ...{ fullAmountVnd: amountVnd, exemptionId: null, amountVnd, legalBasis: 'mẫu' },
  };
}

/** The charge stands before the fee, though the fee is paid first. */
export const owingDossier: CollectFeeCommand['dossier'] = {
  dossierId: id(11) as DossierId,
  dossierCode: 'H99.01-261120-0007',
  feeItems: [feeItem('charge', 'le-phi', 20_000), feeItem('fee', 'phi', 30_000)],
  feeTotalVnd: 50_000,
};

export const CASH: FeeTaking = { means: 'cash', amountVnd: null, tenderedVnd: null, payer: null };

export function collectCommand(
  taking: Partial<FeeTaking> = {},
  changes: Partial<CollectFeeCommand> = {},
): CollectFeeCommand {
  return {
    dossier: owingDossier,
    history: { payments: [], entries: [], onlineVnd: 0 },
    taking: { ...CASH, ...taking },
    shownOwedVnd: null,
    shift,
    isShiftClosed: false,
    officer,
    receiptNumber: { kind: 'provisionalSlip', formSymbol: 'PTT', bookSerial: '26-00000000', number: 12 },
    now: NOW,
    ids: { feePaymentId: id(20) as FeePaymentId, ledgerEntryId: id(21) as LedgerEntryId },
    ...changes,
  };
}

export function payment(changes: Partial<FeePayment> = {}): FeePayment {
  return {
    feePaymentId: id(20) as FeePaymentId,
    shiftId: shift.shiftId,
    dossierId: owingDossier.dossierId,
    dossierCode: owingDossier.dossierCode,
    means: 'cash',
    amountVnd: 50_000,
    feeItems: [...owingDossier.feeItems],
    collectedAt: NOW,
    collectedBy: officer.officerId,
    ...changes,
  };
}

type EntryOf<Kind extends ShiftEntry['kind']> = Extract<ShiftEntry, { kind: Kind }>;
type Rest<Kind extends ShiftEntry['kind']> = Omit<
  EntryOf<Kind>,
  'kind' | 'shiftEntryId' | 'shiftId' | 'recordedAt' | 'recordedBy'
>;

export function entry<Kind extends ShiftEntry['kind']>(kind: Kind, rest: Rest<Kind>): EntryOf<Kind> {
  const head = {
    ...{ shiftEntryId: id(70) as ShiftEntryId, shiftId: shift.shiftId },
    ...{ recordedAt: NOW, recordedBy: officer.officerId },
  };
  return { ...head, kind, ...rest } as unknown as EntryOf<Kind>;
}

export const opened = (floatVnd = 100_000): ShiftEntry => entry('shiftOpened', { floatVnd, handedOverFrom: null });

export function book(entries: readonly ShiftEntry[] = [], payments: readonly FeePayment[] = []): ShiftBook {
  return { shift, payments, entries, confirmedAmounts: new Map() };
}

export function moneyCommand(of: ShiftBook): MoneyCommand {
  const ids = { shiftEntryId: id(71) as ShiftEntryId, ledgerEntryId: id(72) as LedgerEntryId };
  return { book: of, officer, now: NOW, ids };
}
