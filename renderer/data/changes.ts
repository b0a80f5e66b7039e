import type { Digitisation } from '#shared/domain/digitisation.ts';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { FeePayment } from '#shared/domain/money/fee-payment.ts';
import type { ShiftEntry } from '#shared/domain/money/shift-entry.ts';
import type { ComponentExtraction } from '#shared/domain/extraction/component-extraction.ts';
import type { IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { Rating } from '#shared/domain/citizen-screen/rating.ts';
import type { IssuedDocument } from '#shared/domain/issued-document.ts';
import type { LedgerEntry } from '#shared/domain/ledger.ts';
import type { NoticeRecord } from '#shared/domain/notice.ts';
import type { Shift } from '#shared/domain/office.ts';
import type { Conflict } from '#shared/domain/province-record.ts';
import type { JournalErrorCode } from '#shared/journal-format/journal.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { DossierId, DraftId, OperationId, Sha256 } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { OperationKind } from '#sync/protocol/operation.ts';
import type { FeeReceiptBookRow, NumberBlockRow, PrintMarkRow, PrintRow } from './schema/rows.ts';
import type { SetAsideChange } from './set-aside-rows.ts';

/** An operation before the unit of work gives it its running numbers. */
export interface NewOperation {
  readonly operationId: OperationId;
  readonly lineKey: string;
  readonly kind: OperationKind;
  readonly payload: unknown;
  readonly payloadHash: Sha256;
  readonly sizeBytes: number;
  readonly createdAt: Instant;
  readonly dependsOn: readonly OperationId[];
  readonly dossierId: DossierId | null;
  /**
   * Refused operations in whose place of the line it stands, oldest first. The last one must be held; the commit closes
   * it, or answers `notHeld`.
   */
  readonly replaces?: readonly OperationId[];
}

export interface NewBlob {
  readonly hash: Sha256;
  readonly mediaType: string;
  readonly bytes: ArrayBuffer;
  readonly storedAt: Instant;
}

/** Everything one officer action changes. It is written whole or not at all. */
export interface Changes {
  /**
   * Takes the next number of this very row, which is written when there is none yet (band and provisional numbers). The
   * commit answers `numberTaken` when somebody was faster, or a dossier has the number already.
   */
  readonly takeNumberOf?: NumberBlockRow;
  /**
   * New dossiers; the commit answers `alreadyAccepted` when one is known by its id, `dossierAlreadyRecorded` when its
   * intake has ended without acceptance.
   */
  readonly dossiers?: readonly Dossier[];
  /** Known dossiers whose data were corrected. */
  readonly correctedDossiers?: readonly Dossier[];
  /** The commit answers `shiftClosed` when the shift of one is closed, `receiptNumberTaken` when its number is used. */
  readonly feePayments?: readonly FeePayment[];
  /** Lines in the books of shifts; answered like payments. A closed shift takes corrections only. */
  readonly shiftEntries?: readonly ShiftEntry[];
  /**
   * Takes the next number of this very book, which is written when there is none yet (the station's own slips). The
   * commit answers `receiptNumberTaken` when somebody was faster.
   */
  readonly takeReceiptNumberOf?: FeeReceiptBookRow;
  readonly issuedDocuments?: readonly IssuedDocument[];
  readonly printMarks?: readonly PrintMarkRow[];
  readonly prints?: readonly PrintRow[];
  readonly ledger?: readonly LedgerEntry[];
  readonly shifts?: readonly Shift[];
  /** Drafts to keep; one whose dossier is already recorded is left out. */
  readonly drafts?: readonly IntakeDraft[];
  /** Intakes that end here without acceptance; the commit answers `dossierAlreadyRecorded` when one has ended before. */
  readonly declined?: readonly DossierId[];
  readonly removeDrafts?: readonly DraftId[];
  /** Decided conflicts; the commit answers `conflictAlreadyResolved` when somebody was faster. */
  readonly conflicts?: readonly Conflict[];
  readonly blobs?: readonly NewBlob[];
  /** What is to become of scanned pages, or has; the commit answers `alreadyDigitised` when one is done already. */
  readonly digitisations?: readonly Digitisation[];
  /** What was read on digitised components, and what officers confirmed of it. */
  readonly extractions?: readonly ComponentExtraction[];
  /** Notices to citizens that the province is to send. */
  readonly notices?: readonly NoticeRecord[];
  /** What citizens said of their intake; the commit answers `alreadyRated` when a dossier has been rated before. */
  readonly ratings?: readonly Rating[];
  readonly operations?: readonly NewOperation[];
  /** Held operations on which the work ends; the commit answers `notHeld` when one is not held any more. */
  readonly setAside?: readonly SetAsideChange[];
}

/** `storageFull`: nothing was written, free space first. `storageFailed`: the store refused; `reason` is its error name. */
export type CommitFailure =
  | AppError<'numberTaken'>
  | AppError<'receiptNumberTaken'>
  | AppError<'shiftClosed'>
  | AppError<'alreadyAccepted'>
  | AppError<'dossierAlreadyRecorded'>
  | AppError<'conflictAlreadyResolved'>
  | AppError<'notHeld'>
  | AppError<'alreadyDigitised'>
  | AppError<'alreadyRated'>
  | AppError<'storageFull'>
  | AppError<'storageFailed', { readonly reason: string }>
  | JournalFailed;

/** Written to the store at most, not to the journal: nothing may be printed, and nothing more is taken in for now. */
export type JournalFailed = AppError<'journalFailed', { readonly reason: JournalErrorCode }>;
