import type { OperationId } from '#shared/kernel/ids.ts';
import type { Instant } from '#shared/kernel/instant.ts';
import type { Operation, OperationKind } from '#sync/protocol/operation.ts';

/** Why a row waits for a person. `code` is a refusal code of the protocol or one of the engine's own. */
export interface ParkedReason {
  readonly code: string;
  /** The province's words, Vietnamese; names no person. */
  readonly detail: string;
}

/** What the engine knows about a row: everything but its payload. */
export interface OutboxRowHead {
  readonly operationId: OperationId;
  readonly stationSequence: number;
  readonly lineKey: string;
  readonly sequence: number;
  readonly kind: OperationKind;
  readonly dependsOn: readonly OperationId[];
  readonly createdAt: Instant;
  /** Size of the payload (JSON) or, for `storeBlob`, of the blob. */
  readonly sizeBytes: number;
  readonly attempts: number;
  readonly state: 'queued' | 'parked';
  /** Refused rows that this one has replaced; they are closed and kept. */
  readonly replaces?: readonly OperationId[];
}

/**
 * The outbox as the runner sees it. Rows are only ever added by the unit of work, and never removed here. A row that is
 * added with `replaces` closes the parked rows it names in the same transaction: from then on they are not open any
 * more, and no method changes their state again.
 */
export interface OutboxStore {
  /**
   * Every row that is not acknowledged, ascending by `stationSequence`; with `afterSequence` only those beyond it, so
   * that noticing new rows costs no more in a long queue. A row that was being sent when the app died is `queued`.
   */
  loadOpenHeads(afterSequence?: number): Promise<readonly OutboxRowHead[]>;
  /** Full operations in the order of `ids`. Rejects when one is missing: that is a defect. */
  readOperations(ids: readonly OperationId[]): Promise<readonly Operation[]>;
  /** Adds one to `attempts` and keeps the time, for the queue screen. */
  recordAttempt(ids: readonly OperationId[], at: Instant): Promise<void>;
  /** Marks rows acknowledged in one transaction; already acknowledged rows are left as they are. */
  acknowledge(ids: readonly OperationId[], at: Instant): Promise<void>;
  /** Sets a row aside until an officer has dealt with it. Later rows of its line stay queued behind it. */
  park(id: OperationId, reason: ParkedReason, at: Instant): Promise<void>;
  /** Puts a parked row back in the queue on the officer's word. @returns whether it was parked */
  release(id: OperationId): Promise<boolean>;
  /** Fires after rows were added by this or another window; the returned function stops it. */
  onRowsAdded(listener: () => void): () => void;
}
