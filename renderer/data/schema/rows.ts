import type { DossierState } from '#shared/domain/dossier.ts';
import type { NumberBlock } from '#shared/domain/office.ts';
import type { DossierId, IssuedDocumentId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Operation } from '#sync/protocol/operation.ts';

/** What a list shows of a dossier, kept small so that 20,000 of them are cheap to walk. */
export interface DossierSummaryRow {
  readonly dossierId: DossierId;
  readonly dossierCode: string;
  readonly acceptedAt: Instant;
  readonly resultDueAt: Instant;
  readonly state: DossierState;
  readonly applicantName: string;
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly feeTotalVnd: number;
  /** Name, code and procedure without marks, for search. */
  readonly foldedText: string;
}

/** Whether an issued paper has come out. Written as `pending` in the transaction that issues it. */
export interface PrintMarkRow {
  readonly issuedDocumentId: IssuedDocumentId;
  readonly dossierId: DossierId;
  readonly dossierCode: string;
  readonly state: 'pending' | 'printed' | 'failed';
  /** Prints handed to a spooler so far; the next copy carries `printCount + 1`. */
  readonly printCount: number;
  /** Code of the last failure. */
  readonly failureCode: string | null;
  readonly updatedAt: Instant;
}

/** An operation with its place in the queue. Never deleted here. */
export interface OutboxRow extends Operation {
  /** The dossier the row is shown under; null for none. */
  readonly dossierId: DossierId | null;
  readonly state: 'queued' | 'parked' | 'acknowledged';
  readonly sizeBytes: number;
  readonly attempts: number;
  readonly lastAttemptAt: Instant | null;
  readonly parkedReason: { readonly code: string; readonly detail: string } | null;
  /** When the row was acknowledged or parked. */
  readonly settledAt: Instant | null;
}

/** A leased block with the next number to hand out; used up when `next` > `to`. */
export interface NumberBlockRow extends NumberBlock {
  readonly next: number;
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
  readonly receivedAt: string;
}
