import type { Announcement } from '#shared/domain/announcement.ts';
import type { SetAside } from '#shared/domain/decide-set-aside.ts';
import type { DossierState } from '#shared/domain/dossier.ts';
import type { FeeReceiptBook } from '#shared/domain/money/fee-receipt-book.ts';
import type { FeeReceiptNumber } from '#shared/domain/money/fee-receipt-number.ts';
import type { NumberBlock, Officer } from '#shared/domain/office.ts';
import type { DossierId, FeePaymentId, IssuedDocumentId, OfficerId, PrintId } from '#shared/kernel/ids.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { PrinterTrouble } from '#shared/kernel/printer-trouble.ts';
import type { Operation } from '#sync/protocol/operation.ts';

/** What a list shows of a dossier, kept small so that 20,000 of them are cheap to walk. */
export interface DossierSummaryRow {
  readonly dossierId: DossierId;
  readonly dossierCode: string;
  /** The code printed before the official one was there; still searchable. */
  readonly provisionalCode?: string;
  readonly acceptedAt: Instant;
  readonly resultDueAt: Instant;
  readonly state: DossierState;
  readonly applicantName: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly feeTotalVnd: number;
  /** Name, codes and procedure without marks, for search. */
  readonly foldedText: string;
}

/**
 * Whether an issued paper has come out. Written in the transaction that issues it: `pending`, or `onRequest` when the
 * citizen gets it by message and paper comes out only when somebody asks for it.
 */
export interface PrintMarkRow {
  readonly issuedDocumentId: IssuedDocumentId;
  readonly dossierId: DossierId;
  /** Null for a dossier that was not accepted and so has no code. */
  readonly dossierCode: string | null;
  readonly state: 'pending' | 'printed' | 'failed' | 'onRequest';
  /** Copies that came out or may have: those withdrawn or given up are not among them. */
  readonly printCount: number;
  /** Code of the last failure. */
  readonly failureCode: string | null;
  readonly updatedAt: Instant;
}

/** One print of an issued paper. Begun before anything is handed to a spooler, so that no copy number is given twice. */
export interface PrintRow {
  readonly printId: PrintId;
  readonly issuedDocumentId: IssuedDocumentId;
  readonly dossierId: DossierId;
  readonly officerId: OfficerId;
  /** 1 for the original, 2 for the first reprint … */
  readonly copyNumber: number;
  /** Null before one was chosen. */
  readonly printerId: string | null;
  readonly printerName: string | null;
  /** Its name at the spooler; null before it was handed over, and where spoolers name no jobs. */
  readonly jobId: string | null;
  readonly begunAt: Instant;
  /**
   * `started`: begun; when that is long ago, nobody knows whether it was handed over. `handedOver`: the spooler has it.
   * `done`: it came out, as far as the printer says. `failed`, `cancelled`: it did not come out; its copy number is
   * given again. `unknown`: it may have come out.
   */
  readonly state: 'started' | 'handedOver' | 'done' | 'failed' | 'cancelled' | 'unknown';
  /** Why it failed. */
  readonly failureCode: string | null;
  /** What its printer waits for, or what raises the doubt. */
  readonly trouble: PrinterTrouble | null;
  /** What the officer said of it; null when nobody has been asked or has answered. */
  readonly cameOut: boolean | null;
  readonly updatedAt: Instant;
}

/** An operation with its place in the queue. Never deleted here. */
export interface OutboxRow extends Operation {
  /** The dossier the row is shown under; null for none. */
  readonly dossierId: DossierId | null;
  /**
   * `replaced`: refused, and another row (which names it in `replaces`) stands in its place. `setAside`: refused, and a
   * supervisor has ended the work on it. Both are closed and kept for audit.
   */
  readonly state: 'queued' | 'parked' | 'acknowledged' | 'replaced' | 'setAside';
  readonly sizeBytes: number;
  readonly attempts: number;
  readonly lastAttemptAt: Instant | null;
  readonly parkedReason: { readonly code: string; readonly detail: string } | null;
  /** When the row was acknowledged, or refused the last time. */
  readonly settledAt: Instant | null;
  /** For `setAside`. */
  readonly setAside?: SetAside;
}

/** Numbers of one day with the next one to hand out; used up when `next` > `to`. */
export interface NumberBlockRow extends NumberBlock {
  readonly next: number;
  /** Not there for a leased block. `band`: the station's own band; `provisional`: running number of provisional codes. */
  readonly kind?: 'band' | 'provisional';
  /** The return these numbers are part of: none of them is handed out any more. */
  readonly closedBy?: string;
  /** The province has recorded the return. */
  readonly isReturned?: boolean;
}

