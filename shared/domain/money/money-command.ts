import type { AppError } from '#shared/kernel/app-error.ts';
import type { FeePaymentId, LedgerEntryId, OfficerId, ShiftEntryId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { toOneLine } from '#shared/domain/draft-to-dossier.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { Officer, Shift } from '#shared/domain/office.ts';
import type { FeePayment } from './fee-payment.ts';
import type { ShiftEntry } from './shift-entry.ts';

/** Everything written in the books of one shift: what it took, and its entries in the order of its line. */
export interface ShiftBook {
  readonly shift: Shift;
  readonly payments: readonly FeePayment[];
  readonly entries: readonly ShiftEntry[];
  /** Amounts of payments of other shifts that entries of this one confirm. */
  readonly confirmedAmounts: ReadonlyMap<FeePaymentId, number>;
}

/** Who does it, where and when. */
export interface MoneyCommand {
  readonly book: ShiftBook;
  readonly officer: Pick<Officer, 'officerId'>;
  readonly now: Instant;
  readonly ids: { readonly shiftEntryId: ShiftEntryId; readonly ledgerEntryId: LedgerEntryId };
}

/** The entry with its line in the ledger: codes and amounts only. */
export interface DecidedEntry<Kind extends ShiftEntry['kind'] = ShiftEntry['kind']> {
  readonly entry: Extract<ShiftEntry, { readonly kind: Kind }>;
  readonly ledger: LedgerEntry;
}

export type ShiftRefusal = AppError<'shiftClosed' | 'shiftNotOpened'>;
export type AmountRefusal = AppError<'amountNotPositive' | 'amountNotWhole'>;
export type ReasonRefusal = AppError<'reasonTooShort' | 'reasonTooLong'>;
export type ApprovalRefusal = AppError<
  'approverIsRecorder' | 'officerBlocked' | 'unknownOfficer' | 'wrongPin' | 'approvalMissing'
>;

/** A second officer who is known to have given the own PIN. */
export interface Approval {
  readonly officerId: OfficerId;
  readonly isPinRight: boolean;
  readonly isBlocked: boolean;
}

const SHORTEST_REASON = 10;
const LONGEST_REASON = 500;

export function isOpened({ entries }: Pick<ShiftBook, 'entries'>): boolean {
  return entries.some(({ kind }) => kind === 'shiftOpened');
}

export function isClosed({ entries }: Pick<ShiftBook, 'entries'>): boolean {
  return entries.some(({ kind }) => kind === 'shiftClosed');
}

/** Money in whole đồng, more than none. */
export function checkAmount(amountVnd: number): Result<number, AmountRefusal> {
  if (!Number.isSafeInteger(amountVnd)) return err({ code: 'amountNotWhole' });
  return amountVnd > 0 ? ok(amountVnd) : err({ code: 'amountNotPositive' });
}

export function checkReason(typed: string): Result<string, ReasonRefusal> {
  const reason = toOneLine(typed);
  const { length } = Array.from(reason);
  if (length < SHORTEST_REASON) return err({ code: 'reasonTooShort', details: { shortest: SHORTEST_REASON } });
  if (length > LONGEST_REASON) return err({ code: 'reasonTooLong', details: { longest: LONGEST_REASON } });
  return ok(reason);
}

/**
 * Nobody approves the own entry, and nobody whose account is blocked approves anything, online or not.
 * @param approval `null` when nobody was asked
 */
export function checkApproval(
  recordedBy: OfficerId,
  approval: Approval | null,
): Result<{ readonly approvedBy: OfficerId }, ApprovalRefusal> {
  if (approval === null) return err({ code: 'approvalMissing' });
  if (approval.officerId === recordedBy) return err({ code: 'approverIsRecorder' });
  if (approval.isBlocked) return err({ code: 'officerBlocked' });
  return approval.isPinRight ? ok({ approvedBy: approval.officerId }) : err({ code: 'wrongPin' });
}

/** What every entry of a shift begins with. */
export function entryHead({
  book,
  officer,
  now,
  ids,
}: MoneyCommand): Pick<ShiftEntry, 'shiftEntryId' | 'shiftId' | 'recordedAt' | 'recordedBy'> {
  return {
    shiftEntryId: ids.shiftEntryId,
    shiftId: book.shift.shiftId,
    recordedAt: now,
    recordedBy: officer.officerId,
  };
}

export function withLedger<Kind extends ShiftEntry['kind']>(
  { book, ids, now, officer }: MoneyCommand,
  entry: DecidedEntry<Kind>['entry'],
  facts: LedgerEntry['facts'],
  dossierId: LedgerEntry['dossierId'] = null,
): DecidedEntry<Kind> {
  return {
    entry,
    ledger: {
      ledgerEntryId: ids.ledgerEntryId,
      at: now,
      officerId: officer.officerId,
      stationId: book.shift.stationId,
      dossierId,
      kind: entry.kind,
      facts: { shiftEntryId: entry.shiftEntryId, shiftId: entry.shiftId, ...facts },
    },
  };
}
