import { useLiveQuery } from 'dexie-react-hooks';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { Shift } from '#shared/domain/office.ts';
import type { DossierId, OfficerId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import {
  readClaimedTransfers,
  readFeeView,
  readShiftSum,
  readShiftView,
  type ClaimedTransfer,
  type FeeView,
  type ShiftSum,
  type ShiftView,
} from '#renderer/data/repositories/money-views.ts';
import { findHandover, listShiftsLeftOpen, listShiftsOf } from '#renderer/data/repositories/shift-repository.ts';
import type { CounterDatabase } from '#renderer/data/schema/database.ts';
import type { OnlinePaymentRow } from '#renderer/data/schema/rows.ts';

export type {
  ClaimedTransfer,
  FeeView,
  ShiftSum,
  ShownPayment,
  ShiftView,
} from '#renderer/data/repositories/money-views.ts';
export type { OnlinePaymentRow };

/** Live views of the money. */
export interface MoneyQueries {
  useShiftView(shift: Shift): ShiftView | undefined;
  /** Cash that must be in the drawer, in đồng. */
  useShiftTotals(shift: Shift): ShiftSum | undefined;
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
    useShiftTotals: (shift) => useLiveQuery(() => readShiftSum(database, shift), [shift.shiftId]),
    useShiftsLeftOpen: (officerId, today) =>
      useLiveQuery(() => listShiftsLeftOpen(database, officerId, today), [officerId, today]),
    useShiftsOf: (officerId) => useLiveQuery(() => listShiftsOf(database, officerId, MOST_SHIFTS), [officerId]),
    useHandover: (officerId) =>
      useLiveQuery(async () => (await findHandover(database, officerId)) ?? null, [officerId]),
    useFeeView: (dossierId) => useLiveQuery(() => readFeeView(database, dossierId), [dossierId]),
    useClaimedTransfers: () => useLiveQuery(() => readClaimedTransfers(database), []),
    useOnlinePayments: () =>
      useLiveQuery(async () => {
        const rows = await database.onlinePayments.toArray();
        return rows.sort((a, b) => b.paidAt.localeCompare(a.paidAt)).slice(0, MOST_ONLINE);
      }, []),
  };
}