/** Index over the numbers of slips and fee receipts, in both tables that hold some. */
export const RECEIPT_NUMBER_INDEX = '[receiptNumber.bookSerial+receiptNumber.number]';

/**
 * A book of slips or fee receipts with the next number to hand out; used up when `next` > `to`. The station's own slips
 * of a year are a book like the leased ones.
 */
export interface FeeReceiptBookRow extends FeeReceiptBook {
  readonly next: number;
}

/** What the province says of a payment of this station; each part as told last. */
export interface FeeReceiptStateRow {
  readonly feePaymentId: FeePaymentId;
  /** The official receipt. */
  readonly issued: {
    readonly changeNumber: number;
    readonly receiptNumber: FeeReceiptNumber;
    readonly state: 'issued' | 'replaced' | 'voided';
    readonly issuedAt: Instant;
    readonly lookupUrl: string | null;
  } | null;
  /** A claimed transfer that the province found at the bank; an officer still enters the confirmation. */
  readonly found: { readonly bankReference: string; readonly receivedOn: LocalDate } | null;
}

/** A fee paid online, as the province reports it (FE-02, FE-05). */
export interface OnlinePaymentRow {
  readonly onlinePaymentId: string;
  readonly dossierId: DossierId;
  readonly dossierCode: string;
  readonly amountVnd: number;
  readonly paidAt: Instant;
  readonly paymentReference: string;
  readonly providerName: string;
}

/** A scan. Bytes are an ArrayBuffer: strict commits of it survived every simulated power cut. */
export interface StoredBlobRow {
  readonly hash: string;
  readonly mediaType: string;
  readonly bytes: ArrayBuffer;
  readonly storedAt: string;
  /** 1 once the gateway has returned the same hash. */
  readonly isConfirmed: 0 | 1;
  /** When that was. Taken away when the scan is stored anew: then it has to be confirmed anew. */
  readonly confirmedAt?: Instant;
}

export interface SettingRow {
  readonly key: string;
  readonly value: unknown;
}

/** A change of a kind this build does not know, kept to be replayed after an update. */
export interface DeferredChangeRow {
  readonly changeNumber: number;
  readonly kind: string;
  readonly payload: unknown;
  readonly receivedAt: Instant;
}

/** What the province said of one account after the catalogue; see `officerChanged` in the protocol. */
export interface OfficerAccountRow {
  readonly officerId: OfficerId;
  readonly changeNumber: number;
  readonly overCatalogueVersion: number;
  readonly officer: Officer | null;
  readonly isBlocked: boolean;
  readonly changedAt: Instant;
}

/** `announcement` is null once withdrawn: the row stays, so that a late copy does not bring it back. */
export interface AnnouncementRow {
  readonly announcementId: string;
  readonly changeNumber: number;
  readonly announcement: Announcement | null;
}

/** An officer has put an announcement away. */
export interface AnnouncementDismissalRow {
  readonly announcementId: string;
  readonly officerId: OfficerId;
  readonly at: Instant;
}

/** The province reports that this operation does not follow on the one before it; kept for the supervisor. */
export interface ChainBreakRow {
  readonly stationSequence: number;
  readonly reportedAt: Instant;
}

/**
 * A commit and the rows it touched, written in the same transaction, so that the journal can be compared with the store.
 * The newest mark always stays: its number is the last commit this store knows of.
 */
export interface JournalMarkRow {
  readonly number: number;
  /** The journal tells commits with one number apart by it. */
  readonly tag: number;
  readonly touched: readonly { readonly table: string; readonly keys: readonly unknown[] }[];
}

/** What was found when store and journal were opened and compared; kept until an officer has read it. */
export interface StoreFindingsRow {
  readonly key: 'atStart';
  readonly foundAt: Instant;
  /** Bytes of a last journal record that was not written whole. */
  readonly tornBytes: number;
  /** Unreadable stretches of the journal's end, while the store was whole. */
  readonly damagedParts: number;
  /** Commits that the store lacked and the journal gave back. */
  readonly restoredCommits: number;
  /** Stretches that could not be read while commits were brought back: something may be missing. */
  readonly unreadParts: number;
  /** Scans not sent yet that could not be brought back. */
  readonly missingScans: number;
  /** The store could not be opened and was made anew from the journal. */
  readonly isStoreReplaced: boolean;
  readonly seenAt: Instant | null;
  readonly seenBy: OfficerId | null;
}
