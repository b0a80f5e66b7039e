import type { AppError } from '#shared/kernel/app-error.ts';
import type { FeePaymentId, LedgerEntryId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import { toOneLine } from '#shared/domain/draft-to-dossier.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { Officer, Shift } from '#shared/domain/office.ts';
import { allot, balanceOf, type FeeHistory } from './fee-balance.ts';
import type { FeePayment, Payer } from './fee-payment.ts';
import type { FeeReceiptNumber } from './fee-receipt-number.ts';
import { checkAmount, type AmountRefusal } from './money-command.ts';

/** How the officer takes it, as typed. */
export interface FeeTaking {
  readonly means: FeePayment['means'];
  /** `null`: all that is owed. */
  readonly amountVnd: number | null;
  /** Cash handed over; `null`: the amount to the đồng. */
  readonly tenderedVnd: number | null;
  /** `null`: the applicant pays. */
  readonly payer: { readonly name: string; readonly taxCode: string; readonly address: string } | null;
}

export interface CollectFeeCommand {
  readonly dossier: Pick<Dossier, 'dossierId' | 'dossierCode' | 'feeItems' | 'feeTotalVnd'>;
  readonly history: FeeHistory;
  readonly taking: FeeTaking;
  /** What the officer was shown as owed; `null` when that cannot have changed. */
  readonly shownOwedVnd: number | null;
  readonly shift: Pick<Shift, 'shiftId' | 'stationId'>;
  readonly isShiftClosed: boolean;
  readonly officer: Pick<Officer, 'officerId'>;
  /** Drawn for this payment; `null` for a claimed transfer where official numbers are leased. */
  readonly receiptNumber: FeeReceiptNumber | null;
  readonly transfer?: FeePayment['transfer'];
  readonly replaces?: FeePaymentId;
  readonly now: Instant;
  readonly ids: { readonly feePaymentId: FeePaymentId; readonly ledgerEntryId: LedgerEntryId };
}

export interface CollectedFee {
  readonly payment: FeePayment;
  readonly changeVnd: number;
  readonly ledger: LedgerEntry;
}

export type TakingRefusal =
  | AmountRefusal
  | AppError<'nothingOwed'>
  | AppError<'amountAboveOwed', { readonly owedVnd: number }>
  | AppError<'tenderedNotWhole'>
  | AppError<'tenderedTooLittle', { readonly amountVnd: number }>
  | AppError<'payerNameMissing'>;

export type CollectFeeRefusal =
  | TakingRefusal
  | AppError<'shiftClosed'>
  /** The rules in force say another amount than the one that the citizen was told. */
  | AppError<'feeChanged', { readonly shownVnd: number; readonly owedVnd: number }>;

/** The amounts of one taking, or why it may not be: also what the form says while it is being typed. */
export function checkTaking(
  { means, amountVnd: typed, tenderedVnd, payer }: FeeTaking,
  owedVnd: number,
): Result<{ readonly amountVnd: number; readonly changeVnd: number }, TakingRefusal> {
  if (owedVnd === 0) return err({ code: 'nothingOwed' });
  const amount = checkAmount(typed ?? owedVnd);
  if (!amount.ok) return amount;
  const amountVnd = amount.value;
  if (amountVnd > owedVnd) return err({ code: 'amountAboveOwed', details: { owedVnd } });
  if (payer !== null && toOneLine(payer.name) === '') return err({ code: 'payerNameMissing' });
  if (means !== 'cash' || tenderedVnd === null) return ok({ amountVnd, changeVnd: 0 });
  if (!Number.isSafeInteger(tenderedVnd)) return err({ code: 'tenderedNotWhole' });
  if (tenderedVnd < amountVnd) return err({ code: 'tenderedTooLittle', details: { amountVnd } });
  return ok({ amountVnd, changeVnd: tenderedVnd - amountVnd });
}

/**
 * Takes a fee at the counter (thu phí, lệ phí), whole or in part: phí lines are paid before lệ phí lines. Never more
 * than is owed. A transfer is recorded as claimed; nothing here confirms it (FE-11).
 */
export function decideCollectFee(command: CollectFeeCommand): Result<CollectedFee, CollectFeeRefusal> {
  const { dossier, history, taking, shownOwedVnd } = command;
  if (command.isShiftClosed) return err({ code: 'shiftClosed' });
  const { owedVnd, lines } = balanceOf(dossier, history);
  if (shownOwedVnd !== null && shownOwedVnd !== owedVnd) {
    return err({ code: 'feeChanged', details: { shownVnd: shownOwedVnd, owedVnd } });
  }
  const checked = checkTaking(taking, owedVnd);
  if (!checked.ok) return checked;
  const { amountVnd, changeVnd } = checked.value;
  const payment: FeePayment = {
    feePaymentId: command.ids.feePaymentId,
    shiftId: command.shift.shiftId,
    dossierId: dossier.dossierId,
    dossierCode: dossier.dossierCode,
    means: taking.means,
    amountVnd,
    feeItems: allot(amountVnd, lines),
    collectedAt: command.now,
    collectedBy: command.officer.officerId,
    ...(taking.payer === null ? {} : { payer: toPayer(taking.payer) }),
    ...(taking.means === 'cash' && taking.tenderedVnd !== null ? { tenderedVnd: taking.tenderedVnd } : {}),
    ...(command.receiptNumber === null ? {} : { receiptNumber: command.receiptNumber }),
    ...(taking.means === 'cash' || command.transfer === undefined ? {} : { transfer: command.transfer }),
    ...(command.replaces === undefined ? {} : { replaces: command.replaces }),
  };
  return ok({ payment, changeVnd, ledger: ledgerOf(command, payment) });
}

function toPayer({ name, taxCode, address }: NonNullable<FeeTaking['payer']>): Payer {
  const optional = { taxCode: toOneLine(taxCode), address: toOneLine(address) };
  return {
    name: toOneLine(name),
    ...(optional.taxCode === '' ? {} : { taxCode: optional.taxCode }),
    ...(optional.address === '' ? {} : { address: optional.address }),
  };
}

function ledgerOf({ ids, now, officer, shift }: CollectFeeCommand, payment: FeePayment): LedgerEntry {
  const { feePaymentId, shiftId, means, amountVnd, dossierCode, receiptNumber, replaces } = payment;
  return {
    ledgerEntryId: ids.ledgerEntryId,
    at: now,
    officerId: officer.officerId,
    stationId: shift.stationId,
    dossierId: payment.dossierId,
    kind: 'feeCollected',
    facts: {
      ...{ feePaymentId, shiftId, dossierCode, means, amountVnd },
      ...(receiptNumber === undefined
        ? {}
        : { bookSerial: receiptNumber.bookSerial, feeReceiptNumber: receiptNumber.number }),
      ...(replaces === undefined ? {} : { replaces }),
    },
  };
}
