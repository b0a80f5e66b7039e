import type { CommitFailure } from '#renderer/data/changes.ts';
import type { PrintedCopy } from '#renderer/workflows/print-document.ts';
import type { Session, WorkflowDeps } from '#renderer/workflows/workflow-deps.ts';
import type { BankFileError } from '#shared/domain/money/bank-file.ts';
import type { CollectedFee, FeeTaking } from '#shared/domain/money/decide-collect-fee.ts';
import type { FoundTransfer } from '#shared/domain/money/decide-confirm-transfer.ts';
import type { CashMove, ShiftCorrection } from '#shared/domain/money/decide-shift.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, FeePaymentId, ShiftId } from '#shared/kernel/ids.ts';
import type { LocalDate } from '#shared/kernel/instant.ts';
import type { Result } from '#shared/kernel/result.ts';
import { collectFee, type CollectFeeFailure } from './collect-fee.ts';
import { confirmTransfer, readBankFile, type ConfirmTransferFailure, type ReadBankFile } from './confirm-transfer.ts';
import { printFeePaper } from './fee-papers.ts';
import { printDailySummary } from './print-daily-summary.ts';
import { printShiftReport } from './print-shift-report.ts';
import type { Approver } from './record-entry.ts';
import {
  refundFee,
  voidFeeReceipt,
  type FeeReturn,
  type RefundFeeFailure,
  type VoidedFee,
  type VoidFeeFailure,
} from './return-fee.ts';
import {
  beginNextShift,
  closeShift,
  correctShift,
  moveCash,
  openShift,
  type CloseShiftFailure,
  type CorrectShiftFailure,
  type MoveCashFailure,
  type OpenShiftFailure,
  type ShiftCount,
  type ShiftOpening,
} from './work-shift.ts';

/** What an officer does with money. */
export interface MoneyWorkflows {
  openShift(session: Session, opening: ShiftOpening): Promise<Result<ShiftEntry, OpenShiftFailure>>;
  moveCash(session: Session, move: CashMove): Promise<Result<ShiftEntry, MoveCashFailure>>;
  /** Today's shift, or one that was left open. */
  closeShift(session: Session, shiftId: ShiftId, count: ShiftCount): Promise<Result<ShiftEntry, CloseShiftFailure>>;
  /** A late item of a closed shift. */
  correctShift(
    session: Session,
    shiftId: ShiftId,
    correction: ShiftCorrection,
    approver: Approver | null,
  ): Promise<Result<ShiftEntry, CorrectShiftFailure>>;
  /** The session goes on in a new shift after its own was closed. */
  beginNextShift(session: Session): Promise<Result<Session, CommitFailure>>;
  /** @param shownOwedVnd what the officer was shown as owed */
  collectFee(
    session: Session,
    dossierId: DossierId,
    taking: FeeTaking,
    shownOwedVnd: number,
  ): Promise<Result<CollectedFee, CollectFeeFailure>>;
  /** With `replacement` the right payment is collected in its place: both or neither. */
  voidFeeReceipt(
    session: Session,
    what: FeeReturn,
    replacement: FeeTaking | null,
  ): Promise<Result<VoidedFee, VoidFeeFailure>>;
  refundFee(
    session: Session,
    what: FeeReturn,
    refund: { readonly amountVnd: number; readonly means: FeePayment['means'] },
  ): Promise<Result<ShiftEntry, RefundFeeFailure>>;
  confirmTransfer(
    session: Session,
    feePaymentId: FeePaymentId,
    found: FoundTransfer,
  ): Promise<Result<ShiftEntry, ConfirmTransferFailure>>;
  /** The slip of a payment, or the picture of its official receipt once there is one; the next copy of it. */
  printFeePaper(session: Session, feePaymentId: FeePaymentId): Promise<Result<PrintedCopy, AppError>>;
  /** The shift on paper (biên bản chốt ca); an interim report while it is open. Its copies are not counted. */
  printShiftReport(session: Session, shiftId: ShiftId): Promise<Result<{ readonly printerName: string }, AppError>>;
  /** The daily table of official fee receipts (01/TH-BLĐT), which only the province has. Its copies are not counted. */
  printDailySummary(session: Session, on: LocalDate): Promise<Result<{ readonly printerName: string }, AppError>>;
  /** A bank's list of bookings beside what is claimed; changes nothing. */
  readBankFile(bytes: ArrayBuffer): Promise<Result<ReadBankFile, BankFileError>>;
}

export function createMoneyWorkflows(deps: WorkflowDeps): MoneyWorkflows {
  return {
    openShift: (session, opening) => openShift(deps, session, opening),
    moveCash: (session, move) => moveCash(deps, session, move),
    closeShift: (session, shiftId, count) => closeShift(deps, session, shiftId, count),
    correctShift: (session, shiftId, correction, approver) =>
      correctShift(deps, session, shiftId, correction, approver),
    beginNextShift: (session) => beginNextShift(deps, session),
    collectFee: (session, dossierId, taking, shownOwedVnd) =>
      collectFee(deps, session, dossierId, taking, shownOwedVnd),
    voidFeeReceipt: (session, what, replacement) => voidFeeReceipt(deps, session, what, replacement),
    refundFee: (session, what, refund) => refundFee(deps, session, what, refund),
    confirmTransfer: (session, feePaymentId, found) => confirmTransfer(deps, session, feePaymentId, found),
    printFeePaper: (session, feePaymentId) => printFeePaper(deps, session, feePaymentId),
    printShiftReport: (session, shiftId) => printShiftReport(deps, session, shiftId),
    printDailySummary: (session, on) => printDailySummary(deps, session, on),
    readBankFile: (bytes) => readBankFile(deps, bytes),
  };
}
